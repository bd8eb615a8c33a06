"""`load_demo`: nothing twice, nothing over an editor's work, all or nothing."""

import datetime as dt
import uuid
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from briefs.demo.editions import issue_demo_editions
from briefs.demo.load import NotLoaded, load, public_id_of
from briefs.demo.rows import RowNotUnderstood, read
from briefs.models import Brief, Edition
from events.models import Event, Report
from records.levels import Level
from records.models import Publisher
from statements.models import Commitment, Theme
from talks.models import PartyName, PersonName, Place, Process, Round
from tests.factories.records import PublisherFactory
from tests.factories.talks import ProcessFactory

pytestmark = pytest.mark.django_db

ROOMS = ("records", "talks", "statements", "events", "tracking", "briefs")


def said(**options):
    """What the command prints."""
    out = StringIO()
    call_command("load_demo", editions=False, stdout=out, **options)
    return out.getvalue()


def everything():
    """Every row of every table of ours: records, histories, and what links many to many."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in ROOMS]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def test_loading_twice_changes_nothing_at_all():
    call_command("load_demo", editions=False, verbosity=0)
    before = everything()

    call_command("load_demo", editions=False, verbosity=0)

    assert everything() == before
    assert {row["revision"] for row in before["talks.Place"]} == {1}
    assert len(before["talks.HistoricalPlace"]) == len(before["talks.Place"]) > 0


def test_the_first_run_says_what_it_added_and_the_second_that_all_is_left():
    first, second = said(), said()

    rows = sum(1 for _row in Event.objects.all())
    assert f"Events                               {rows:>4} added     0 left as they were\n" in first
    assert "The Tehran record is loaded: " in first
    assert f"Events                                  0 added  {rows:>4} left as they were\n" in second
    assert "The Tehran record was loaded before: all " in second


def test_a_quiet_run_prints_nothing():
    assert said(verbosity=0) == ""


def test_the_same_row_has_the_same_public_id_on_every_installation():
    call_command("load_demo", editions=False, verbosity=0)

    found = Process.objects.get(slug="intra-afghan-talks").public_id

    assert found == public_id_of(Process, "intra-afghan-talks") == uuid.UUID("d95cecc5-d738-5c7d-86c0-1cf013a00b82")


def test_what_an_editor_changed_stays_as_the_editor_left_it():
    call_command("load_demo", editions=False, verbosity=0)
    place = Place.objects.get(name="Islam Qala border crossing")
    place.name = "Islam Qala port"
    place.save()
    commitment = Commitment.objects.get(kind="facilitate")
    commitment.themes.clear()
    before = everything()

    call_command("load_demo", editions=False, verbosity=0)

    assert everything() == before
    assert Place.objects.get(pk=place.pk).name == "Islam Qala port"


def test_a_spelling_that_an_editor_mended_does_not_come_back():
    call_command("load_demo", editions=False, verbosity=0)
    spelling = PersonName.objects.get(name="Yunus Qanuni")
    spelling.name = "Younus Qanuni"
    spelling.save()

    call_command("load_demo", editions=False, verbosity=0)

    assert PersonName.objects.filter(person=spelling.person, name__contains="Qanuni").get().name == "Younus Qanuni"


def test_what_is_missing_is_added_and_nothing_else():
    call_command("load_demo", editions=False, verbosity=0)
    report = Report.objects.get(claimant_label="Al Alam TV")
    name = PartyName.objects.get(name="Islamic Emirate of Afghanistan")
    report.delete()
    name.delete()

    answer = said()

    assert Report.objects.get(claimant_label="Al Alam TV").public_id == report.public_id
    assert PartyName.objects.filter(party=name.party, name=name.name).count() == 1
    assert "The Tehran record is loaded: 2 rows added, " in answer


def test_a_publisher_and_a_theme_that_an_editor_entered_before_are_taken():
    publisher = PublisherFactory(name="Al Alam TV", kind=Publisher.Kind.OTHER)
    theme = Theme.objects.create(code="facilitation", label="Good offices")

    call_command("load_demo", editions=False, verbosity=0)

    assert Publisher.objects.get(name="Al Alam TV") == publisher
    assert publisher.sources.count() == 1
    assert list(Commitment.objects.get(kind="facilitate").themes.all()) == [theme]
    assert Theme.objects.get(pk=theme.pk).label == "Good offices"


def test_a_process_of_that_short_name_made_by_hand_stops_it_and_nothing_is_entered():
    Process.objects.create(name="Talks of our own", slug="intra-afghan-talks")

    with pytest.raises(CommandError) as refusal:
        call_command("load_demo")

    assert str(refusal.value) == (
        "The Tehran record was not loaded, and nothing was changed. process “intra-afghan-talks”: "
        "There is a process with this short name in addresses already."
    )
    assert list(Process.objects.values_list("name", flat=True)) == ["Talks of our own"]
    assert not Place.objects.exists()
    assert not Place.history.exists()


def test_a_database_that_cannot_take_it_is_named_in_the_answer():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE talks_place RENAME TO talks_place_elsewhere")

    with pytest.raises(CommandError, match=r"nothing was changed: the database says “.*talks_place.*manage.py migrate"):
        call_command("load_demo")

    assert not Publisher.objects.exists()


def test_without_public_talks_nothing_is_issued():
    ProcessFactory(slug="intra-afghan-talks", level=Level.RESTRICTED)

    assert issue_demo_editions(clock=None) == 0
    assert not Brief.objects.exists()


def test_an_edition_that_cannot_be_issued_is_told_and_the_record_stays():
    call_command("load_demo", editions=False, verbosity=0)
    process = Process.objects.get(slug="intra-afghan-talks")
    process.summary = "Held in 北京."
    process.save()

    with pytest.raises(CommandError, match=r"is loaded, but not every edition of its brief could be issued\. No font"):
        call_command("load_demo", verbosity=0)

    assert Process.objects.filter(pk=process.pk).exists()
    assert not Edition.objects.exists()


def written(folder, text):
    (folder / "record.toml").write_text(text, encoding="utf-8")
    return read(folder)


def test_a_row_that_the_model_refuses_leaves_nothing_behind(tmp_path):
    rows = written(
        tmp_path,
        """
        [[process]]
        key = "talks"
        name = "Talks"
        slug = "talks"
        [[round]]
        key = "first"
        process = "talks"
        name = "First"
        format = "direct"
        opened_on = "2021-07-08"
        closed_on = "2021-07-07"
        """,
    )

    with pytest.raises(NotLoaded, match=r"^round “first”: A round cannot close before it opens"):
        load(rows)

    assert not Process.objects.exists()
    assert not Round.objects.exists()


def test_a_refused_detail_is_named_by_what_it_holds(tmp_path):
    rows = written(
        tmp_path,
        """
        [[person]]
        key = "noor"
        name = "Noor"
        names = [{ name = "Nur\\u202e" }]
        """,
    )

    with pytest.raises(NotLoaded, match=r"^other spelling “Nur.”: name: U\+202E"):
        load(rows)


def test_a_row_that_names_a_row_which_is_not_there_is_refused(tmp_path):
    rows = written(
        tmp_path,
        """
        [[place]]
        key = "herat"
        name = "Herat"
        kind = "town"
        within = "nowhere"
        """,
    )

    with pytest.raises(NotLoaded, match=r"^place “herat”: within names “nowhere”, and no place before it is that\.$"):
        load(rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[planet]]\nkey = 'mars'", r"record.toml has rows of “planet”. Known are: publisher, source"),
        ("[[place]]\nname = 'Herat'", r"A place has no key: {'name': 'Herat'}"),
        ("[[place]]\nkey = 'herat'\nheight = 920", r"place “herat” has no “height”"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path, text, message):
    with pytest.raises(RowNotUnderstood, match=message):
        list(written(tmp_path, text))


def test_a_moment_written_in_a_file_is_in_utc():
    rows = [row for row in read() if row.model._meta.model_name == "assessment"]

    assert all(row.values["as_of"].utcoffset() == dt.timedelta(0) for row in rows)
