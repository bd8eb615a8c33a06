"""Addresses of the account pages: those of django-allauth that Parley opens. There is no sign-up and no e-mail."""

from allauth.account import views
from django.urls import include, path

from records.sign_in.still_here import back_to_typing, still_here

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("here/", still_here, name="still_here"),
    path("back/", back_to_typing, name="back_to_typing"),
    path("second-factor/", include("allauth.mfa.urls")),
]
