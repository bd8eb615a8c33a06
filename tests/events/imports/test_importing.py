"""Files of event datasets from the first row to the record."""

import pytest
from django.core.exceptions import ValidationError

from events.models import Event, EventParty, Report
from records.imports.running import begin, check, load
from records.levels import Level
from records.models import AuditEntry, Dataset, ImportIssue, ImportRun, Release
from talks.models import Party, PartyIdentifier, Place
from tests.events.imports.content import content
from tests.events.imports.files import ACLED_COLUMNS, ACLED_ROW, GED_COLUMNS, GED_ROW, text_of
from tests.factories.events import EventFactory, EventPartyFactory, ReportFactory
from tests.factories.talks import PlaceFactory

pytestmark = pytest.mark.django_db
State, Extent = ImportRun.State, ImportRun.Extent


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"


@pytest.fixture
def imported(tmp_path):
    """Imports rows of UCDP GED, given as what they have otherwise than GED_ROW; the run."""

    def imported(*differences, release="24.1", run_with=load, dataset=Dataset.GED, **options):
        rows = [{**GED_ROW, **difference} for difference in differences]
        path = tmp_path / "ged.csv"
        path.write_text(text_of(GED_COLUMNS, rows), encoding="utf-8")
        run = begin(path, dataset=dataset, release_name=release, file_name="ged.csv", **options)
        return run_with(run, path)

    return imported


def counts(run):
    return run.rows_read, run.rows_new, run.rows_changed, run.rows_same, run.rows_rejected


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


def test_a_new_release_updates_what_it_tells_otherwise(imported):
    imported({"source_original": "police; army", "source_office": "Reuters;AP"}, {"id": "8"})

    run = imported(
        {
            "best": "5",
            "deaths_b": "4",
            "high": "9",
            "side_b": "Free Hills Front",
            "side_b_new_id": "99",
            "source_original": "army; elders",
            "source_office": "AFP;AP",
            "where_coordinates": "Gulran",
            "latitude": "35",
        },
        {"id": "8"},
        release="25.1",
    )

    assert counts(run) == (2, 0, 1, 1, 0)
    event = Event.objects.get(external_id="7")
    assert (event.deaths_best, event.place.name, event.release.name) == (5, "Gulran", "25.1")
    assert event.title == "Fighting between Government of Anduria and Free Hills Front, Gulran"
    assert "gulran" in event.search_key
    assert set(event.event_parties.values_list("party__name", flat=True)) == {
        "Government of Anduria",
        "Free Hills Front",
    }
    assert set(event.reports.values_list("claimant_label", flat=True)) == {"army", "elders"}
    assert Event.objects.get(external_id="8").release.name == "25.1"
    # Nobody edited it, so nobody's history tells of it, as when it came in.
    assert not event.history.exists()


def test_what_an_analyst_changed_is_kept_and_listed(imported, editor):
    imported({"source_original": "police"})
    event = Event.objects.get()
    event.title, event.deaths_best = "Ambush at Rami", 30
    event.save()

    run = imported(
        {"best": "5", "deaths_b": "4", "high": "9", "where_description": "by the well", "source_original": "police"},
        release="25.1",
    )

    event.refresh_from_db()
    assert (event.title, event.deaths_best, event.deaths_high) == ("Ambush at Rami", 30, 9)
    assert "by the well" in event.account
    assert run.conflicts == 1
    issue = ImportIssue.objects.get(kind=ImportIssue.Kind.CONFLICT)
    assert (issue.row, issue.column, issue.value, issue.external_id) == (1, "deaths_best", "5", "7")
    assert "“30” is kept. The release says “5”" in issue.reason


def test_history_of_an_imported_event_begins_with_what_was_imported(imported):
    imported({})
    event = Event.objects.get()
    imported_title = event.title

    event.title = "Ambush at Rami"
    event.save()

    first, second = event.history.order_by("history_id")
    assert (first.title, first.history_type, first.history_change_reason) == (
        imported_title,
        "+",
        "import: UCDP GED 24.1",
    )
    assert (second.title, second.history_type) == ("Ambush at Rami", "~")


