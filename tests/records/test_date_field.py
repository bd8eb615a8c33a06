import copy
import datetime
import pickle

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, migrations, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import F, Q, Value
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from records.dates import PartialDate
from records.fields import PartialDateField, bound_names, date_columns, with_bounds, without_bounds
from records.forms import PartialDateFormField
from records.levels import Level
from records.models import Source

JULY_7 = datetime.date(2021, 7, 7)
JULY_8 = datetime.date(2021, 7, 8)
MEETING = PartialDate.parse("2021-07-07/2021-07-08")


def bounds(source):
    return source.published_on_earliest, source.published_on_latest


def stored(**lookup):
    return Source.objects.filter(**lookup).values_list("published_on", "published_on_earliest", "published_on_latest")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("7-8 July 2021", MEETING),
        (MEETING, MEETING),
        (MEETING.to_dict(), MEETING),
        (JULY_8, PartialDate("2021-07-08")),
        (datetime.datetime(2021, 7, 8, 12, tzinfo=datetime.UTC), PartialDate("2021-07-08")),
        ("as soon as possible", PartialDate(words="as soon as possible")),
        ("  ", None),
        (None, None),
    ],
)
def test_whatever_is_assigned_becomes_a_date_with_its_bounds(given, expected):
    source = Source(published_on=given)

    assert source.published_on == expected
    assert bounds(source) == ((expected.earliest, expected.latest) if expected else (None, None))


def test_a_new_date_moves_the_bounds_and_none_clears_them():
    source = Source(published_on=MEETING)

    source.published_on = "2021-07-08"
    moved = bounds(source)
    source.published_on = None

    assert moved == (JULY_8, JULY_8)
    assert bounds(source) == (None, None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("31 Feb 2021", "“31 Feb 2021” is not understood as a date: February 2021 has 28 days."),
        ({"edtf": "2021-13"}, "there is no month 13."),
        (datetime.date(21, 7, 8), "the year 21 is outside the years 1600 to 2199."),
        (2021, "“2021” is not a date. Write it like 2021-07-08 or 8 July 2021."),
    ],
)
def test_what_is_no_date_stays_until_validation_refuses_it(given, said):
    source = Source(title="Round-up", published_on=given)

    with pytest.raises(ValidationError) as refused:
        source.clean_fields()

    assert source.published_on == given
    assert bounds(source) == (None, None)
    assert said in refused.value.message_dict["published_on"][0]


@pytest.mark.django_db
def test_what_is_no_date_is_never_stored():
    with pytest.raises(ValidationError, match="February 2021 has 28 days"), transaction.atomic():
        Source.objects.create(title="Round-up", published_on="31 Feb 2021")

    assert not Source.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["7-8 July 2021", "2021-07-08/..", "۱۷ سرطان ۱۴۰۰", "as soon as possible", "2021-07~"])
def test_a_date_comes_back_from_the_database_as_it_was(text):
    date = PartialDate.parse(text)

    source = Source.objects.create(title="Round-up", published_on=text)

    again = Source.objects.get(pk=source.pk)
    assert again.published_on == date
    assert bounds(again) == (date.earliest, date.latest)
    assert stored(pk=source.pk).get() == (date, date.earliest, date.latest)


@pytest.mark.django_db
def test_no_date_is_a_null():
    source = Source.objects.create(title="Undated")
    Source.objects.create(title="Dated", published_on=MEETING)

    assert Source.objects.filter(published_on__isnull=True).get() == source
    assert Source.objects.filter(published_on=None).get() == source
    assert Source.objects.get(pk=source.pk).published_on is None


@pytest.mark.django_db
def test_dates_are_found_by_value_by_bound_and_by_key():
    meeting = Source.objects.create(title="Meeting", published_on=MEETING)
    later = Source.objects.create(title="Later", published_on="29 Hamal 1401")

    assert Source.objects.filter(published_on="7-8 July 2021").get() == meeting
    assert Source.objects.filter(published_on__in=[MEETING]).get() == meeting
    assert Source.objects.filter(published_on_latest__lte=JULY_8).get() == meeting
    assert not Source.objects.filter(published_on_latest__lte=JULY_7).exists()
    assert Source.objects.filter(published_on__calendar="solar_hijri").get() == later
    assert list(Source.objects.order_by("pk").values_list("published_on__words", flat=True)) == ["", "29 Hamal 1401"]


@pytest.mark.django_db
def test_bulk_creation_stores_the_bounds():
    Source.objects.bulk_create([Source(title="A", published_on="2021-07"), Source(title="B")])

    assert list(stored(title="A")) == [(PartialDate("2021-07"), datetime.date(2021, 7, 1), datetime.date(2021, 7, 31))]
    assert list(stored(title="B")) == [(None, None, None)]


@pytest.mark.django_db
def test_a_bound_set_by_hand_gives_way_to_the_date():
    source = Source(title="Round-up", published_on=MEETING)
    source.published_on_latest = datetime.date(2030, 1, 1)

    source.save()

    assert Source.objects.get().published_on_latest == JULY_8
    assert source.published_on_latest == JULY_8


