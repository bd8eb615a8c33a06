"""Merging two events in the admin, and likely duplicates that are offered before one is entered."""

import pytest
from django.contrib import admin
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Event
from records.levels import Level
from records.models import StaleRevision
from records.roles import Role
from tests.factories.events import EventFactory, EventPartyFactory, ReportFactory
from tests.factories.records import UserFactory
from tests.factories.talks import PartyFactory, PlaceFactory
from tests.listed import listed
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return EventFactory(title="Fighting at the gate"), EventFactory(title="Clash at the gate")


def merge_page(event):
    return reverse("admin:events_event_merge", args=[event.pk])


def take_back_page(event):
    return reverse("admin:events_event_takeback", args=[event.pk])


def merged(browser, goes, stays):
    page = browser.get(merge_page(goes), {"other": stays.pk})
    return browser.post(merge_page(goes), sent(page, stays=stays.pk), follow=True)


def test_two_events_chosen_in_the_list_are_set_side_by_side(client, analyst, pair):
    for event in pair:
        ReportFactory(event=event)
    ReportFactory(event=pair[1], stance="denies")

    page = client.post(
        address("changelist", Event),
        {"action": "merge_two", "_selected_action": [event.pk for event in pair]},
        follow=True,
    )

    assert set(page.context["pair"]) == set(pair)
    assertContains(page, "standing-contested")
    assert page.context["chosen"] == pair[1]


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_two_events_to_merge(client, analyst, number):
    events = EventFactory.create_batch(number)

    page = client.post(
        address("changelist", Event),
        {"action": "merge_two", "_selected_action": [event.pk for event in events]},
        follow=True,
    )

    assertContains(page, "Choose two events: one is merged into the other.")


def test_the_page_of_an_event_leads_to_merging_it(client, analyst, pair):
    assertContains(client.get(address("change", pair[0])), f'href="{merge_page(pair[0])}"')
    assertContains(client.get(merge_page(pair[0])), "Look at both")


def test_two_events_are_merged_and_the_pages_of_the_one_that_goes_say_where_it_went(client, analyst, pair):
    goes, stays = pair
    ReportFactory(event=goes)

    page = merged(client, goes, stays)

    assertContains(page, "1 entry was moved here.")
    assert page.redirect_chain == [(address("change", stays), 302)]
    assert stays.reports.count() == 1
    reading, editing = client.get(goes.get_absolute_url()), client.get(address("change", goes))
    assertContains(reading, f'<a href="{stays.get_absolute_url()}">')
    assertContains(editing, f'<a href="{address("change", stays)}">')
    assertContains(editing, f'href="{take_back_page(goes)}"')
    assert client.post(address("change", goes), sent(page)).status_code == 403


def test_a_merged_event_is_in_no_list(client, analyst, pair):
    goes, stays = pair
    for event in pair:
        for stance in ("affirms", "denies"):
            ReportFactory(event=event, stance=stance)
    merged(client, goes, stays)
    asked = {"app_label": "events", "model_name": "report", "field_name": "event", "term": "gate"}

    assert listed(client, "events:event-list") == {stays}
    assert list(client.get(address("changelist", Event)).context["cl"].result_list) == [stays]
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["text"] for one in found] == [stays.title]
    assertNotContains(client.get("/"), goes.title)


def test_where_it_went_is_not_told_to_who_does_not_see_it(client, pair):
    goes, stays = pair
    goes.merged_into = stays
    goes.save()
    stays.level = Level.RESTRICTED
    stays.save()

    page = client.get(goes.get_absolute_url())

    assertNotContains(page, "merged")
    assertNotContains(page, stays.title)


def test_a_merging_is_taken_back_on_a_page_of_its_own(client, analyst, pair):
    goes, stays = pair
    report = ReportFactory(event=goes)
    merged(client, goes, stays)

    page = client.post(take_back_page(goes), sent(client.get(take_back_page(goes))), follow=True)

    assertContains(page, "1 entry was moved back.")
    report.refresh_from_db()
    assert report.event == goes
    assert set(Event.objects.listed()) == {goes, stays}


def test_what_stays_where_it_was_is_told(client, analyst, pair):
    goes, stays = pair
    there = EventPartyFactory(event=stays, party__name="Gate guards")
    EventPartyFactory(event=goes, party=there.party)

    assertContains(merged(client, goes, stays), "“Gate guards: acted” stays where it was")


@pytest.mark.parametrize("which", [0, 1])
def test_a_page_opened_before_another_save_merges_nothing(client, analyst, pair, which):
    data = sent(client.get(merge_page(pair[0]), {"other": pair[1].pk}), stays=pair[1].pk)
    pair[which].save()

    response = client.post(merge_page(pair[0]), data)

    assertContains(response, "was changed after you opened the page")
    assert not Event.objects.exclude(merged_into=None).exists()


