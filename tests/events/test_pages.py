import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Event, Report
from events.standing import Standing
from events.templatetags.event_pages import STANDING_MARKS, deaths_of, standing_badge
from records.levels import Level
from tests.factories.events import EventFactory, EventPartyFactory, ReportFactory
from tests.factories.records import SourceFactory
from tests.factories.talks import PartyFactory, PersonFactory, PlaceFactory
from tests.factories.tracking import EvidenceFactory
from tests.listed import csv_lines, listed
from tracking.models import Evidence

pytestmark = pytest.mark.django_db

EVENTS = "events:event-list"


@pytest.fixture
def disputed():
    """An event that was affirmed on 8 July and denied on 9 July."""
    event = EventFactory()
    ReportFactory(event=event, claimant_label="an affirmer", made_on="2021-07-08")
    ReportFactory(event=event, claimant_label="a denier", made_on="2021-07-09", stance=Report.Stance.DENIES)
    return event


@pytest.mark.parametrize("count", [1, 3])
def test_event_list_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for event in EventFactory.create_batch(count):
        ReportFactory.create_batch(count, event=event)
        EventPartyFactory.create_batch(count, event=event)

    with django_assert_num_queries(5):
        client.get(reverse(EVENTS))


@pytest.mark.parametrize("count", [1, 3])
def test_event_page_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    event = EventFactory()
    for _number in range(count):
        ReportFactory(event=event, claimant_person=PersonFactory(), claimant_party=PartyFactory())
        EventPartyFactory(event=event)
        EvidenceFactory(event=event, conduct_of=PartyFactory())

    with django_assert_num_queries(4):
        client.get(event.get_absolute_url())


def test_events_are_found_by_words_in_title_or_account(client):
    found = {EventFactory(title="At Zeta"), EventFactory(account="Zeta fell")}
    EventFactory(place__name="Zeta")

    assert listed(client, EVENTS, q="zeta") == found


def test_events_are_found_by_kind_and_place(client):
    kept = EventFactory(kind=Event.Kind.MEETING_HELD, place__name="Doha")
    EventFactory()

    assert listed(client, EVENTS, kind="meeting_held") == {kept}
    assert listed(client, EVENTS, place="doha") == {kept}


def test_events_are_found_by_a_party_whose_part_the_reader_may_see(client):
    party = PartyFactory()
    kept = EventPartyFactory(party=party).event
    EventPartyFactory()

    assert listed(client, EVENTS, party=party) == {kept}


def test_events_are_found_by_a_window_of_days(client):
    kept = EventFactory(happened_on="2021-07-07/2021-07-08")
    EventFactory(happened_on="2021-07-05")
    EventFactory(happened_on="2021-07-10")

    assert listed(client, EVENTS, since="2021-07-08", until="2021-07-09") == {kept}
    assert listed(client, EVENTS, since="2021-07-06", until="2021-07-07") == {kept}
    assert listed(client, EVENTS, since="2021-07-09", until="2021-07-09") == set()


def test_events_are_found_by_whether_reports_the_reader_may_see_disagree(client, disputed):
    half_hidden = EventFactory()
    ReportFactory(event=half_hidden)
    ReportFactory(event=half_hidden, stance=Report.Stance.DENIES, level=Level.RESTRICTED)

    assert listed(client, EVENTS, contested="yes") == {disputed}
    assert listed(client, EVENTS, contested="no") == {half_hidden}


def test_a_denial_that_was_taken_back_leaves_an_event_uncontested(client, disputed):
    denial = disputed.reports.get(stance=Report.Stance.DENIES)
    ReportFactory(event=disputed, stance=Report.Stance.RETRACTS, supersedes=denial, made_on="2021-07-10")

    assert listed(client, EVENTS, contested="yes") == set()


def test_events_are_found_by_the_stance_of_a_report_the_reader_may_see(client):
    kept = ReportFactory(stance=Report.Stance.CONCEDES).event
    ReportFactory(stance=Report.Stance.CONCEDES, level=Level.RESTRICTED)

    assert listed(client, EVENTS, stance="concedes") == {kept}


def test_events_come_in_the_order_asked_for(client):
    old = EventFactory(happened_on="2020", deaths_best=9)
    new = EventFactory(happened_on="2021", deaths_best=1)

    def order(**asked):
        return list(client.get(reverse(EVENTS), asked).context["object_list"])

    assert order() == [new, old]
    assert order(sort="oldest") == [old, new]
    assert order(sort="deaths") == [old, new]


def test_event_list_tells_standing_and_parties_as_the_reader_may_see_them(client, disputed):
    ReportFactory(event=disputed, stance=Report.Stance.DENIES, level=Level.RESTRICTED)
    EventPartyFactory(event=disputed, party__short_name="Seen side")
    EventPartyFactory(event=disputed, party__name="Hidden side", party__level=Level.RESTRICTED)

    response = client.get(reverse(EVENTS))

    assertContains(response, "standing-contested")
    assertContains(response, "Seen side")
    assertNotContains(response, "Hidden side")


def test_event_file_gives_place_parties_deaths_and_standing(client):
    place = PlaceFactory(name="Qala-e-Naw", latitude="34.98", longitude="63.13")
    event = EventFactory(title="Fighting", place=place, deaths_low=60, deaths_best=69, deaths_high=80)
    part = EventPartyFactory(event=event)
    bare = EventFactory(title="Unplaced", place=None, happened_on=None)

    lines = csv_lines(client, EVENTS, sort="oldest")

    assert set(lines[1:]) == {
        f"{event.public_id},Fighting,armed_clash,2021-07-08,Qala-e-Naw,34.980000,63.130000,{part.party.name} (actor),"
        "60,69,80,unconfirmed",
        f"{bare.public_id},Unplaced,armed_clash,,,,,,,,,unconfirmed",
    }


