"""The order of the commitments, and that their labels do not change with it."""

import datetime as dt

import pytest

from briefs.document.content import brief_content
from briefs.kinds import Arrangement
from briefs.scope import Scope
from records.levels import Level
from tests.factories.events import EventFactory
from tests.factories.statements import CommitmentFactory, ThemeFactory
from tests.factories.talks import PartyFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory

pytestmark = pytest.mark.django_db

AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


@pytest.fixture
def four(commitment):
    """Commitments on points 1 to 4: a full one, one breached, one that nobody judged, one that repeats the breached one."""
    commitment.delete()
    statement = commitment.clause.statement
    themes = [[ThemeFactory(label="Trust"), ThemeFactory(label="Borders")], [], [ThemeFactory(label="Aid")], []]
    bound = [["Taliban"], ["Hosts", "Taliban"], [], ["Government"]]
    made = [
        CommitmentFactory(
            clause__statement=statement,
            clause__position=place,
            themes=themes[place],
            obligors=[PartyFactory(name=name) for name in bound[place]],
        )
        for place in range(4)
    ]
    AssessmentFactory(commitment=made[0], rating="full")
    AssessmentFactory(commitment=made[1], rating="breached")
    made[3].repeats = made[1]
    made[3].save()
    return made


def told(four, arrangement):
    scope = Scope("Brief", four[0].statement.process, Level.PUBLIC, arrangement=arrangement)
    return brief_content(scope, as_of=AUGUST)


@pytest.mark.parametrize(
    ("arrangement", "order"),
    [
        (Arrangement.AS_SAID, ["C1", "C2", "C3", "C4"]),
        (Arrangement.BY_RATING, ["C2", "C4", "C1", "C3"]),
        (Arrangement.BY_THEME, ["C3", "C1", "C2", "C4"]),
        (Arrangement.BY_PARTY, ["C4", "C2", "C1", "C3"]),
    ],
)
def test_commitments_stand_in_the_order_asked_for_and_keep_their_labels(four, arrangement, order):
    content = told(four, arrangement)

    keys = {f"C{place}": str(row.public_id) for place, row in enumerate(four, start=1)}
    assert [part.label for part in content.comparisons] == order
    assert all(part.key == keys[part.label] for part in content.comparisons)


def test_reports_are_printed_where_the_event_is_met_first_in_that_order(four):
    event = EventFactory()
    for row in four[:2]:
        EvidenceFactory(commitment=row, event=event)

    content = told(four, Arrangement.BY_RATING)

    parts = {part.label: part for part in content.comparisons}
    assert (parts["C2"].events[0].told_at, parts["C1"].events[0].told_at) == ("", "C2")


def test_the_first_page_tells_of_them_by_their_numbers(four):
    AssessmentFactory(commitment=four[2], rating="full")

    counts = told(four, Arrangement.BY_THEME).summary.counts

    assert {row.key: row.which for row in counts} == {"full": ("C1", "C3"), "breached": ("C2",)}
