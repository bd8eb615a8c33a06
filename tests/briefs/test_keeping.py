"""A question is kept once."""

from dataclasses import replace

import pytest

from briefs.keeping import kept_brief
from briefs.kinds import Arrangement, Kind, Section
from briefs.models import Brief
from briefs.scope import scope_of, scope_on
from records.levels import Level
from tests.factories.statements import StatementFactory
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    """Talks with one round, for public readers."""
    round_ = RoundFactory(process=ProcessFactory(name="Quiet talks"), opened_on="2021-07-07")
    return scope_on(round_.process, Level.PUBLIC)


def test_a_scope_is_kept_once(scope):
    assert kept_brief(scope) == kept_brief(scope)
    assert Brief.objects.count() == 1


def test_scopes_that_differ_are_kept_apart(scope):
    round_ = scope.process.rounds.get()
    statement = StatementFactory(round=round_, issued_on="2021-07-08")

    kept = [kept_brief(scope_on(subject, Level.PUBLIC)) for subject in (scope.process, round_, statement)]
    kept.append(kept_brief(scope_on(scope.process, Level.RESTRICTED)))

    assert len(set(kept)) == 4
    assert list(kept[1].rounds.all()) == [round_]
    assert list(kept[2].statements.all()) == [statement]


def test_a_scope_of_other_rounds_is_another_however_alike_its_words(scope):
    one, other = (RoundFactory(process=scope.process) for _ in range(2))
    asked = [replace(scope_on(scope.process, Level.PUBLIC), rounds=frozenset({round_.pk})) for round_ in (one, other)]

    kept = [kept_brief(each) for each in (*asked, *asked)]

    assert kept[0] != kept[1]
    assert kept[2:] == kept[:2]


def test_a_scope_of_another_kind_or_layout_is_another_and_comes_back_as_it_was(scope):
    party = PartyFactory()
    changes = (
        {"kind": Kind.PARTY, "parties": frozenset({party.pk})},
        {"sections": (Section.COMPARISONS, Section.SOURCES)},
        {"arrangement": Arrangement.BY_RATING},
        {"language": "prs"},
    )
    asked = [replace(scope, **change) for change in changes]

    kept = [kept_brief(each) for each in asked]

    assert len({kept_brief(scope), *kept}) == 5
    assert [replace(scope_of(brief), brief_id="") for brief in kept] == asked