def test_a_page_that_does_not_say_which_one_stays_merges_nothing(client, analyst, pair):
    data = sent(client.get(merge_page(pair[0]), {"other": pair[1].pk}), stays="70000000")

    assertContains(client.post(merge_page(pair[0]), data), "Say which of the two stays.")


def test_a_way_that_is_closed_says_why_and_is_not_taken(client, analyst, pair):
    goes, stays = pair
    stays.level = Level.RESTRICTED
    stays.save()
    page = client.get(merge_page(goes), {"other": stays.pk})

    response = client.post(merge_page(goes), sent(page, stays=stays.pk))

    assertContains(page, "is shown to fewer people than")
    assert page.context["chosen"] == goes
    assertContains(response, "is shown to fewer people than")
    assert not Event.objects.exclude(merged_into=None).exists()


def test_a_page_on_taking_back_that_is_stale_takes_nothing_back(client, analyst, pair):
    goes, stays = pair
    merged(client, goes, stays)

    response = client.post(take_back_page(goes), {f"revision-{goes.pk}": "made up"})

    assertContains(response, "was changed after you opened the page")
    assert Event.objects.get(pk=goes.pk).merged_into == stays


def test_what_is_not_merged_has_nothing_to_take_back(client, analyst, pair):
    assertContains(client.get(take_back_page(pair[0])), "It is not merged into another event.")


def test_a_merged_event_is_not_merged_on(client, analyst, pair):
    merged(client, *pair)

    page = client.get(merge_page(pair[0]), follow=True)

    assertContains(page, "It is merged into another event already.")


def test_hidden_events_are_answered_like_none(client, analyst, pair):
    hidden = EventFactory(level=Level.CONFIDENTIAL)

    for page in (merge_page(hidden), take_back_page(hidden)):
        assert client.get(page).status_code == 404
    page = client.get(merge_page(pair[0]), {"other": hidden.pk})
    assertContains(page, "Select a valid choice")
    assert page.context["pair"] == []


def test_who_enters_no_events_merges_none(client, pair):
    client.force_login(UserFactory(roles=[Role.KEEPER], clearance=Level.CONFIDENTIAL))

    assert client.get(merge_page(pair[0])).status_code == 403


def enter(browser, **boxes):
    return sent(browser.get(address("add", Event)), kind="armed_clash", happened_on="8 July 2021", **boxes)


def test_a_likely_duplicate_is_offered_with_its_reasons_before_an_event_is_saved(client, analyst):
    place, party = PlaceFactory(), PartyFactory(name="Gate guards")
    known = EventPartyFactory(event__title="Clash at the gate", event__place=place, party=party).event
    data = with_row(
        enter(client, title="Fighting in town", place=place.pk), "event_parties", party=party.pk, role="actor"
    )

    page = client.post(address("add", Event), data)

    assertContains(page, f'<a href="{address("change", known)}">“Clash at the gate”</a>')
    assertContains(page, "the same day, at the same place, with Gate guards in both, of the same kind")
    assertContains(page, "It is another event: save it.")
    assert Event.objects.get() == known
    response = client.post(address("add", Event), {**sent(page), "confirms-look-alikes": "yes"})
    assert response.status_code == 302
    assert Event.objects.count() == 2


def test_a_hidden_event_is_not_offered(client, analyst):
    place = PlaceFactory()
    EventFactory(place=place, level=Level.CONFIDENTIAL)

    response = client.post(address("add", Event), enter(client, title="Fighting at Town", place=place.pk))

    assert response.status_code == 302


def test_an_event_on_record_is_compared_again_when_its_day_changes_and_not_when_its_title_does(client, analyst):
    known = EventFactory(happened_on="2021-07-09")
    event = EventFactory(place=known.place, happened_on="2020")
    page = client.get(address("change", event))

    renamed = client.post(address("change", event), sent(page, title="Fighting"))
    moved = client.post(address("change", event), sent(client.get(address("change", event)), happened_on="8 July 2021"))

    assert renamed.status_code == 302
    assertContains(moved, "It is another event: save it.")


def test_a_merging_that_would_show_more_is_not_taken_back_and_the_page_says_why(client, analyst, pair):
    goes, stays = pair
    ReportFactory(event=goes)
    merged(client, goes, stays)
    stays.refresh_from_db()
    stays.level = Level.RESTRICTED
    stays.save()

    page = client.post(take_back_page(goes), sent(client.get(take_back_page(goes))))

    assertContains(page, "would be shown to more people than before. Raise its own level first.")
    assert Event.objects.get(pk=goes.pk).merged_into == stays


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (lambda event: StaleRevision(event), "was changed after you opened the page"),
        (lambda event: IntegrityError("event_is_not_merged_into_itself"), "An event cannot be merged into itself"),
    ],
)
def test_what_is_refused_at_the_last_moment_is_told_in_a_sentence(rf, pair, error, said):
    request = rf.post("/")
    request._messages = CookieStorage(request)

    def work():
        raise error(pair[0])

    assert not admin.site._registry[Event].done(request, work, "moved here")
    assert said in " ".join(str(message) for message in request._messages)
