"""Nobody who could show or do much comes in with a password alone."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from records.roles import needs_second_factor

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# Where a person without a second factor may go: to set one up, to prove who they are, and out again.
OPEN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "health",
    }
)


def lacks_second_factor(user):
    """Whether `user` needs a second factor and has none. Who has one was asked for it when they signed in."""
    return needs_second_factor(user) and not is_mfa_enabled(user, FACTORS)


class SecondFactorGate:
    """Middleware: whoever needs a second factor and has none is led to where it is set up, and nowhere else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.view_name in OPEN:
            return None
        try:
            if SESSION_KEY in request.session and not request.user.is_authenticated:
                # The account was disabled: its session is over, also if the account is opened again.
                request.session.flush()
            is_held = lacks_second_factor(request.user)
        except DatabaseError:
            # The view will meet it too, and the page of records/database_guard.py says what is wrong.
            return None
        if not is_held:
            return None
        messages.warning(request, _("Your role needs a second factor. Set one up to go on."))
        return redirect("mfa_index")
