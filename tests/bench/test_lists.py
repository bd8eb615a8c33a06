import pytest
from django.core.cache import cache

from bench.bare import rows_of
from bench.lists import Case, cases, measure
from briefs.synthetic.record import Plan, make
from events.models import Event
from records.levels import Level

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_before():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def record():
    """A record just large enough for every list to be worth a second page."""
    return make(Plan(events=70, commitments=60))


def test_every_list_is_measured_beside_the_same_rows(record):
    measured = [measure(case, rounds=1) for case in cases()]

    names = {one.case.name for one in measured}
    assert {"/processes/ first page", "/rounds/ first page", "/statements/ first page"} <= names
    assert {"/commitments/ late page", "/commitments/ by words", "/rounds/ by party"} <= names
    assert all(one.queries > 1 and one.ratio > 0 and one.first > 0 for one in measured)


def test_a_filter_that_a_list_does_not_have_is_not_measured(record):
    with pytest.raises(RuntimeError, match="no filter called colour"):
        measure(Case("by colour", "talks:round-list", {"colour": "red"}), rounds=1)


def test_a_database_without_events_or_commitments_is_measured_too():
    assert [case.name for case in cases() if case.asked.keys() & {"party", "obligor", "page"}] == []
    assert measure(Case("none", "tracking:commitment-list", {}), rounds=1).rows == 0


def test_bare_rows_hold_what_the_list_shows(record):
    event = Event.objects.visible_to(Level.PUBLIC).exclude(event_parties=None).first()

    (row,) = rows_of(Event.objects.filter(pk=event.pk), 0, 1, Level.PUBLIC)

    assert row["title"] == event.title
    assert [party for party, role in row["parties"]] == [part.party.name for part in event.event_parties.all()]