@pytest.mark.django_db
def test_saving_the_date_alone_stores_its_bounds():
    source = Source.objects.create(title="Round-up", published_on=MEETING)
    source.published_on = "2021-07-08"

    source.save(update_fields=["published_on"])

    assert stored().get() == (PartialDate("2021-07-08"), JULY_8, JULY_8)


@pytest.mark.django_db
def test_an_update_takes_the_columns_of_a_date():
    source = Source.objects.create(title="Round-up", published_on=MEETING)

    Source.objects.filter(pk=source.pk).update(**date_columns("published_on", PartialDate("2021-07-08")))
    dated = stored().get()
    Source.objects.filter(pk=source.pk).update(**date_columns("published_on", None))

    assert dated == (PartialDate("2021-07-08"), JULY_8, JULY_8)
    assert stored().get() == (None, None, None)


@pytest.mark.django_db
def test_a_date_can_be_set_from_an_expression():
    source = Source.objects.create(title="Round-up", published_on=MEETING)
    source.published_on = Value(PartialDate("2021-07-08"), output_field=PartialDateField())

    source.save()

    assert Source.objects.get().published_on == PartialDate("2021-07-08")


@pytest.mark.django_db
def test_a_date_is_read_again_after_a_change_elsewhere():
    source = Source.objects.create(title="Round-up", published_on=MEETING)
    Source.objects.update(**date_columns("published_on", PartialDate("2021-07-08")))

    source.refresh_from_db()

    assert source.published_on == PartialDate("2021-07-08")
    assert bounds(source) == (JULY_8, JULY_8)


@pytest.mark.django_db
def test_a_forgotten_date_is_read_again(django_assert_num_queries):
    source = Source.objects.create(title="Round-up", published_on=MEETING)
    del source.published_on

    with django_assert_num_queries(1):
        assert source.published_on == MEETING


@pytest.mark.django_db
def test_a_deferred_date_is_fetched_when_asked_for(django_assert_num_queries):
    Source.objects.create(title="Round-up", published_on=MEETING)
    deferred = Source.objects.defer("published_on").get()
    only = Source.objects.only("published_on").get()

    with django_assert_num_queries(1):
        assert deferred.published_on == MEETING
    with django_assert_num_queries(0):
        assert only.published_on == MEETING
        assert bounds(only) == (JULY_7, JULY_8)


@pytest.mark.django_db
def test_saving_a_row_without_its_date_leaves_the_date_alone():
    Source.objects.create(title="Round-up", published_on=MEETING)
    source = Source.objects.defer("published_on", *bound_names("published_on")).get()
    source.title = "Round-up of the day"

    source.save()

    assert stored(title="Round-up of the day").get() == (MEETING, JULY_7, JULY_8)


def test_a_record_with_a_date_survives_copying_and_pickling():
    source = Source(title="Round-up", published_on=MEETING)

    again = pickle.loads(pickle.dumps(source))  # noqa: S301 - our own bytes

    assert copy.deepcopy(source).published_on == again.published_on == MEETING
    assert bounds(again) == (JULY_7, JULY_8)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", "jsonl", "python"])
@pytest.mark.parametrize("text", ["۱۷ سرطان ۱۴۰۰", "as soon as possible", None])
def test_a_date_survives_a_dump_and_a_load(form, text):
    source = Source.objects.create(title="Round-up", published_on=text, level=Level.PUBLIC)
    dump = serializers.serialize(form, [source])
    Source.objects.all().delete()

    for loaded in serializers.deserialize(form, dump):
        loaded.save()

    assert stored().get() == (source.published_on, *bounds(source))


@pytest.mark.django_db
def test_history_keeps_the_dates_of_every_revision():
    source = Source.objects.create(title="Round-up", published_on=MEETING)
    source.published_on = "8 July 2021"
    source.save()

    newest, oldest = source.history.all()

    assert (newest.published_on, newest.published_on_earliest) == (PartialDate("2021-07-08"), JULY_8)
    assert (oldest.published_on, oldest.published_on_earliest) == (MEETING, JULY_7)
    assert newest.diff_against(oldest).changed_fields == ["published_on"]
    assert oldest.instance.published_on == MEETING


def test_the_form_field_is_the_date_box():
    field = Source._meta.get_field("published_on").formfield(label="Printed")

    assert type(field) is PartialDateFormField
    assert (field.label, field.required) == ("Printed", False)


def test_the_bounds_are_on_no_form():
    form = modelform_factory(Source, fields="__all__")

    assert "published_on" in form.base_fields
    assert not {*bound_names("published_on")} & {*form.base_fields}