def test_history_of_an_event_entered_by_hand_has_no_such_beginning():
    event = EventFactory()
    event.title = "Ambush at Rami"
    event.save()

    assert event.history.count() == 2


def test_parties_and_reports_that_an_analyst_added_are_kept(imported):
    imported({"source_original": "police"})
    event = Event.objects.get()
    part, report = EventPartyFactory(event=event), ReportFactory(event=event, stance="denies")

    run = imported({"side_b": "Free Hills Front", "side_b_new_id": "99", "source_original": "army"}, release="25.1")

    assert {"Government of Anduria", "Free Hills", part.party.name} == set(
        event.event_parties.values_list("party__name", flat=True)
    )
    assert set(event.reports.values_list("claimant_label", flat=True)) == {"army", report.claimant_label}
    assert list(run.issues.filter(kind="conflict").values_list("column", flat=True)) == ["parties"]


def test_report_from_the_dataset_that_another_supersedes_is_kept_and_listed(imported):
    imported({"source_original": "police"})
    event = Event.objects.get()
    ReportFactory(event=event, stance="retracts", claimant_label="police", supersedes=event.reports.get())

    run = imported({"source_original": "army"}, release="25.1")

    assert event.reports.count() == 3
    assert list(run.issues.filter(kind="conflict").values_list("column", flat=True)) == ["reports"]


def test_rows_that_a_new_release_no_longer_has_are_marked_as_withdrawn(imported):
    imported({}, {"id": "8"})

    run = imported({"id": "8"}, release="25.1")

    assert run.rows_withdrawn == 1
    assert Event.objects.get(external_id="7").withdrawn_in.name == "25.1"
    assert not Event.objects.get(external_id="8").is_withdrawn


def test_withdrawn_row_that_is_back_is_withdrawn_no_longer(imported):
    imported({}, {"id": "8"})
    imported({"id": "8"}, release="25.1")

    run = imported({}, {"id": "8"}, release="25.2")

    assert counts(run) == (2, 0, 1, 1, 0)
    assert not Event.objects.get(external_id="7").is_withdrawn


def test_events_entered_by_hand_and_those_of_another_dataset_are_never_withdrawn(imported, tmp_path):
    by_hand = EventFactory()
    path = tmp_path / "acled.csv"
    path.write_text(text_of(ACLED_COLUMNS, [ACLED_ROW]), encoding="utf-8")
    load(begin(path, dataset=Dataset.ACLED, release_name="2024", file_name="acled.csv"), path)

    imported({}, release="25.1", extent=Extent.WHOLE)

    by_hand.refresh_from_db()
    assert not by_hand.is_withdrawn
    assert not Event.objects.get(dataset="acled").is_withdrawn


def test_another_file_of_the_same_release_withdraws_nothing(imported):
    imported({})

    run = imported({"id": "8"})

    assert run.rows_withdrawn == 0


def test_a_part_withdraws_nothing_and_the_whole_all_that_it_lacks(imported):
    imported({}, {"id": "8"})

    part = imported({"id": "9"}, release="25.1", extent=Extent.PART)
    whole = imported({"id": "9"}, release="25.1", extent=Extent.WHOLE)

    assert (part.rows_withdrawn, whole.rows_withdrawn) == (0, 2)


def test_a_file_that_lacks_most_of_the_dataset_is_asked_about(imported):
    imported(*({"id": str(number)} for number in range(1, 202)))
    before = content()

    run = imported(*({"id": str(number)} for number in range(1, 101)), release="25.1")

    assert run.state == State.REFUSED
    assert run.refusal.startswith("101 of 201 rows of the dataset that are on record are not in this file")
    assert "--part" in run.refusal
    assert "--whole" in run.refusal
    assert content() == before


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
