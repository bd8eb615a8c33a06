"""Values used once among the rows that anyone sees."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from records.beside import BesideField, seen_beside, stand_beside, used_once
from records.levels import Level
from records.models import Kept
from talks.models import Process, Round
from tests.factories.records import AnalystFactory, ReviewerFactory
from tests.factories.statements import ClauseFactory, StatementFactory
from tests.factories.talks import PlaceFactory, ProcessFactory, RoundFactory

# A value in one of these is no secret: whoever sees what the row hangs on sees the row, or nobody enters it by hand.
SEEN_WITH_WHAT_THEY_NAME = {
    "assessment_is_declined_once",
    "assessment_knows_a_row_of_a_dataset_once",
    "commitment_knows_a_row_of_a_dataset_once",
    "event_knows_a_row_of_a_dataset_once",
    "process_knows_a_row_of_a_dataset_once",
    "statement_knows_a_row_of_a_dataset_once",
    "coder_rates_a_commitment_once",
    "commitment_has_one_original_deadline",
    "commitment_is_chosen_once_for_a_double_coding",
    "difference_is_settled_once",
    "edition_is_withdrawn_once",
    "edition_number_is_used_once_in_a_brief",
    "event_is_dismissed_once_for_a_commitment",
    "party_has_each_role_once_in_an_event",
    "passage_is_left_out_of_a_version_once",
    "person_has_each_spelling_once",
    "source_names_a_party_one_way_once",
    "statement_amends_a_deadline_once",
    "statements_are_related_once_in_each_way",
    "theme_code_is_used_once_in_a_codebook",
}


def test_every_value_that_is_used_once_is_looked_for_among_the_rows_that_are_seen():
    kept = [model for model in apps.get_models() if issubclass(model, Kept)]
    by_rows = {
        constraint.name
        for model in kept
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and "beside" not in constraint.fields
    }
    by_columns = {
        f"{model._meta.model_name}.{field.name}"
        for model in kept
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key and field.name != "public_id"
    }

    assert by_rows == SEEN_WITH_WHAT_THEY_NAME
    # Reference data that everyone sees.
    assert by_columns == {"publisher.name"}
    assert sum(bool(used_once(model)) for model in kept) == 9
    assert all(
        used_once(model)
        for model in kept
        if any(isinstance(field, BesideField) for field in model._meta.concrete_fields)
    )


@pytest.mark.django_db
def test_a_row_takes_the_lowest_number_that_is_free():
    process = ProcessFactory()
    for beside in (0, 1, 3):
        RoundFactory(process=process, number=2, beside=beside, level=Level.CONFIDENTIAL)
    row = RoundFactory.build(process=process, number=2)

    is_taken = stand_beside(row, AnalystFactory())

    assert (is_taken, row.beside) == (False, 2)


@pytest.mark.django_db
def test_a_row_takes_the_number_of_one_that_its_reader_sees_and_is_refused():
    process = ProcessFactory()
    RoundFactory(process=process, number=2, level=Level.CONFIDENTIAL)
    RoundFactory(process=process, number=2, beside=1, level=Level.RESTRICTED)
    row = RoundFactory.build(process=process, number=2)

    is_taken = stand_beside(row, AnalystFactory())

    assert (is_taken, row.beside) == (True, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.bulk_create([row])


@pytest.mark.django_db
def test_rows_without_the_value_and_kinds_without_one_stand_beside_nothing():
    round_ = RoundFactory(number=None)
    place = PlaceFactory()

    stand_beside(RoundFactory.build(process=round_.process, number=None, beside=0), None)
    stand_beside(place, None)

    assert not hasattr(place, "beside")
    assert used_once(type(place)) == ()


@pytest.mark.django_db
def test_whatever_is_entered_for_nobody_in_particular_is_refused_beside_any_row():
    ProcessFactory(slug="quiet-talks", beside=3, level=Level.CONFIDENTIAL)
    other = Process(name="Quiet talks", slug="quiet-talks")

    with pytest.raises(ValidationError, match="There is a process with this short name"):
        other.full_clean()


@pytest.mark.django_db
def test_rows_side_by_side_are_told_in_pairs_as_far_as_they_are_seen(django_assert_max_num_queries):
    statement = StatementFactory()
    hidden = ClauseFactory(statement=statement, number="6", level=Level.CONFIDENTIAL)
    shown = ClauseFactory(statement=statement, number="6", beside=1)
    ClauseFactory(number="6")
    rows, reviewer = [statement, hidden, shown], ReviewerFactory()

    with django_assert_max_num_queries(3):
        pairs = list(seen_beside(rows, reviewer))

    assert pairs == [(hidden, shown)]
    assert list(seen_beside([shown], AnalystFactory())) == []
