"""Two entries of one event become one; nothing is lost, nobody sees more, and it can be taken back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events.merging import hindrance_to_merging, merge, rows_on, take_back
from events.models import Event, EventParty, Report
from records.levels import Level
from records.models import AuditEntry, StaleRevision
from tests.factories.events import EventFactory, EventPartyFactory, FigureFactory, ReportFactory
from tests.factories.records import AnalystFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory
from tracking.models import Assessment, Evidence

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2021, 8, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2021, 9, 1, tzinfo=dt.UTC)


@pytest.fixture
def analyst():
    return AnalystFactory()


@pytest.fixture
def pair():
    """Two entries of one event: (the one that goes, the one that stays)."""
    return EventFactory(title="Fighting at the gate"), EventFactory(title="Clash at the gate")


def again(row):
    """`row` as it is stored."""
    return type(row)._base_manager.get(pk=row.pk)


def merged(pair, person):
    goes, stays = map(again, pair)
    return merge(goes, stays, person, NOW)


def test_all_that_hangs_on_one_event_moves_to_the_other(pair, analyst):
    goes, stays = pair
    rows = [ReportFactory(event=goes), EventPartyFactory(event=goes), EvidenceFactory(event=goes)]
    figure = FigureFactory(report=rows[0])

    result = merged(pair, analyst)

    assert set(result.moved) == set(rows)
    assert result.kept == ()
    assert list(rows_on(goes)) == []
    assert {again(row).event for row in rows} == {stays}
    assert again(figure).report.event == stays
    assert again(goes).merged_into == stays


def test_the_histories_and_the_audit_tell_of_it(pair, analyst):
    goes, stays = pair
    report = ReportFactory(event=goes)
    entries = AuditEntry.objects.count()

    merged(pair, analyst)

    assert [past.event_id for past in report.history.order_by("history_id")] == [goes.pk, stays.pk]
    assert [past.merged_into_id for past in goes.history.order_by("history_id")] == [None, stays.pk]
    assert [event.history.first().history_user for event in pair] == [analyst] * 2
    told = AuditEntry.objects.order_by("number")[entries:]
    assert [(entry.kind, entry.record, entry.fields) for entry in told] == [
        ("events.event", goes.public_id, "merged_into"),
        ("events.report", report.public_id, "event"),
        ("events.event", stays.public_id, ""),
    ]


def test_a_row_without_a_history_gets_one_that_says_where_it_was(pair, analyst):
    report = ReportFactory(event=pair[0])
    report.history.all().delete()

    merged(pair, analyst)

    assert [past.event_id for past in report.history.order_by("history_id")] == [pair[0].pk, pair[1].pk]


def test_a_party_that_has_its_role_there_already_stays_where_it_was(pair, analyst):
    goes, stays = pair
    there = EventPartyFactory(event=stays)
    same = EventPartyFactory(event=goes, party=there.party, as_written="the gunmen")

    result = merged(pair, analyst)

    assert result.kept == (same,)
    assert again(same).event == goes
    assert EventParty.objects.count() == 2


def test_evidence_on_one_commitment_from_both_stands_side_by_side_and_the_assessment_is_untouched(pair, analyst):
    goes, stays = pair
    there = EvidenceFactory(event=stays)
    same = EvidenceFactory(event=goes, commitment=there.commitment)
    assessment = AssessmentFactory(commitment=there.commitment)
    assessment.evidence.add(same)
    before = Assessment.objects.values().get()

    merged(pair, analyst)

    assert {(row.event, row.beside) for row in Evidence.objects.all()} == {(stays, 0), (stays, 1)}
    assert Assessment.objects.values().get() == before
    assert list(assessment.evidence.all()) == [same]


def test_evidence_that_the_other_day_would_make_untrue_stays_where_it_was(analyst):
    pair = EventFactory(happened_on="2021-07-08"), EventFactory(happened_on="2021-07-06")
    evidence = EvidenceFactory(event=pair[0], bearing="breaches")
    statement = evidence.commitment.statement
    statement.issued_on = "2021-07-07"
    statement.save()

    assert merged(pair, analyst).kept == (evidence,)
    assert again(evidence).event == pair[0]


def test_reports_that_supersede_each_other_move_together(pair, analyst):
    second = ReportFactory(event=pair[0])
    first = ReportFactory(event=pair[0])
    Report.objects.filter(pk=second.pk).update(supersedes=first)

    merged(pair, analyst)

    assert set(pair[1].reports.all()) == {first, second}
    again(second).full_clean(exclude=["created_by", "changed_by"])


def test_what_the_person_does_not_see_moves_too_in_nobodys_name_and_uncounted(pair, analyst):
    seen = ReportFactory(event=pair[0])
    hidden = ReportFactory(event=pair[0], level=Level.CONFIDENTIAL)

    result = merged(pair, analyst)

    assert result.moved == (seen,)
    hidden = again(hidden)
    assert (hidden.event, hidden.changed_by, hidden.level) == (pair[1], None, Level.CONFIDENTIAL)
    assert hidden.history.first().history_user is None
    assert again(seen).changed_by == analyst


def test_a_merged_event_is_listed_nowhere_and_counted_nowhere(pair, analyst):
    merged(pair, analyst)

    assert list(Event.objects.listed()) == [pair[1]]
    assert Event.objects.listed().number_visible_to(Level.PUBLIC) == 1


def test_an_event_that_others_were_merged_into_takes_them_along(pair, analyst):
    earlier = EventFactory()
    merged((earlier, pair[0]), analyst)

    merged(pair, analyst)

    assert again(earlier).merged_into == pair[1]


def test_nothing_is_merged_where_a_row_would_be_shown_to_more_people(analyst):
    goes, stays = EventFactory(level=Level.RESTRICTED), EventFactory(level=Level.PUBLIC)
    ReportFactory(event=goes, claimant_label="an officer", level=Level.PUBLIC)

    with pytest.raises(ValidationError, match="“an officer affirms” would be shown to more people than before"):
        merged((goes, stays), analyst)

    assert again(goes).merged_into is None
    assert not stays.reports.exists()


def test_an_event_is_not_merged_into_one_that_fewer_people_see(analyst):
    goes, stays = EventFactory(title="Open", level=Level.PUBLIC), EventFactory(title="Shut", level=Level.RESTRICTED)

    with pytest.raises(ValidationError, match="“Shut” is shown to fewer people than “Open”"):
        merged((goes, stays), analyst)

    assert not hindrance_to_merging(stays, goes, NOW)


def test_events_under_different_embargoes_are_not_merged(pair):
    goes, stays = pair
    goes.embargo_until = LATER
    goes.save()

    assert "not under the same embargo" in hindrance_to_merging(goes, stays, NOW)
    assert not hindrance_to_merging(goes, stays, LATER)


def test_a_merged_event_is_not_merged_again(pair, analyst):
    merged(pair, analyst)

    assert "merged into another event already" in hindrance_to_merging(again(pair[0]), EventFactory(), NOW)
    assert "merged into another event already" in hindrance_to_merging(EventFactory(), again(pair[0]), NOW)


def test_an_event_is_not_merged_into_itself(pair):
    goes = pair[0]

    assert "into itself" in hindrance_to_merging(goes, goes, NOW)


def test_event_is_not_merged_into_itself():
    event = EventFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(merged_into=event)


@pytest.mark.parametrize("place", [0, 1])
def test_an_event_that_was_saved_since_it_was_read_is_not_merged(pair, analyst, place):
    goes, stays = map(again, pair)
    pair[place].save()

    with pytest.raises(StaleRevision):
        merge(goes, stays, analyst, NOW)


def test_nothing_new_is_reported_of_a_merged_event(pair, analyst):
    merged(pair, analyst)

    with pytest.raises(ValidationError, match="was merged into another event"):
        ReportFactory.build(event=again(pair[0]), source=None).full_clean()


def test_a_merging_is_taken_back_with_all_that_came(pair, analyst):
    goes, stays = pair
    own = ReportFactory(event=stays)
    came = [ReportFactory(event=goes), EventPartyFactory(event=goes), EvidenceFactory(event=goes)]
    earlier = EventFactory()
    merged((earlier, goes), analyst)
    merged(pair, analyst)

    result = take_back(again(goes), analyst, NOW)

    assert set(result.moved) == {*came, earlier}
    assert again(goes).merged_into is None
    assert {again(row).event for row in came} == {goes}
    assert again(earlier).merged_into == goes
    assert again(own).event == stays


def test_what_was_moved_by_hand_before_is_not_taken_back(pair, analyst):
    goes, stays = pair
    report = ReportFactory(event=goes)
    report.event = stays
    report.save()
    merged(pair, analyst)

    assert take_back(again(goes), analyst, NOW).moved == ()
    assert again(report).event == stays


def test_reports_bound_to_the_other_event_since_stay_there(pair, analyst):
    goes, stays = pair
    free, superseded, superseding = (ReportFactory(event=goes) for _number in range(3))
    with_it = ReportFactory(event=goes, supersedes=superseded)
    own = ReportFactory(event=stays)
    merged(pair, analyst)
    ReportFactory(event=stays, supersedes=with_it)
    moved = again(superseding)
    moved.supersedes = own
    moved.save()

    result = take_back(again(goes), analyst, NOW)

    assert result.moved == (free,)
    assert set(result.kept) == {superseded, with_it, superseding}
    assert {again(row).event for row in result.kept} == {stays}


def test_a_merging_is_taken_back_only_after_that_of_the_one_that_stayed(pair, analyst):
    goes, stays = pair
    merged(pair, analyst)
    merged((stays, EventFactory()), analyst)

    with pytest.raises(ValidationError, match="was itself merged into another since: take that back first"):
        take_back(again(goes), analyst, NOW)

    take_back(again(stays), analyst, NOW)
    take_back(again(goes), analyst, NOW)
    assert not Event.objects.exclude(merged_into=None).exists()


def test_a_merging_is_not_taken_back_where_a_row_would_be_shown_to_more_people(pair, analyst):
    goes, stays = pair
    ReportFactory(event=goes)
    merged(pair, analyst)
    stays = again(stays)
    stays.level = Level.RESTRICTED
    stays.save()

    with pytest.raises(ValidationError, match="would be shown to more people"):
        take_back(again(goes), analyst, NOW)


def test_a_merging_is_not_taken_back_under_another_embargo(pair, analyst):
    merged(pair, analyst)
    stays = again(pair[1])
    stays.embargo_until = LATER
    stays.save()

    with pytest.raises(ValidationError, match="not under the same embargo any more"):
        take_back(again(pair[0]), analyst, NOW)


def test_what_is_not_merged_is_not_taken_back(pair, analyst):
    with pytest.raises(ValidationError, match="It is not merged into another event"):
        take_back(again(pair[0]), analyst, NOW)
