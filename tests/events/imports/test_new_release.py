"""What a new release of an event dataset changes, keeps, and no longer has."""

import pytest

from events.models import Event
from records.imports.running import begin, load
from records.models import Dataset, ImportIssue, ImportRun
from tests.events.imports.content import content
from tests.events.imports.files import ACLED_COLUMNS, ACLED_ROW, counts, text_of
from tests.factories.events import EventFactory, EventPartyFactory, ReportFactory

pytestmark = pytest.mark.django_db
State, Extent = ImportRun.State, ImportRun.Extent


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


def test_what_an_analyst_changed_is_kept_over_many_releases(imported):
    imported({})
    event = Event.objects.get()
    event.deaths_best = 30
    event.save()

    runs = [
        imported({"best": best, "deaths_b": best, "deaths_civilians": "0", "high": "9"}, release=release)
        for best, release in (("5", "25.1"), ("6", "25.2"), ("3", "25.3"))
    ]

    event.refresh_from_db()
    assert event.deaths_best == 30
    # The last one says again what the analyst did not agree with.
    assert [run.conflicts for run in runs] == [1, 1, 0]


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
