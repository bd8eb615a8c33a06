"""What the filters of events find, whichever of them leads the database to the rows."""

from functools import partial

import pytest
from django.db.models import Q
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Event, Report
from records import leading
from records.leading import Led
from records.levels import Level
from records.models import Dataset
from tests.factories.events import EventFactory, EventPartyFactory, ReportFactory
from tests.factories.talks import PartyFactory, PartyLinkFactory, PartyNameFactory, PlaceFactory
from tests.listed import listed

pytestmark = pytest.mark.django_db

EVENTS = "events:event-list"


@pytest.fixture(params=["led", "not led"], autouse=True)
def _ways(request, monkeypatch):
    """Each test with a filter that leads, and as if all of them led to too many rows."""
    if request.param == "not led":
        monkeypatch.setattr(leading, "MOST_LED", -1)
        monkeypatch.setattr(leading, "MOST_LED_BESIDE_OTHERS", -1)


def test_events_of_a_party_are_found_by_part_of_any_of_its_names(client):
    party = PartyFactory(name="People's Front", short_name="PF")
    PartyNameFactory(party=party, name="جبهه مردم")
    kept = EventPartyFactory(party=party).event
    EventPartyFactory()

    for typed in ("people's", "pf", "جبهه", party.public_id):
        assert listed(client, EVENTS, party=typed) == {kept}
    assert listed(client, EVENTS, party="nobody") == set()


def test_a_name_typed_in_full_means_that_party_alone(client):
    kept = EventPartyFactory(party=PartyFactory(name="Front")).event
    EventPartyFactory(party=PartyFactory(name="Northern Front"))

    assert listed(client, EVENTS, party="front") == {kept}


def test_a_party_is_asked_for_with_its_factions_and_their_parts(client):
    whole = PartyFactory(name="Front")
    faction = PartyLinkFactory(other=whole, kind="faction").party
    part = PartyLinkFactory(other=faction, kind="parent").party
    ally = PartyLinkFactory(other=whole, kind="alliance").party
    events = [EventPartyFactory(party=party).event for party in (whole, faction, part)]
    EventPartyFactory(party=ally)

    assert listed(client, EVENTS, party=whole) == {events[0]}
    assert listed(client, EVENTS, party=whole, factions="on") == set(events)


def test_a_hidden_party_is_no_way_to_its_events(client):
    hidden = PartyFactory(name="Zeta", level=Level.RESTRICTED)
    EventPartyFactory(party=hidden)

    by_name = client.get(reverse(EVENTS), {"party": "zeta"})
    by_id, by_none = (
        client.get(reverse(EVENTS), {"party": key})
        for key in (hidden.public_id, "00000000-0000-4000-8000-000000000000")
    )

    assert list(by_name.context["object_list"]) == []
    assert bool(by_id.context["filter"].errors) is bool(by_none.context["filter"].errors) is True


def test_a_place_is_asked_for_with_all_that_lies_within(client):
    country = PlaceFactory(name="Afghanistan", kind="country")
    province = PlaceFactory(name="Herat province", kind="admin1", within=country)
    town = PlaceFactory(name="Islam Qala", within=province)
    events = {EventFactory(place=place) for place in (country, province, town)}
    EventFactory()

    assert listed(client, EVENTS, place=country) == events
    assert listed(client, EVENTS, place="afghan") == events
    assert listed(client, EVENTS, place="herat", since="2021-07-08", until="2021-07-08") == {
        event for event in events if event.place != country
    }


def test_a_place_that_moves_takes_its_towns_along(client):
    town = PlaceFactory(within=PlaceFactory(name="Farah"))
    event = EventFactory(place=town)
    town.within.within = country = PlaceFactory(name="Afghanistan")
    town.within.save()

    assert listed(client, EVENTS, place=country) == {event}


def test_events_are_found_by_the_deaths_stated(client):
    _none, few, many = (EventFactory(deaths_best=number) for number in (None, 3, 40))

    assert listed(client, EVENTS, deaths_from="3") == {few, many}
    assert listed(client, EVENTS, deaths_from="4") == {many}
    assert listed(client, EVENTS, deaths_to="3") == {few}
    assert listed(client, EVENTS, deaths_from="0") == {few, many}


def test_events_are_told_apart_by_the_dataset_they_came_with(client):
    by_hand, ged = EventFactory(), EventFactory(dataset=Dataset.GED, external_id="1")

    assert listed(client, EVENTS, dataset="hand") == {by_hand}
    assert listed(client, EVENTS, dataset="ged") == {ged}
    assert listed(client, EVENTS, dataset="acled") == set()


def test_events_are_found_by_contest_and_by_what_some_report_says(client):
    contested, denied = EventFactory(), EventFactory()
    ReportFactory(event=contested)
    ReportFactory(event=contested, stance=Report.Stance.DENIES)
    ReportFactory(event=denied, stance=Report.Stance.DENIES)

    assert listed(client, EVENTS, contested="yes") == {contested}
    assert listed(client, EVENTS, contested="no") == {denied}
    assert listed(client, EVENTS, stance="denies") == {contested, denied}
    assert listed(client, EVENTS, stance="affirms") == {contested}


