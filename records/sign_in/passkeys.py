"""Forms that take what a browser says of a passkey. What is no such thing is refused like a wrong one."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)

# What the packages that read such a message raise where it is not of the shape they expect.
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class Refusing:
    """Turns a message that cannot be read into an error of the form."""

    def _clean_fields(self):
        self.refusing(super()._clean_fields)

    def _clean_form(self):
        self.refusing(super()._clean_form)

    def refusing(self, cleaning):
        try:
            cleaning()
        except MALFORMED:
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class AddPasskeyForm(Refusing, AddWebAuthnForm):
    """A passkey is added."""


class PasskeyForm(Refusing, AuthenticateWebAuthnForm):
    """A passkey as second factor."""


class PasskeyLoginForm(Refusing, LoginWebAuthnForm):
    """A passkey in place of name and password."""


class PasskeyAgainForm(Refusing, ReauthenticateWebAuthnForm):
    """A passkey, to prove once more who it is."""
