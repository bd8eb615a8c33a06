"""Who opens, codes, ends and settles a double coding; what is refused, and with which words."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from records.levels import Level
from records.models import StaleRevision
from tests.factories.records import AnalystFactory, EditorFactory, UserFactory
from tests.factories.statements import CommitmentFactory, StatementFactory
from tests.factories.tracking import CodedRatingFactory, DoubleCodingFactory, SettlementFactory
from tests.tracking.coding.conftest import NOW, ended, rate
from tracking.codebook import VERSION
from tracking.coding import code, may_code, may_settle, open_coding, say_done, settle
from tracking.models import ChosenCommitment, CodedRating, DoubleCoding, Settlement

pytestmark = pytest.mark.django_db

AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


def opened(coders, commitments, **given):
    values = {
        "title": "All points",
        "process": commitments[0].statement.process if commitments else StatementFactory().process,
        "as_of": AUGUST,
        "level": Level.RESTRICTED,
        "person": coders[0],
        "now": NOW,
    }
    return open_coding(coders=coders, commitments=commitments, **(values | given))


def refused(*saying):
    return pytest.raises(ValidationError, match=".*".join(saying))


def test_a_coding_is_opened_with_its_set_and_the_codebook_of_the_day(coders, commitments):
    coding = opened(coders, commitments, labels=("Desk A", ""))

    assert list(coding.commitments.order_by("pk")) == commitments
    assert (coding.codebook_version, coding.opened_at, coding.created_by) == (VERSION, NOW, coders[0])
    assert (coding.first_label, coding.ended_at, coding.revision) == ("Desk A", None, 1)


def test_double_coding_takes_two_coders(coders, commitments):
    with refused("Choose two different people"):
        opened((coders[0], coders[0]), commitments)
    with pytest.raises(IntegrityError, match="double_coding_takes_two_coders"), transaction.atomic():
        DoubleCodingFactory(first_coder=coders[0], second_coder=coders[0])


def test_double_coding_looks_back(coders, commitments):
    assert opened(coders, commitments, as_of=NOW).as_of == NOW
    with refused("Choose a moment that has passed"):
        opened(coders, commitments, as_of=NOW + dt.timedelta(seconds=1))


def test_double_coding_ends_when_both_are_done(coding):
    for values in ({"ended_at": NOW}, {"first_done_at": NOW, "second_done_at": NOW}):
        with pytest.raises(IntegrityError, match="double_coding_ends_when_both_are_done"), transaction.atomic():
            DoubleCoding.objects.filter(pk=coding.pk).update(**values)


def test_a_coding_is_of_something(coders):
    with refused("Choose at least one commitment"):
        opened(coders, [])


def test_a_commitment_that_one_of_the_two_may_not_see_is_not_chosen(coders, commitments, editor):
    hidden = CommitmentFactory(summary="Kept apart", clause=commitments[0].clause, level=Level.CONFIDENTIAL)

    with refused("yusuf may not see “Kept apart”: leave it out, or choose someone else"):
        opened((editor, coders[1]), [*commitments, hidden])

    assert not DoubleCoding.objects.exists()


def test_many_commitments_in_the_way_are_named_in_part(coders, commitments, editor):
    clause = commitments[0].clause
    hidden = [CommitmentFactory(summary=f"Hidden {n}", clause=clause, level=Level.CONFIDENTIAL) for n in range(5)]

    with refused("“Hidden 0”, “Hidden 1”, “Hidden 2” and 2 more"):
        opened((editor, coders[1]), hidden)


def test_a_coder_may_see_the_coding_itself(coders, commitments, editor):
    with refused("yusuf may not see what is confidential"):
        opened((editor, coders[1]), commitments, level=Level.CONFIDENTIAL)


def test_what_nobody_had_said_by_the_moment_is_not_coded(coders, commitments):
    statement = commitments[0].statement
    statement.issued_on = "2021-09-01"
    statement.save()

    with refused("As of 31 August 2021 it is not on record that “Talks go on”"):
        opened(coders, commitments)


def test_only_who_enters_the_record_codes(coders, commitments, reviewer, editor):
    reader = UserFactory(clearance=Level.CONFIDENTIAL)
    left = AnalystFactory(is_active=False)

    assert {coders[0], coders[1], reviewer, editor} <= set(may_code())
    assert not {reader, left} & set(may_code())
    with refused("does not enter the record"):
        opened((coders[0], reader), commitments)


def test_a_code_is_stored_and_changed_by_its_coder_while_it_is_open(coding, coders, commitments):
    first = code(coding, commitments[0], coders[0], rating="minimal", reasoning="One meeting.", revision=0)
    again = code(coding, commitments[0], coders[0], rating="full", reasoning="Two meetings.", revision=1)
    same = code(coding, commitments[0], coders[0], rating="full", reasoning="Two meetings.", revision=2)

    kept = CodedRating.objects.get()
    assert first.pk == again.pk == same.pk == kept.pk
    assert (kept.rating, kept.reasoning, kept.revision) == ("full", "Two meetings.", 2)


def test_a_code_given_in_another_window_meanwhile_is_not_written_over(coding, coders, commitments):
    code(coding, commitments[0], coders[0], rating="minimal", reasoning="", revision=0)

    with pytest.raises(StaleRevision):
        code(coding, commitments[0], coders[0], rating="full", reasoning="", revision=0)

    assert CodedRating.objects.get().rating == "minimal"


def test_nobody_else_codes(coding, reviewer, commitments):
    with refused("Only the two people who were chosen code here"):
        code(coding, commitments[0], reviewer, rating="full", reasoning="", revision=0)
    with refused("Only the two people who were chosen code here"):
        say_done(coding, reviewer, NOW)


def test_what_was_not_chosen_is_not_coded(coding, coders, commitments):
    with refused("not among those that were chosen"):
        code(coding, CommitmentFactory(), coders[0], rating="full", reasoning="", revision=0)


def test_a_commitment_that_was_raised_since_is_answered_like_one_that_was_not_chosen(coding, coders, commitments):
    commitments[0].level = Level.CONFIDENTIAL
    commitments[0].save()

    with refused("not among those that were chosen"):
        code(coding, commitments[0], coders[0], rating="full", reasoning="", revision=0)


def test_a_rating_that_is_none_is_refused_at_its_box(coding, coders, commitments):
    with pytest.raises(ValidationError) as error:
        code(coding, commitments[0], coders[0], rating="splendid", reasoning="", revision=0)

    assert "rating" in error.value.error_dict


def test_whoever_has_rated_all_is_done_and_the_second_ends_it(coding, coders):
    rate(coding, coders[0], ["full"] * 3)
    rate(coding, coders[1], ["full"] * 3)

    first = say_done(coding, coders[0], NOW)
    second = say_done(coding, coders[1], NOW + dt.timedelta(days=1))

    assert (first.first_done_at, first.second_done_at, first.ended_at) == (NOW, None, None)
    assert second.ended_at == second.second_done_at == NOW + dt.timedelta(days=1)


def test_nobody_is_done_before_all_are_rated(coding, coders):
    rate(coding, coders[0], ["full"] * 2)

    with refused("You have rated 2 of 3: rate the others first"):
        say_done(coding, coders[0], NOW)


def test_what_a_coder_no_longer_sees_is_neither_asked_of_them_nor_counted(coding, coders, commitments):
    commitments[2].level = Level.CONFIDENTIAL
    commitments[2].save()
    rate(coding, coders[0], ["full"])

    with refused("You have rated 1 of 2"):
        say_done(coding, coders[0], NOW)
    CodedRatingFactory(coding=coding, commitment=commitments[1], coder=coders[0])
    assert say_done(coding, coders[0], NOW).first_done_at == NOW


def test_once_done_nothing_is_added_or_changed(coding, coders, commitments):
    rate(coding, coders[0], ["full"] * 3)
    say_done(coding, coders[0], NOW)

    with refused("You said that you were done"):
        code(coding, commitments[0], coders[0], rating="minimal", reasoning="", revision=1)
    with refused("You said that you were done"):
        say_done(coding, coders[0], NOW)
    with pytest.raises(IntegrityError, match="Its coder said that they were done"), transaction.atomic():
        CodedRating.objects.update(rating="minimal")


@pytest.mark.parametrize("place", [0, 1])
def test_the_database_takes_no_code_of_a_coder_who_is_done(coding, coders, commitments, place):
    field = ("first_done_at", "second_done_at")[place]
    DoubleCoding.objects.filter(pk=coding.pk).update(**{field: NOW})

    with pytest.raises(IntegrityError, match="Its coder said that they were done"), transaction.atomic():
        CodedRatingFactory(coding=coding, commitment=commitments[0], coder=coders[place])
    CodedRatingFactory(coding=coding, commitment=commitments[0], coder=coders[1 - place])


def test_a_code_keeps_the_rules_of_its_coding(coding, coders, reviewer, commitments):
    row = {"coding": coding, "commitment": commitments[0], "rating": "full"}
    with refused("Only the two people who were chosen"):
        CodedRating(coder=reviewer, **row).full_clean()
    with refused("not among those that were chosen"):
        CodedRating(coder=coders[0], **{**row, "commitment": CommitmentFactory()}).full_clean()
    with refused("coding"):
        CodedRating(coder=coders[0], commitment=commitments[0], rating="full").full_clean()
    coding.first_done_at = NOW
    with refused("You said that you were done"):
        CodedRating(coder=coders[0], **row).full_clean()


def test_coder_rates_a_commitment_once(coding, coders, commitments):
    rate(coding, coders[0], ["full"])

    with pytest.raises(IntegrityError), transaction.atomic():
        rate(coding, coders[0], ["minimal"])


def test_commitment_is_chosen_once_for_a_double_coding(coding, commitments):
    with refused("in the set already"):
        ChosenCommitment(coding=coding, commitment=commitments[0]).full_clean()


def test_a_difference_is_settled_once_by_a_reviewer_with_a_note(coding, reviewer, commitments, editor):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])

    with refused("This field cannot be blank"):
        settle(coding, commitments[0], reviewer, rating="minimal", note=" ", now=NOW)
    made = settle(coding, commitments[0], reviewer, rating="minimal", note="One meeting.", now=NOW)

    assert (made.rating, made.settled_by, made.settled_at) == ("minimal", reviewer, NOW)
    with refused("It was settled meanwhile by rahima: minimal"):
        settle(coding, commitments[0], editor, rating="full", note="Two.", now=NOW)


def test_who_settles_is_a_reviewer(coding, coders, reviewer, editor, commitments):
    coding = ended(coding, ["minimal"] * 3, ["full"] * 3)

    assert [may_settle(person) for person in (coders[0], reviewer, editor)] == [False, True, True]
    with refused("settled by a reviewer"):
        settle(coding, commitments[0], coders[0], rating="minimal", note="Mine.", now=NOW)


def test_nothing_is_settled_before_both_are_done(coding, coders, reviewer, commitments):
    rate(coding, coders[0], ["minimal"] * 3)
    rate(coding, coders[1], ["full"] * 3)

    with refused("Settle once both coders are done"):
        settle(coding, commitments[0], reviewer, rating="minimal", note="Early.", now=NOW)
    with refused("Settle once both coders are done"):
        Settlement(
            coding=coding, commitment=commitments[0], rating="full", note="Early.", settled_by=reviewer, settled_at=NOW
        ).full_clean()
    with refused("coding"):
        Settlement(rating="full", note="Of nothing.").full_clean()


def test_only_a_difference_is_settled(coding, reviewer, commitments):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])

    with refused("nothing to settle"):
        settle(coding, commitments[1], reviewer, rating="minimal", note="Why not.", now=NOW)
    with refused("nothing to settle"):
        settle(coding, CommitmentFactory(), reviewer, rating="minimal", note="Why not.", now=NOW)


def test_settlement_gives_its_note():
    with pytest.raises(IntegrityError, match="settlement_gives_its_note"), transaction.atomic():
        SettlementFactory(note="")


def test_settlement_is_never_edited():
    settlement = SettlementFactory()

    for change in ({"rating": "full"}, {"note": "Otherwise."}):
        with pytest.raises(IntegrityError, match="A settlement is never edited"), transaction.atomic():
            Settlement.objects.filter(pk=settlement.pk).update(**change)


def test_difference_is_settled_once():
    settlement = SettlementFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        SettlementFactory(coding=settlement.coding, commitment=settlement.commitment)


def test_no_row_of_a_coding_says_a_rating_where_it_is_named(coding, coders):
    rate(coding, coders[0], ["full"])

    assert str(CodedRating.objects.get()) == str(SettlementFactory(coding__title="All points")) == "All points"
    assert str(ChosenCommitment.objects.first()) == "All points"


def test_a_superuser_who_codes_is_a_coder_like_any_other(commitments, coders):
    coding = opened((EditorFactory(username="sima"), coders[0]), commitments)

    assert coding.has_coder(coders[0])
    assert not coding.has_coder(None)
