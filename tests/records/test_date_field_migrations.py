import datetime

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps

from records.dates import PartialDate
from records.fields import PartialDateField

JULY_8 = datetime.date(2021, 7, 8)


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
