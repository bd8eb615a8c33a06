"""Files of event datasets from the first row to the record."""

import pytest
from django.core.exceptions import ValidationError

from events.models import Event, EventParty, Report
from records.imports.running import begin, check, load
from records.levels import Level
from records.models import AuditEntry, Dataset, ImportRun, Release
from talks.models import Party, PartyIdentifier, Place
from tests.events.imports.content import content
from tests.events.imports.files import ACLED_COLUMNS, ACLED_ROW, counts, text_of
from tests.factories.talks import PlaceFactory

pytestmark = pytest.mark.django_db
State, Extent = ImportRun.State, ImportRun.Extent


def test_row_becomes_an_event_with_its_place_its_parties_and_a_report_for_each_claimant(imported):
    run = imported({"source_original": "army statement; Hills Radio", "source_office": "Reuters"})

    assert run.state == State.FINISHED
    assert counts(run) == (1, 1, 0, 0, 0)
    event = Event.objects.get()
    assert (event.dataset, event.external_id, event.release.name) == ("ged", "7", "24.1")
    assert event.title == "Fighting between Government of Anduria and Free Hills, Rami village"
    assert str(event.happened_on) == "8 July 2021"
    assert (event.deaths_low, event.deaths_best, event.deaths_high) == (2, 3, 4)
    assert [place.name for place in chain(event.place)] == [
        "Rami village",
        "Kushk district",
        "Herat province",
        "Afghanistan",
    ]
    assert sorted(event.event_parties.values_list("party__name", "role")) == [
        ("Free Hills", "side_b"),
        ("Government of Anduria", "side_a"),
    ]
    assert sorted(event.reports.values_list("claimant_label", "stance")) == [
        ("Hills Radio", "affirms"),
        ("army statement", "affirms"),
    ]


def chain(place):
    while place is not None:
        yield place
        place = place.within


def test_nothing_that_is_imported_is_public(imported):
    imported({"source_original": "police"})

    assert set(Event.objects.values_list("level", "shown_level")) == {(Level.RESTRICTED, Level.RESTRICTED)}
    assert set(Report.objects.values_list("level", "shown_level")) == {(Level.RESTRICTED, Level.RESTRICTED)}
    assert not Place.objects.visible_to(Level.PUBLIC).exists()
    assert not Party.objects.visible_to(Level.PUBLIC).exists()
    assert not Release.objects.visible_to(Level.PUBLIC).exists()


def test_events_are_held_at_the_level_of_their_place_and_of_their_release(imported):
    PlaceFactory(
        name="Rami village", country="AF", latitude="34.5", longitude="61.25", level=Level.CONFIDENTIAL, kind="town"
    )

    imported({}, {"id": "8", "where_coordinates": "Gulran", "latitude": "35", "longitude": "62"})

    assert list(Event.objects.order_by("external_id").values_list("shown_level", flat=True)) == [
        Level.CONFIDENTIAL,
        Level.RESTRICTED,
    ]


def test_events_of_a_release_go_up_with_it(imported):
    imported({"source_original": "police"})
    release = Release.objects.get()

    release.level = Level.CONFIDENTIAL
    release.save()

    assert Event.objects.get().shown_level == Level.CONFIDENTIAL
    assert Report.objects.get().shown_level == Level.CONFIDENTIAL


def test_the_same_file_twice_changes_nothing(imported):
    imported({"source_original": "police"}, {"id": "8"})
    before, revisions = content(), list(Event.objects.order_by("pk").values_list("revision", "changed_at"))

    run = imported({"source_original": "police"}, {"id": "8"})

    assert counts(run) == (2, 0, 0, 2, 0)
    assert content() == before
    assert list(Event.objects.order_by("pk").values_list("revision", "changed_at")) == revisions


