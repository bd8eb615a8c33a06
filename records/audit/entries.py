"""What an entry says of each kind of thing done. Names of fields and numbers, never a text or a name from a record."""

import hashlib
import json

from django.utils import timezone

from records.audit.actions import Action
from records.audit.actor import actor, plain_name
from records.audit.chain import append
from records.levels import Level

# Rows of these apps, and accounts, tell of people who sign in: they have no level, and reviewers of any level see them.
ACCOUNT_APPS = {"auth", "account", "mfa", "usersessions"}
# Saves that are part of a sign-in, which has an entry of its own.
BY_SIGNING_IN = (["last_login"], ["last_used_at"])
LEVEL_FIELDS = ("level", "embargo_until", "shown_level", "shown_from")


def note(action, row=None, *, model=None, level=None, person=None, fields=(), facts=None):
    """Enter in the audit that `action` was done, to `row` or to some rows of `model`.

    `level` is who may learn of it: a reader cleared for less does not. Without one it is that of the row, and what is
    about no row in particular is for those who are cleared for everything. `person` did it; without one, whoever is
    signed in. `facts` are numbers and words of ours, such as {"format": "csv"}.
    """
    person = person or actor()
    owner = owner_of(row) if row is not None else None
    facts = {**account_of(row), **(facts or {})}
    if level is None:
        level = level_of(row) if row is not None else Level.CONFIDENTIAL
    append(
        timezone.now(),
        str(action),
        person.pk if person else None,
        plain_name(person.get_username()) if person else "",
        label_of(row if row is not None else model),
        row.pk if row is not None else None,
        label_of(owner),
        owner.public_id if owner is not None else None,
        int(level),
        ", ".join(fields),
        json.dumps(facts, sort_keys=True, separators=(",", ":"), default=str) if facts else "",
    )


def account_of(row):
    """Whose it is, for what belongs to an account: a second factor, an address."""
    return {"account": row.user_id} if row is not None and is_account(row) and hasattr(row, "user_id") else {}


def label_of(thing):
    return thing._meta.label_lower if thing is not None else ""


def owner_of(row):
    """The record that an entry about `row` names: the row itself, or what it is a detail of. None for an account."""
    while row is not None and not hasattr(row, "public_id"):
        hangs_on = getattr(row, "hangs_on", ())
        row = getattr(row, hangs_on[0]) if hangs_on else None
    return row


def level_of(row):
    """The Level in effect of `row`: the strictest of what it hangs on, if it has none of its own."""
    if hasattr(row, "shown_level"):
        return row.shown_level
    if hasattr(row, "hangs_on"):
        return max([level_of(above) for name in row.hangs_on if (above := getattr(row, name))], default=Level.PUBLIC)
    return Level.PUBLIC if is_account(row) else Level.CONFIDENTIAL


def is_account(row):
    return row._meta.app_label in ACCOUNT_APPS or row._meta.label_lower == "records.user"


def saved(row, *, is_new, update_fields=None):
    """Enter one save."""
    if is_new:
        note(Action.ADDED, row)
        return
    known = getattr(row, "changed_fields", None)
    fields = known() if known else sorted(update_fields or ())
    if known and update_fields is not None:
        fields = [name for name in fields if name in update_fields]
    if fields in BY_SIGNING_IN:
        return
    was = getattr(row, "as_stored", {})
    facts = {"clearance": [was.get("clearance"), row.clearance]} if "clearance" in fields else {}
    level = max(level_of(row), was.get("shown_level", Level.PUBLIC))
    note(Action.CHANGED, row, level=level, fields=fields, facts=facts)


def deleted(row):
    """Enter one deletion."""
    note(Action.DELETED, row)


def level_changed(record, was, dependants):
    """Enter that the level or the embargo of `record` moved, or that those in effect did.

    `was` holds the LEVEL_FIELDS as they were; `dependants` is the number of records that moved along.
    """
    now = {name: getattr(record, name) for name in LEVEL_FIELDS}
    moved = {name: [was[name], now[name]] for name in LEVEL_FIELDS if was[name] != now[name]}
    if moved:
        level = max(record.shown_level, was["shown_level"] or Level.PUBLIC)
        note(Action.LEVEL_CHANGED, record, level=level, fields=moved, facts={**moved, "dependants": dependants})


def tied(row, field, *, number, is_added, roles=()):
    """Enter that a `number` of links of the many-to-many `field` of `row` were added or removed; `roles` by name."""
    facts = {"added" if is_added else "removed": number}
    note(Action.CHANGED, row, fields=[field], facts={**facts, "roles": roles} if roles else facts)


def wrote_many(action, model, keys, fields=()):
    """Enter one write of many rows of `model`: their number, and the SHA-256 of their sorted `keys`, one to a line."""
    lines = "\n".join(sorted(map(str, keys)))
    facts = {"rows": len(keys), "keys": hashlib.sha256(lines.encode()).hexdigest()}
    note(action, model=model, fields=fields, facts=facts)
