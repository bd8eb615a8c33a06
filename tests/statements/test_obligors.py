"""Who “both sides” are."""

import pytest

from records.levels import Level
from records.models import StaleRevision
from statements.models import Commitment
from statements.obligors import means_both_sides, resolve_both_sides
from tests.factories.statements import CommitmentFactory
from tests.factories.talks import ParticipationFactory, RoundFactory


@pytest.mark.parametrize(
    "words",
    ["both sides", "Both Sides", " the two  sides ", "“both parties”", "the sides", "دو طرف", "هر دو طرف", "جانبین"],
)
def test_words_for_the_negotiating_parties_are_recognised(words):
    assert means_both_sides(words)


@pytest.mark.parametrize("words", ["", "the Taliban", "both sides and the host", "one side"])
def test_other_words_are_not(words):
    assert not means_both_sides(words)


def commitment_of(count, words):
    round_ = RoundFactory()
    ParticipationFactory.create_batch(count, round=round_)
    ParticipationFactory(round=round_, role="host")
    return CommitmentFactory(clause__statement__round=round_, obligors_as_written=words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("count", "words", "bound"),
    [(2, "both sides", 2), (2, "the sides", 2), (3, "the sides", 3), (3, "both sides", 0), (1, "the sides", 0)],
)
def test_as_many_are_bound_as_the_words_say(count, words, bound):
    commitment = commitment_of(count, words)

    found = resolve_both_sides(commitment, Level.PUBLIC)

    assert len(found) == bound
    assert commitment.obligors.count() == bound


@pytest.mark.django_db
def test_resolving_twice_changes_nothing():
    commitment = commitment_of(2, "both sides")
    resolve_both_sides(commitment, Level.PUBLIC)

    again = resolve_both_sides(commitment, Level.PUBLIC)

    assert again == []
    assert commitment.obligors.count() == 2


@pytest.mark.django_db
def test_binding_the_sides_counts_as_a_save_so_that_a_form_opened_before_is_stale():
    commitment = commitment_of(2, "both sides")
    opened = Commitment.objects.get()

    resolve_both_sides(commitment, Level.PUBLIC)

    assert commitment.revision == 2
    with pytest.raises(StaleRevision):
        opened.save()
