"""Pages found by cursors, on a list of events."""

import base64

import pytest
from django.http import QueryDict

from events.models import Event
from records.capped import AtLeast, capped
from records.keyset import Keyset, Part
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db

DAYS = ["2021-07-03", "2021-07-02", "2021-07-02", None, "2021-07-01", None]


def listing(*, descending=True, what="events", size=2):
    rows = Event.objects.order_by()
    dated = Part(rows.filter(happened_on_latest__isnull=False), "happened_on_latest")
    return Keyset(
        [dated, Part(rows.filter(happened_on_latest__isnull=True), None)], descending=descending, what=what, size=size
    )


def asked(**address):
    query = QueryDict(mutable=True)
    query.update(address)
    return query


@pytest.fixture
def events():
    """Events with and without a date, as a list shows them: the latest first, those without a date last."""
    made = [EventFactory(happened_on=day, place=None) for day in DAYS]
    dated = sorted((one for one in made if one.happened_on), key=lambda one: (one.happened_on_latest, one.pk))
    undated = [one for one in made if not one.happened_on]
    return [one.pk for one in dated[::-1] + undated[::-1]]


def walked(keyset, step, start):
    """The keys of all pages from the one of the address `start`, by the cursors called `step`."""
    page = keyset.page(asked(**start))
    pages = [page.keys]
    while cursor := getattr(page, step):
        page = keyset.page(asked(**{step: cursor}))
        pages.append(page.keys)
    return pages


def test_the_pages_forwards_hold_every_row_once_and_the_undated_last(events):
    pages = walked(listing(), "after", {})

    assert [key for page in pages for key in page] == events
    assert [len(page) for page in pages] == [2, 2, 2]


def test_the_pages_backwards_from_the_last_are_the_same(events):
    pages = walked(listing(), "before", {"page": "last"})

    assert pages == walked(listing(), "after", {})[::-1]


def test_the_other_direction_keeps_the_undated_last(events):
    (keys,) = walked(listing(descending=False, size=10), "after", {})

    days = [Event.objects.get(pk=key).happened_on_latest for key in keys]
    assert days[:4] == sorted(days[:4])
    assert days[4:] == [None, None]


def test_a_row_that_is_gone_leaves_its_cursor_good(events):
    keyset = listing()
    cursor = keyset.page(asked()).after
    Event.objects.filter(pk=events[1]).delete()

    assert keyset.page(asked(after=cursor)).keys == events[2:4]


def test_the_first_page_is_whole_however_it_is_come_by(events):
    keyset = listing(size=4)
    second = keyset.page(asked(after=keyset.page(asked()).after))
    newest = EventFactory(happened_on="2021-07-09", place=None)

    assert keyset.page(asked(before=second.before)).keys[:1] != [newest.pk]
    assert listing(size=5).page(asked(before=listing(size=5).page(asked(page="last")).before)).keys == [
        newest.pk,
        *events[:4],
    ]


@pytest.mark.parametrize("forged", ["x", "AAAA", "é", "\0", "=" * 5000, "bm90aGluZyBvZiBvdXJz" * 5])
@pytest.mark.parametrize("step", ["after", "before"])
def test_a_cursor_of_nobodys_gets_the_first_page_and_is_told(events, step, forged):
    page = listing().page(asked(**{step: forged}))

    assert page.is_lost
    assert page.keys == events[:2]


def test_a_cursor_of_another_list_gets_the_first_page(events):
    cursor = listing(what="other filters").page(asked()).after

    assert listing().page(asked(after=cursor)).is_lost


def test_a_cursor_is_always_the_same_and_tells_no_key():
    for key in (987_654_321, 987_654_322, 987_654_323):
        EventFactory(pk=key, place=None)

    cursors = {listing().page(asked()).after for _ in range(2)}

    assert len(cursors) == 1
    cursor = cursors.pop()
    assert "987654322" not in cursor
    assert b"987654322" not in base64.urlsafe_b64decode(f"{cursor}==")


@pytest.mark.parametrize("number", ["1", "7", "abc", "-1"])
def test_an_address_with_a_page_number_gets_the_first_page(events, number):
    page = listing().page(asked(page=number))

    assert page.keys == events[:2]
    assert not page.is_lost


def test_a_number_past_the_most_says_so():
    assert str(capped(10_000)) == "10000"
    assert str(capped(10_001)) == "10,000+"
    assert isinstance(capped(12_000), AtLeast)
