"""Sessions of people who have signed in, made on the database itself: how they sign in is not what is measured."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY


def session_of(person):
    """The key of a new session in which the account `person` has signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key


def cookie_names():
    """The names of the cookies that carry the session and the token of forms."""
    return {"cookie": settings.SESSION_COOKIE_NAME, "token_cookie": settings.CSRF_COOKIE_NAME}