def test_one_row_at_fault_keeps_out_the_whole_file(imported):
    run = imported({}, {"id": "8", "latitude": "95"}, {"id": "9", "date_start": "2021-02-31"})

    assert run.state == State.REFUSED
    assert run.refusal.startswith("2 of 3 rows are at fault, so nothing was stored.")
    assert not Event.objects.exists()
    assert not Place.objects.exists()
    assert not Party.objects.exists()
    assert list(run.issues.values_list("row", "column", "value", "external_id")) == [
        (2, "latitude", "95", "8"),
        (3, "date_start", "2021-02-31", "9"),
    ]


def test_rows_at_fault_are_left_out_when_that_was_asked_for(imported):
    run = imported({}, {"id": "8", "latitude": "95"}, {"id": "9"}, skips_bad=True)

    assert run.state == State.FINISHED
    assert counts(run) == (3, 2, 0, 0, 1)
    assert set(Event.objects.values_list("external_id", flat=True)) == {"7", "9"}


def test_an_id_that_comes_twice_is_a_fault_of_the_second_row(imported):
    run = imported({}, {}, skips_bad=True)

    assert counts(run) == (2, 1, 0, 0, 1)
    assert run.issues.get().reason.startswith("An earlier row of the file has this id already.")


def test_a_file_with_a_header_alone_is_refused(imported):
    run = imported()

    assert run.state == State.REFUSED
    assert run.refusal == "The file has a header and no rows. Export it again, with its rows."


def test_a_file_that_is_no_table_is_refused_with_the_reason(tmp_path):
    path = tmp_path / "page.csv"
    path.write_text("<!DOCTYPE html><title>Sign in</title>")
    run = begin(path, dataset=Dataset.GED, release_name="24.1", file_name="page.csv")

    run = load(run, path)

    assert run.state == State.REFUSED
    assert "HTML" in run.refusal


def test_check_says_what_would_come_and_stores_nothing(imported):
    imported({}, {"id": "8"})
    before = content()

    run = imported({"best": "5", "deaths_b": "4", "high": "9"}, {"id": "9"}, release="25.1", run_with=check)

    assert run.state == State.CHECKED
    assert counts(run) == (2, 1, 1, 0, 0)
    assert run.rows_withdrawn == 1
    assert content() == before


def test_a_release_without_a_name_is_refused(tmp_path):
    path = tmp_path / "ged.csv"
    path.write_text("id\n1\n")

    with pytest.raises(ValidationError) as refused:
        begin(path, dataset=Dataset.GED, release_name="", file_name="ged.csv")

    assert "name" in refused.value.message_dict


def test_a_party_is_known_by_its_identifier_whatever_it_is_called_now(imported):
    imported({})
    party = Party.objects.get(name="Free Hills")
    party.name = "Hills Movement"
    party.save()

    imported({}, {"id": "8", "side_b": "Free Hills (again)"}, release="25.1")

    assert set(EventParty.objects.filter(role="side_b").values_list("party", flat=True)) == {party.pk}


def test_parties_that_came_with_an_import_wait_for_review_under_their_identifier(imported):
    imported({})

    party = Party.objects.get(name="Free Hills")
    assert party.is_unreviewed
    assert party.kind == Party.Kind.ARMED_GROUP
    assert PartyIdentifier.objects.get(party=party).value == "4456"
    assert Place.objects.get(name="Rami village").is_unreviewed


def test_the_audit_tells_of_every_kind_of_row_that_came_in(imported):
    imported({"source_original": "police"})

    entered = set(AuditEntry.objects.filter(action="added").values_list("kind", flat=True))
    assert {"events.event", "events.eventparty", "events.report", "talks.place", "talks.party"} <= entered


def test_a_release_of_acled_is_never_public(tmp_path):
    path = tmp_path / "acled.csv"
    path.write_text(text_of(ACLED_COLUMNS, [ACLED_ROW]), encoding="utf-8")
    load(begin(path, dataset=Dataset.ACLED, release_name="2024", file_name="acled.csv"), path)
    release = Release.objects.get()

    with pytest.raises(ValidationError, match="never public"):
        release.refuse_lowering()
    release.level = Level.PUBLIC
    with pytest.raises(ValidationError, match="do not allow showing"):
        release.full_clean()
