from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from records.levels import Level
from records.models.guarded import Guarded
from records.querysets import AccountableQuerySet
from records.roles import Role, may_enter


class Accounts(UserManager.from_queryset(AccountableQuerySet)):
    """Accounts of people."""

    # Migrations write accounts of their own time, when saves may not have been counted and there may have been no audit.
    use_in_migrations = False

    def create_superuser(self, username, email=None, password=None, **extra_fields):
        """As Django's, cleared for everything: clearance is read from the account alone, whoever it belongs to."""
        return super().create_superuser(username, email, password, **{"clearance": Level.CONFIDENTIAL, **extra_fields})


class User(AbstractUser, Guarded):
    """Someone who signs in, with the highest level they may see."""

    kept_by_the_site = frozenset({"last_login"})

    clearance = models.PositiveSmallIntegerField(
        _("clearance"),
        choices=Level,
        default=Level.PUBLIC,
        help_text=_("The highest level this person may see, for example “restricted” for an analyst of the team."),
    )

    objects = Accounts()

    @cached_property
    def roles(self):
        """The Roles this person has, as a frozenset. Ask for it through `records.roles.roles_of`."""
        held = {group.name for group in self.groups.all()}
        return frozenset(role for role in Role if role.value in held)

    def _get_session_auth_hash(self, secret=None):
        """As Django's, over all that a session was opened with: who loses a role, clearance or the account is out at the
        next request."""
        rights = f"{self.is_active}:{self.is_superuser}:{self.clearance}:{sorted(role.value for role in self.roles)}"
        return salted_hmac(
            "records.User.session", f"{self.password}:{rights}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def enters_admin(self):
        """For templates, which cannot ask `records.roles.may_enter`."""
        return may_enter(self)