def test_a_hidden_denial_contests_nothing_for_who_does_not_see_it(client):
    event = ReportFactory().event
    ReportFactory(event=event, stance=Report.Stance.DENIES, level=Level.CONFIDENTIAL)

    assert listed(client, EVENTS, contested="yes") == set()
    assert listed(client, EVENTS, stance="denies") == set()


def test_words_are_whole_and_phrases_stand_together(client):
    kept = EventFactory(title="Aid convoy reaches Herat")
    EventFactory(title="Herat convoy", account="aid")

    assert listed(client, EVENTS, q='"aid convoy"') == {kept}
    assert listed(client, EVENTS, q="conv") == set()


def test_the_words_found_are_marked_in_the_list(client):
    EventFactory(title="Aid convoy", account="The convoy <b> waited.")

    response = client.get(reverse(EVENTS), {"q": "convoy"})

    assertContains(response, "Aid <mark>convoy</mark>")
    assertContains(response, "The <mark>convoy</mark> &lt;b&gt; waited.")


@pytest.mark.parametrize("sort", ["", "oldest", "deaths"])
def test_an_event_is_in_a_window_that_its_period_reaches_into(client, sort):
    inside = {
        EventFactory(happened_on=day, deaths_best=number)
        for number, day in enumerate(["2021-07-08", "2021-07-07/2021-07-20", "2021-06-01/2021-07-09", "2021-07", "2021-07-01/.."])
    }  # fmt: skip
    for outside in ("2021-07-05", "2021-08", "2021-07-11/..", None):
        EventFactory(happened_on=outside)

    assert listed(client, EVENTS, since="2021-07-08", until="2021-07-10", sort=sort) == inside


def test_an_event_that_began_at_an_unknown_time_is_in_each_window_before_its_end(client):
    event = EventFactory(happened_on="../2021-07-20")

    assert listed(client, EVENTS, until="2021-07-01") == {event}
    assert listed(client, EVENTS, since="2021-07-21") == set()


def test_filters_compose(client):
    party, place = PartyFactory(), PlaceFactory(name="Herat")
    kept = EventFactory(
        title="Convoy", place=place, kind=Event.Kind.ATTACK, deaths_best=5, dataset="ged", external_id="1"
    )
    EventPartyFactory(event=kept, party=party)
    EventPartyFactory(event=EventFactory(title="Convoy", place=place), party=party)

    found = listed(
        client, EVENTS, q="convoy", party=party, place="herat", kind="attack", deaths_from="5", dataset="ged",
        since="2021-07", until="2021-07",
    )  # fmt: skip

    assert found == {kept}


def test_an_event_that_was_merged_into_another_is_on_no_list(client):
    kept = EventFactory(title="Convoy")
    EventFactory(title="Convoy", merged_into=kept)

    assert listed(client, EVENTS) == listed(client, EVENTS, q="convoy") == {kept}
    assertContains(client.get(reverse(EVENTS)), "1 found")


@pytest.mark.parametrize("asked", [{}, {"q": "fighting"}, {"since": "2021", "until": "2021-07-08"}])
def test_more_rows_than_anyone_counts_are_10_000_and_more(client, monkeypatch, asked):
    monkeypatch.setattr("events.views.EventList.paginate_by", 1)
    monkeypatch.setattr("events.window.MOST", 2)
    monkeypatch.setattr("records.capped.counted_together.__defaults__", (2,))
    monkeypatch.setattr("records.capped.capped.__defaults__", (2,))
    EventFactory.create_batch(4)

    assertContains(client.get(reverse(EVENTS), asked), "2+ found")


def test_hidden_events_are_not_counted(client):
    EventFactory()
    EventFactory(level=Level.RESTRICTED)

    response = client.get(reverse(EVENTS))

    assertContains(response, "1 found")


def test_the_filter_that_finds_fewest_leads(request):
    if "not led" in request.node.name:
        pytest.skip("Here none may lead.")
    conditions = [leading.Condition(Q(), led=lambda most: [], number=partial(min, number)) for number in (9, 4, 7)]

    found = Led(Event.objects.all(), conditions)

    assert found.leader is conditions[1]
    assert found.leads_to == 4


def test_a_cursor_that_leads_nowhere_is_told(client):
    EventFactory()

    assertContains(client.get(reverse(EVENTS), {"after": "forged"}), "this is the first one")
    assertNotContains(client.get(reverse(EVENTS)), "this is the first one")


def test_paging_keeps_the_filters_and_leads_back_to_the_first_page(client):
    EventFactory.create_batch(51, title="Convoy", place=None)

    first = client.get(reverse(EVENTS), {"q": "convoy"})
    second = client.get(reverse(EVENTS), {"q": "convoy", "after": first.context["page_obj"].after})

    assert len(second.context["object_list"]) == 1
    assertContains(second, '<a href="?q=convoy">First page</a>', html=True)
    assert set(first.context["object_list"]).isdisjoint(second.context["object_list"])
