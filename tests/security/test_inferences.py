"""What is left out must not be told by what remains: which rows are found, counted, chosen or warned about."""

import datetime as dt

import pytest
from django.urls import reverse

from briefs.document.content import NothingOnRecord, brief_content
from briefs.scope import Scope
from records.levels import Level
from statements.models import Passage
from statements.obligors import resolve_both_sides
from statements.points import mark_points, proposals
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import AnalystFactory, SourceFactory
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    PassageFactory,
    SignatureFactory,
    StatementFactory,
    VersionFactory,
)
from tests.factories.talks import (
    NamingFactory,
    ParticipationFactory,
    PartyFactory,
    PartyNameFactory,
    PersonFactory,
    PlaceFactory,
    RoundFactory,
)
from tests.factories.tracking import AssessmentFactory, EvidenceFactory
from tests.listed import csv_lines, listed

pytestmark = pytest.mark.django_db

AUGUST = dt.datetime(2021, 8, 1, tzinfo=dt.UTC)
CONFIDENTIAL = {"level": Level.CONFIDENTIAL}


@pytest.fixture
def analyst():
    return AnalystFactory()


@pytest.fixture
def held():
    return RoundFactory(opened_on="2021-07-07", closed_on="2021-07-08")


def bound(round_, *parties):
    """A public commitment, in a statement of `round_`, that binds `parties`."""
    clause = ClauseFactory(statement__round=round_, statement__issued_on="2021-07-08")
    return CommitmentFactory(clause=clause, obligors=parties)


def test_brief_narrowed_to_a_party_its_readers_may_not_see_does_not_tell_whom_that_party_is_bound_by(held):
    secret, known = PartyFactory(**CONFIDENTIAL), PartyFactory()
    bound(held, secret)
    shown = bound(held, known)
    parties = frozenset({secret.pk, known.pk})

    content = brief_content(Scope("Brief", held.process, Level.PUBLIC, parties=parties), as_of=AUGUST)

    assert [part.summary for part in content.comparisons] == [shown.summary]


def test_brief_narrowed_to_a_statement_its_readers_may_not_see_does_not_tell_of_which_round_it_is(held):
    hidden = StatementFactory(round=held, issued_on="2021-07-08", **CONFIDENTIAL)
    scope = Scope("Brief", held.process, Level.PUBLIC, statements=frozenset({hidden.pk}))

    with pytest.raises(NothingOnRecord):
        brief_content(scope, as_of=AUGUST)


def test_brief_does_not_print_the_account_of_who_judged(held):
    commitment = bound(held)
    AssessmentFactory(commitment=commitment, assessor=AnalystFactory(username="amina"), as_of=AUGUST)

    content = brief_content(Scope("Brief", held.process, Level.PUBLIC), as_of=AUGUST)

    assert [part.rating.assessor for part in content.comparisons] == [""]


def test_both_sides_are_those_that_the_editor_sees(held, analyst):
    shown = [ParticipationFactory(round=held).party for _side in range(2)]
    ParticipationFactory(round=held, **CONFIDENTIAL)
    commitment = bound(held)
    commitment.obligors_as_written = "both sides"

    assert resolve_both_sides(commitment, analyst) == shown


def test_hidden_obligors_stay_bound_when_both_sides_are_found(held, analyst):
    shown = [ParticipationFactory(round=held).party for _side in range(2)]
    hidden = PartyFactory(**CONFIDENTIAL)
    commitment = bound(held, hidden)
    commitment.obligors_as_written = "both sides"

    resolve_both_sides(commitment, analyst)

    assert set(commitment.obligors.all()) == {*shown, hidden}


def test_points_on_which_an_editor_is_asked_are_those_they_see(analyst):
    version = VersionFactory()
    hidden = ClauseFactory(statement=version.statement, number="2", **CONFIDENTIAL)
    marked = ClauseFactory(statement=version.statement, number="3")
    PassageFactory(clause=marked, version=version, exact="Both sides will continue talks.", **CONFIDENTIAL)

    found = proposals(version, analyst)

    assert hidden.number == "2"
    assert [(one.number, one.clause, one.is_marked) for one in found] == [
        ("1", None, False),
        ("2", None, False),
        ("3", marked, False),
    ]


