"""What Parley asks of django-allauth: closed doors for strangers, and few tries for anyone."""

import time
from base64 import urlsafe_b64encode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

from records.sign_in.too_many import too_many_tries

# Seconds for which a sign-in counts as fresh.
REAUTHENTICATION_TIMEOUT = 300


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators. Tries are counted before any password is hashed."""

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """The address that tries are counted by: the peer's, or what the operator's own proxies say of theirs.

        Each proxy adds the address it was asked from at the right of X-Forwarded-For; what stands further left was
        written by whoever asked, and could be anything.
        """
        told = [address.strip() for address in request.headers.get("X-Forwarded-For", "").split(",")]
        if 0 < settings.PROXIES <= len(told) and told[-settings.PROXIES]:
            return told[-settings.PROXIES]
        return request.META["REMOTE_ADDR"]

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Counted for the account from this address: nobody is locked out by tries from elsewhere.
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in a moment ago need not prove it again, as when a second factor is set up at the first sign-in."""
        required = super().is_reauthentication_required(app=app, **kwargs)
        records = get_authentication_records(context.request, context.request.user)
        return required and not any(time.time() - record["at"] < REAUTHENTICATION_TIMEOUT for record in records)

    def validation_error(self, code, *args):
        """As allauth's; too many tries are answered with a page of their own instead of an error in the form."""
        if code == "too_many_login_attempts":
            raise ImmediateHttpResponse(too_many_tries(context.request))
        return super().validation_error(code, *args)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are no use to whoever has only the database."""

    def encrypt(self, text):
        return sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return sealer().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self):
        return "Parley"

    def _get_site_name(self):
        return "Parley"


def sealer():
    """What seals with the site's key, and opens what was sealed with it or with one of SECRET_KEY_FALLBACKS."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = [salted_hmac("records.sign_in", "second factor", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in derived])
