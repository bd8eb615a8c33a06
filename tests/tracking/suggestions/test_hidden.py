import datetime as dt

import pytest

from records.levels import Level
from statements.models import Deadline
from talks.models import PartyLink
from tests.factories.statements import (
    DeadlineFactory,
    PassageFactory,
    StatementFactory,
    VersionFactory,
)
from tests.factories.talks import (
    PartyFactory,
    PartyLinkFactory,
)
from tests.factories.tracking import EvidenceFactory
from tests.tracking.suggestions.made import commitment_of, event_of, reasons
from tracking.suggestions.ranking import Ranking, rank

pytestmark = pytest.mark.django_db


def test_a_party_hidden_from_those_who_see_both_leaves_no_trace_beside_one_that_is_shown():
    shown, hidden = PartyFactory(), PartyFactory(level=Level.RESTRICTED)
    commitment = commitment_of(shown, hidden)
    public, restricted = event_of(shown, hidden), event_of(hidden, level=Level.RESTRICTED)
    of_the_hidden = event_of(hidden)

    assert reasons(commitment, public) == [["obligor", shown.pk, 4.0], ["days", 12, 1.75]]
    assert reasons(commitment, restricted)[0] == ["obligor", hidden.pk, 4.0]
    assert reasons(commitment, of_the_hidden) is None


def test_a_party_under_a_later_embargo_leaves_no_trace():
    later = dt.datetime(2090, 1, 1, tzinfo=dt.UTC)
    hidden = PartyFactory(embargo_until=later)
    commitment = commitment_of(hidden)

    assert reasons(commitment, event_of(hidden)) is None
    assert reasons(commitment, event_of(hidden, embargo_until=later)) is not None


def test_a_hidden_passage_and_deadline_and_link_leave_no_trace():
    obligor, secret = PartyFactory(), PartyFactory(level=Level.RESTRICTED)
    wing = PartyFactory()
    PartyLinkFactory(party=secret, other=obligor, kind=PartyLink.Kind.FACTION)
    PartyLinkFactory(party=wing, other=secret, kind=PartyLink.Kind.FACTION)
    commitment = commitment_of(obligor)
    version = VersionFactory(statement=commitment.statement, text="Spare the bridge", level=Level.RESTRICTED)
    PassageFactory(clause=commitment.clause, version=version, exact="Spare the bridge")
    amending = StatementFactory(process=commitment.statement.process, round=None, level=Level.RESTRICTED)
    DeadlineFactory(
        commitment=commitment, terms=Deadline.Terms.DATED, due_on="2021-07-20", words="", amended_by=amending
    )
    plain = [["obligor", obligor.pk, 4.0], ["days", 12, 1.75]]

    assert reasons(commitment, event_of(obligor, title="The bridge falls")) == plain
    assert reasons(commitment, event_of(wing)) is None
    told = reasons(commitment, event_of(obligor, wing, title="The bridge falls", level=Level.RESTRICTED))
    assert [row[0] for row in told] == ["obligor", "part", "word", "days", "deadline"]


def test_words_are_as_rare_as_those_who_see_both_can_tell():
    commitment = commitment_of(summary="Spare hospitals")
    public = event_of(title="A hospital is hit")
    for _ in range(5):
        event_of(title="A hospital", level=Level.CONFIDENTIAL)

    assert reasons(commitment, public)[0] == ["word", "hospital", 2.0]


def test_the_best_are_kept_for_readers_of_each_level():
    obligor = PartyFactory()
    commitment = commitment_of(obligor)
    public = event_of(obligor, happened_on="2021-09-01")
    restricted = event_of(obligor, level=Level.RESTRICTED)
    ranking = Ranking()
    profile = ranking.profiles([commitment.pk])[commitment.pk]

    found = [one.pk for one in ranking.best(profile, limit=1)]

    assert found == [restricted.pk, public.pk]
    assert [row[0] for row in rank(commitment, limit=1)] == [restricted.pk]


def test_what_is_decided_takes_no_place_from_what_is_not(monkeypatch):
    monkeypatch.setattr("tracking.suggestions.weights.KEPT", 1)
    obligor = PartyFactory()
    commitment = commitment_of(obligor)
    first, second = event_of(obligor), event_of(obligor, happened_on="2021-09-01")
    event_of(obligor, happened_on="2021-10-01")
    EvidenceFactory(commitment=commitment, event=first)
    ranking = Ranking()

    found = ranking.best(ranking.profiles([commitment.pk])[commitment.pk])

    assert [one.pk for one in found] == [first.pk, second.pk]