def test_bounds_go_with_their_dates():
    assert with_bounds(Source, ["title"]) == {"title"}
    assert with_bounds(Source, ["published_on"]) == {"published_on", *bound_names("published_on")}
    assert without_bounds(Source, ["title", *bound_names("published_on")]) == {"title"}
    assert without_bounds(Source, ["published_on", "published_on_latest"]) == {"published_on", "published_on_latest"}


@isolate_apps("records")
def test_a_required_date_is_asked_for():
    class Truce(models.Model):
        began_on = PartialDateField()

        class Meta:
            app_label = "records"

    with pytest.raises(ValidationError, match="cannot be null"):
        Truce(began_on="").clean_fields()


@pytest.mark.django_db
@isolate_apps("records")
def test_a_constraint_on_the_bounds_is_checked_before_saving():
    class Truce(models.Model):
        began_on = PartialDateField(null=True)
        ended_on = PartialDateField(null=True)

        class Meta:
            app_label = "records"
            constraints = [
                models.CheckConstraint(
                    condition=Q(ended_on_latest__gte=F("began_on_earliest")), name="truce_ends_after_it_begins"
                )
            ]

    Truce(began_on="8 July 2021", ended_on="8 July 2021").validate_constraints()
    Truce(began_on="8 July 2021").validate_constraints()
    with pytest.raises(ValidationError, match="truce_ends_after_it_begins"):
        Truce(began_on="8 July 2021", ended_on="7 July 2021").validate_constraints()


@isolate_apps("records")
def test_an_index_on_a_date_is_an_index_on_its_bounds():
    class Truce(models.Model):
        began_on = PartialDateField(null=True, db_index=True)

        class Meta:
            app_label = "records"

    indexed = {field.name: field.db_index for field in Truce._meta.fields if field.name != "id"}

    assert indexed == {"began_on_earliest": True, "began_on_latest": True, "began_on": False}


@isolate_apps("records")
def test_an_abstract_model_hands_on_the_date_and_its_bounds_once():
    class Dated(models.Model):
        began_on = PartialDateField(null=True)

        class Meta:
            abstract = True
            app_label = "records"

    class Truce(Dated):
        class Meta:
            app_label = "records"

    names = [field.name for field in Truce._meta.fields]

    assert names == ["id", "began_on_earliest", "began_on_latest", "began_on"]
    assert Truce(began_on="8 July 2021").began_on_latest == JULY_8


def states_around(model):
    """The state of a project before `model` has any field but its key, and after."""
    after = ModelState.from_model(model)
    before = ModelState("records", model.__name__, [("id", after.fields["id"].clone())], bases=after.bases)
    projects = ProjectState(), ProjectState()
    for project, state in zip(projects, (before, after), strict=True):
        project.add_model(state)
    return projects


@isolate_apps("records")
def test_migrations_see_plain_dates_for_the_bounds():
    class Truce(models.Model):
        began_on = PartialDateField(null=True)

        class Meta:
            app_label = "records"

    state = ModelState.from_model(Truce)

    assert list(state.fields) == ["id", "began_on_earliest", "began_on_latest", "began_on"]
    paths = {name: field.deconstruct()[1] for name, field in state.fields.items() if name != "id"}
    assert paths == {
        "began_on_earliest": "django.db.models.DateField",
        "began_on_latest": "django.db.models.DateField",
        "began_on": "records.fields.PartialDateField",
    }


def changes_between(before, after):
    found = MigrationAutodetector(before, after)._detect_changes()
    return [operation for migration in found.get("records", []) for operation in migration.operations]


@isolate_apps("records")
def test_a_migrated_model_has_nothing_left_to_migrate():
    class Truce(models.Model):
        began_on = PartialDateField(null=True)

        class Meta:
            app_label = "records"

    before, after = states_around(Truce)
    additions = changes_between(before, after)
    migrated = before.clone()
    for operation in additions:
        operation.state_forwards("records", migrated)

    assert {operation.name for operation in additions} == {"began_on", "began_on_earliest", "began_on_latest"}
    assert changes_between(migrated, after) == []


@pytest.mark.django_db(transaction=True)
@isolate_apps("records")
def test_a_date_is_added_to_and_taken_from_a_table_by_migrations():
    class Truce(models.Model):
        # A value for the rows there are makes SQLite build the table anew, which adds every column at once.
        began_on = PartialDateField(default=PartialDate("2021"))

        class Meta:
            app_label = "records"

    before, after = states_around(Truce)
    migration = migrations.Migration("0001_truce", "records")
    migration.operations = [
        migrations.CreateModel("Truce", [("id", models.BigAutoField(primary_key=True))]),
        *changes_between(before, after),
    ]

    with connection.schema_editor() as editor:
        state = migration.apply(ProjectState(), editor)
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, "records_truce")]
    with connection.schema_editor() as editor:
        editor.delete_model(state.apps.get_model("records", "Truce"))

    assert sorted(columns) == ["began_on", "began_on_earliest", "began_on_latest", "id"]


@pytest.mark.django_db
def test_the_models_have_no_change_left_to_migrate():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
