"""Everyone who may come to the site, from anyone to the superuser."""

from dataclasses import dataclass

from django.test import Client

from records.levels import Level, clearance_of
from records.models import User
from records.roles import Role, may_enter
from tests.factories.records import EditorFactory, UserFactory
from tests.security import tokens


@dataclass(frozen=True)
class Reader:
    """Someone at a browser; `user` is None for whoever has not signed in."""

    name: str
    user: User | None

    @property
    def enters(self):
        return self.user is not None and may_enter(self.user)

    @property
    def enters_record(self):
        """Whether the admin shows this reader records."""
        return self.enters and self.user.has_perm("talks.view_round")

    def may_see(self, kind, in_admin):
        """Whether a sign of a `kind` may reach this reader, on a page of the admin or on any other."""
        levels = {tokens.PUBLIC: 0, tokens.RESTRICTED: 1, tokens.CONFIDENTIAL: 2}
        if kind in levels:
            return levels[kind] <= clearance_of(self.user)
        if kind == tokens.EMBARGOED:
            return self.enters and in_admin
        if kind == tokens.TEAM:
            return self.enters
        if kind == tokens.ACCOUNTS:
            return self.enters and self.user.has_perm("records.view_user")
        if kind == tokens.INFORMANTS:
            return self.enters and self.user.has_perm("events.view_informant")
        return False

    def browser(self):
        """A browser in which this reader has signed in. What fails on the site fails the test."""
        client = Client(raise_request_exception=False)
        if self.user is not None:
            client.force_login(self.user)
        return client


# Name of a reader: clearance and roles. Two names for one person would be two sessions.
PEOPLE = {
    "reader public": (Level.PUBLIC, []),
    "reader restricted": (Level.RESTRICTED, []),
    "reader confidential": (Level.CONFIDENTIAL, []),
    "analyst public": (Level.PUBLIC, [Role.ANALYST]),
    "analyst": (Level.RESTRICTED, [Role.ANALYST]),
    "reviewer": (Level.CONFIDENTIAL, [Role.REVIEWER]),
    "reviewer restricted": (Level.RESTRICTED, [Role.REVIEWER]),
    "administrator": (Level.PUBLIC, [Role.ADMINISTRATOR]),
    "keeper": (Level.RESTRICTED, [Role.KEEPER]),
}
ANYONE, SUPERUSER = "anyone", "superuser"
EVERYONE = (ANYONE, *PEOPLE, SUPERUSER)


def reader_called(name):
    """The Reader of that name, with an account made for them."""
    if name == ANYONE:
        return Reader(name, None)
    username = name.replace(" ", "-")
    if name == SUPERUSER:
        return Reader(name, EditorFactory(username=username))
    clearance, roles = PEOPLE[name]
    return Reader(name, UserFactory(username=username, clearance=clearance, roles=roles))
