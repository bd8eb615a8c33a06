"""People who sign in by the page."""

from django.urls import reverse

PASSWORD = "a password of the tests"


def with_password(user, password=PASSWORD):
    user.set_password(password)
    user.save()
    return user


def sign_in(browser, name, password=PASSWORD, **data):
    """The answer to the sign-in form of the site."""
    return browser.post(reverse("account_login"), {"login": name, "password": password, **data})
