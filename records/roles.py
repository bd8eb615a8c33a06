"""Roles: what a person does in the team. Each is a group with fixed permissions; whoever has none of them is a reader.

A role says what someone may do, never what they may see: that is their clearance (records/levels.py).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The duties of the team. One person may have several."""

    ANALYST = "analyst", _("analyst: enters and changes the record")
    REVIEWER = "reviewer", _("reviewer: as an analyst; publishes, and decides what more people see; reads the audit")
    ADMINISTRATOR = "administrator", _("administrator: keeps the accounts; reads the audit")
    KEEPER = "keeper of informants", _("keeper of informants: alone sees who stands behind an anonymous label")


# With these, much can be shown or done that cannot be taken back: a password alone is not enough.
GUARDED = frozenset({Role.REVIEWER, Role.ADMINISTRATOR, Role.KEEPER})


def roles_of(user):
    """The Roles of `user` as a frozenset, read once for each user object; empty for anyone who has not signed in."""
    return user.roles if user.is_authenticated else frozenset()


def may_enter(user):
    """Whether `user` may use the admin."""
    return user.is_authenticated and user.is_active and (user.is_superuser or bool(roles_of(user)))


def needs_second_factor(user):
    """Whether a password alone does not let `user` in."""
    return user.is_authenticated and (user.is_superuser or not GUARDED.isdisjoint(roles_of(user)))