def test_a_point_marked_where_someone_marked_it_unseen_is_marked_for_who_cannot_see_that(analyst):
    version = VersionFactory()
    clause = ClauseFactory(statement=version.statement, number="2")
    proposal = proposals(version, analyst)[1]
    PassageFactory(clause=clause, version=version, exact="War is not", **CONFIDENTIAL)

    made = mark_points(version, [("2", proposal)], analyst)

    assert [passage.clause for passage in made] == [clause]
    assert Passage.objects.visible_to(analyst).count() == 1


def hidden_words(held):
    """Rows that hang on `held` or on what hangs on it, all shown but one, in which alone the word “zebra” stands."""
    secret = {"name": "zebra", **CONFIDENTIAL}
    statement = StatementFactory(round=held, process=held.process)
    commitment = CommitmentFactory(clause__statement=statement, obligors=[PartyFactory(**secret)],
                                   beneficiaries=[PartyFactory(**secret)],
                                   depends_on=CommitmentFactory(summary="zebra", **CONFIDENTIAL))  # fmt: skip
    event = EventFactory()
    ParticipationFactory(round=held, head=PersonFactory(**secret))
    ParticipationFactory(round=held, party=PartyFactory(**secret))
    ParticipationFactory(round=held, named_as_written="zebra", **CONFIDENTIAL)
    PartyNameFactory(party=ParticipationFactory(round=held, party=PartyFactory(**CONFIDENTIAL)).party, name="zebra")
    NamingFactory(round=held, named="zebra", source=SourceFactory(**CONFIDENTIAL))
    SignatureFactory(statement=statement, as_written="zebra", party=PartyFactory(**secret))
    VersionFactory(statement=statement, text="1. zebra", **CONFIDENTIAL)
    ClauseFactory(statement=statement, summary="zebra", **CONFIDENTIAL)
    PassageFactory(clause=commitment.clause, commitment=commitment, exact="zebra", **CONFIDENTIAL,
                   version=VersionFactory(statement=statement, text="1. zebra", **CONFIDENTIAL))  # fmt: skip
    ReportFactory(event=event, words="zebra", claimant_label="zebra", **CONFIDENTIAL)
    EvidenceFactory(commitment=commitment, event=event, reasoning="zebra", **CONFIDENTIAL)
    AssessmentFactory(commitment=commitment, reasoning="zebra", **CONFIDENTIAL)
    EventFactory(title="zebra", place=PlaceFactory(**secret))


@pytest.mark.parametrize(
    "page",
    [
        "talks:process-list",
        "talks:round-list",
        "statements:statement-list",
        "tracking:commitment-list",
        "events:event-list",
        "briefs:brief-list",
    ],
)
def test_a_word_that_stands_in_a_hidden_row_alone_finds_no_row_beside_it(client, held, page):
    hidden_words(held)

    assert listed(client, page, q="zebra") == set()
    assert len(csv_lines(client, page, q="zebra")) == 1


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("talks:process-list", "party"),
        ("talks:round-list", "party"),
        ("statements:statement-list", "party"),
        ("tracking:commitment-list", "obligor"),
        ("tracking:commitment-list", "beneficiary"),
        ("events:event-list", "party"),
    ],
)
def test_a_hidden_party_as_a_filter_is_answered_like_one_that_is_not(client, held, page, field):
    secret = PartyFactory(**CONFIDENTIAL)
    CommitmentFactory(obligors=[secret], beneficiaries=[secret])
    absent = "00000000-0000-4000-8000-000000000000"

    hidden = client.get(reverse(page), {field: str(secret.public_id)})
    never = client.get(reverse(page), {field: absent})

    assert hidden.content.decode().replace(str(secret.public_id), absent) == never.content.decode()