def test_event_page_sets_reports_for_and_against_side_by_side(client, disputed):
    ReportFactory(event=disputed, claimant_label="a doubter", stance=Report.Stance.UNSURE)
    ReportFactory(event=disputed, claimant_label="a secret voice", level=Level.RESTRICTED)

    sides = client.get(disputed.get_absolute_url()).context["sides"]

    assert [report.claimant for report in sides.affirming] == ["an affirmer"]
    assert [report.claimant for report in sides.denying] == ["a denier"]
    assert [report.claimant for report in sides.neither] == ["a doubter"]
    assert sides.standing == Standing.CONTESTED


def test_event_page_tells_the_event_as_of_the_end_of_any_day(client, disputed):
    response = client.get(disputed.get_absolute_url(), {"as_of": "2021-07-08"})

    assert response.context["sides"].standing == Standing.AFFIRMED
    assertContains(response, "by the reports that stood on 8 July 2021")
    assertContains(response, "One report made later, or without a date, is not shown.")
    assertNotContains(response, "a denier")
    later = client.get(disputed.get_absolute_url(), {"as_of": "July 2021"})
    assert later.context["sides"].standing == Standing.CONTESTED


def test_before_the_first_report_nothing_had_been_reported(client, disputed):
    assertContains(
        client.get(disputed.get_absolute_url(), {"as_of": "2021-07-01"}), "No report had been made by that day"
    )


@pytest.mark.parametrize("typed", ["31 Feb 2021", "2021-07-08/..", "soon", "x\0y", "9" * 4000])
def test_a_day_that_is_none_gets_a_message_and_all_reports(client, disputed, typed):
    response = client.get(disputed.get_absolute_url(), {"as_of": typed})

    assertContains(response, "All reports are shown.")
    assertContains(response, 'role="alert"')
    assertContains(response, "a denier")


def test_a_superseded_report_stays_and_says_what_took_its_place(client):
    first = ReportFactory(claimant_label="an officer", words="It fell", credibility=2)
    ReportFactory(
        event=first.event,
        claimant_label="the same officer",
        supersedes=first,
        stance=Report.Stance.RETRACTS,
        made_on=None,
        source=None,
    )

    response = client.get(first.event.get_absolute_url())

    assertContains(response, "No longer stands:")
    assertContains(response, "superseded, the same officer retracts")
    assertContains(response, "It fell")
    assertContains(response, "2: probably true")
    assertContains(response, "not dated")
    assert response.context["sides"].standing == Standing.RETRACTED


def test_event_page_tells_all_that_is_on_record(client):
    event = EventFactory(
        account="It is said",
        happened_on='2021-07-08 "on Thursday"',
        place__local_name="اسلام‌قلعه",
        place__latitude="34.66",
        place__longitude="61.07",
        place__precision=1,
        deaths_best=69,
        clarity=Event.Clarity.AGGREGATE,
    )
    EventPartyFactory(event=event, as_written="the fighters")
    source = SourceFactory(title="Dispatch", published_on="2021-07-09")
    ReportFactory(event=event, made_on=None, source=source, claimant_party=PartyFactory(name="The ministry"))

    response = client.get(event.get_absolute_url())

    for text in ("It is said", "on Thursday", "اسلام‌قلعه", "34.660000", "1: exact", "the fighters", "69", "2: known only",
                 "Dispatch", "9 July 2021", "The ministry", "Nobody denies it."):  # fmt: skip
        assertContains(response, text)


def test_event_page_shows_only_confirmed_evidence_the_reader_may_see(client):
    event = EventFactory()
    EvidenceFactory(event=event, commitment__summary="Seen promise", conduct_of=PartyFactory(name="One side"))
    EvidenceFactory(event=event, commitment__summary="Hidden promise", commitment__level=Level.RESTRICTED)
    EvidenceFactory(event=event, commitment__summary="Suggested promise", status=Evidence.Status.SUGGESTED)

    response = client.get(event.get_absolute_url())

    assertContains(response, "Seen promise")
    assertContains(response, "conduct of One side")
    assertNotContains(response, "Hidden promise")
    assertNotContains(response, "Suggested promise")


def test_event_page_without_anything_says_so(client):
    response = client.get(EventFactory(place=None, happened_on=None).get_absolute_url())

    assertContains(response, "No report on it is on record")
    assertContains(response, "No confirmed evidence sets this event beside a commitment")
    assertContains(response, "none stated")


@pytest.mark.parametrize(
    ("low", "best", "high", "told"),
    [
        (None, None, None, ""),
        (None, 69, None, "69"),
        (60, 69, 80, "69 (60–80)"),
        (60, None, 80, "60–80"),
        (7, 7, 7, "7"),
        (60, None, None, "60"),
        (0, 0, None, "0"),
    ],
)
def test_deaths_are_told_as_stated(low, best, high, told):
    assert deaths_of(Event(deaths_low=low, deaths_best=best, deaths_high=high)) == told


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_a_badge_with_a_sign(standing):
    assert f'href="#mark-{STANDING_MARKS[standing]}"' in standing_badge(standing)
