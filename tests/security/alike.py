"""What is hidden and what never was: the answers to both, to be compared byte by byte and query by query."""

import re
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.security.crawl import read

# No row has this key or this public id.
ABSENT_KEY = 79_999_900
ABSENT_ID = "00000000-0000-4000-8000-000000000000"
# What differs from one answer to the next whatever was asked for.
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|csrftoken=\w+|expires=[^;]+;|messages=[^;]+;|Expires: .*')
IDS = re.compile(r"\b7\d{7}\b|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Observed:
    """All that someone can tell of one answer."""

    status: int
    text: str
    queries: int


def observed(browser, address, data=None):
    """The Observed of a GET, or of a POST of `data`, with what was sent taken out of it."""
    with CaptureQueriesContext(connection) as queries:
        answer = read(browser.get(address) if data is None else browser.post(address, data))
    text = TOKENS.sub("", answer.text)
    for sent in set(IDS.findall(f"{address} {data or ''}")):
        text = text.replace(sent, "ID")
    return Observed(answer.status, text, len(queries))


def differences(browser, pairs):
    """Those of the `pairs` (address about what is hidden, the same about what never was) that are answered apart."""
    found = []
    for hidden, absent in pairs:
        one, other = observed(browser, hidden), observed(browser, absent)
        # The first question of its kind may fill a cache.
        if told_apart(one, other) and (told := told_apart(observed(browser, hidden), other)):
            found.append((hidden, *told))
    return found


def told_apart(one, other):
    """What tells two Observed apart; empty when nothing does."""
    if one == other:
        return ()
    return one.status, other.status, one.queries, other.queries, first_difference(one, other)


def first_difference(one, other):
    """Where two texts part, with what stands around it."""
    place = next((at for at, (a, b) in enumerate(zip(one.text, other.text, strict=False)) if a != b), None)
    if place is None:
        return "" if len(one.text) == len(other.text) else "one is longer"
    return f"{one.text[max(0, place - 60) : place + 60]!r} | {other.text[max(0, place - 60) : place + 60]!r}"


def never_was(address):
    """`address` with keys and public ids that no row has."""
    return IDS.sub(lambda found: ABSENT_ID if "-" in found[0] else str(ABSENT_KEY), address)


def asking(name, question, hidden, absent, **more):
    """The pair of addresses of the page `name` that asks `question` about what is hidden and what is absent."""
    rest = "".join(f"&{key}={value}" for key, value in more.items())
    return tuple(f"{reverse(name)}?{question}={value}{rest}" for value in (hidden, absent))
