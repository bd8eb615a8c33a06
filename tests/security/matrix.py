"""Who is answered what: reading tests/security/matrix.csv, and finding an address for each of its rows."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from records.models import Lowering, Record, Reference
from tests.security import tokens
from tests.security.addresses import admin_pages, filled
from tests.security.readers import EVERYONE

FILE = Path(__file__).with_name("matrix.csv")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
# Clearance is tried on readers. To enter and to decide, each role once, with the clearance that goes with it.
WHO = tuple(name for name in EVERYONE if name not in ("analyst public", "reviewer restricted"))
LEVELS = {"public": tokens.PUBLIC, "restricted": tokens.RESTRICTED, "confidential": tokens.CONFIDENTIAL}
ANY = "any"


@dataclass(frozen=True)
class Row:
    """What a page answers to some methods: {reader: status}. `of` are the levels of the record that the page is of."""

    page: str
    of: tuple
    methods: tuple
    answers: dict


def matrix():
    """The Rows of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(line for line in file if not line.startswith("#"))
        return [
            Row(
                line["page"],
                tuple(LEVELS) if line["of"] == ANY else tuple(line["of"].split()) or ("",),
                METHODS if line["method"] == ANY else tuple(line["method"].split()),
                {name: int(line[name]) for name in WHO},
            )
            for line in lines
        ]


def shared(page):
    """The name under which one row stands for this page of many models; the page itself where none does."""
    if re.fullmatch(r"admin/\w+/\w+/<path:object_id>/", page):
        return "admin/<model>/<path:object_id>/"
    model, kind = admin_pages().get(page, (None, None))
    if model is not None and issubclass(model, (Record, Reference)):
        return f"admin:<{'record' if issubclass(model, Record) else 'reference'}>_{kind}"
    return page


def rows_for(page, rows):
    """The Rows about `page`: its own, or those that stand for the same page of many models."""
    return [row for row in rows if row.page == page] or [row for row in rows if row.page == shared(page)]


def address_of(place, of, corpus):
    """An address of `place`, of a record of the level `of` where it is of a record."""
    if not place.takes_values:
        return filled(place, {})[0] if place.is_named else "/admin/no-such-page/"
    if not place.is_named:
        return f"/{place.pattern}".replace("<path:object_id>", "70000000").replace("(?P<url>.*)$", "no-such-page/")
    kind = LEVELS.get(of, tokens.PUBLIC)
    rows = {model: [row] for (of_kind, model), row in corpus.own.items() if of_kind == kind}
    if kind in tokens.HIDDEN:
        rows[Lowering] = [corpus.requests[kind]]
    rest = {model: some[-1:] for model, some in corpus.rows.items() if model not in rows}
    return filled(place, {**rest, **rows})[0]
