"""The queue of what imports brought: each is told to be one on record or to be new, several at once, and taken back."""

import pytest
from django.contrib import admin
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client
from django.urls import reverse

from records.admin.revision import signed_revision
from records.levels import Level
from records.roles import Role
from talks.models import Party, Place
from tests.factories.events import EventPartyFactory
from tests.factories.records import AnalystFactory, ReleaseFactory, UserFactory
from tests.factories.talks import PartyFactory, PlaceFactory
from tests.records.admin.pages import address

pytestmark = pytest.mark.django_db
PARTIES = "admin:talks_party_matching"


@pytest.fixture
def analyst(db):
    browser = Client()
    browser.force_login(AnalystFactory())
    return browser


def waiting(factory=PartyFactory, **values):
    return factory(brought_by=ReleaseFactory(), **values)


def decided(decisions, **boxes):
    """What the page sends for {row: decision}."""
    revisions = {f"revision-{row.pk}": signed_revision(row) for row in decisions}
    return {**{f"decision-{row.pk}": said for row, said in decisions.items()}, **revisions, **boxes}


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_the_queue_shows_what_waits_with_what_it_may_be(analyst):
    known, row = PartyFactory(name="Taliban"), waiting(name="Taleban")
    waiting(level=Level.CONFIDENTIAL, name="Hidden front")

    page = analyst.get(reverse(PARTIES)).content.decode()

    assert "Taleban" in page
    assert f'value="{known.pk}"' in page
    assert "Hidden front" not in page
    assert page.count(f"decision-{row.pk}") == 4


def test_several_are_decided_at_once(analyst):
    known = PartyFactory(name="Taliban")
    merged, other, kept, later = (waiting() for _number in range(4))
    event_party = EventPartyFactory(party=merged)
    sent = decided({merged: known.pk, other: "other", kept: "keep", later: ""}, **{f"other-{other.pk}": known.pk})

    response = analyst.post(reverse(PARTIES), sent, follow=True)

    event_party.refresh_from_db()
    assert event_party.party == known
    assert list(Party.objects.unreviewed()) == [later]
    assert set(known.merged.all()) == {merged, other}
    assert told(response) == "1 is kept as a new one. 2 are merged."


def test_a_record_chosen_in_the_box_alone_merges_nothing_and_is_told(analyst):
    known, row = PartyFactory(), waiting(name="Taleban")

    response = analyst.post(reverse(PARTIES), decided({row: ""}, **{f"other-{row.pk}": known.pk}), follow=True)

    assert "You chose what “Taleban” is" in told(response)
    assert Party.objects.unreviewed().count() == 1


def test_what_was_changed_meanwhile_is_not_decided_on(analyst):
    row = waiting()
    sent = decided({row: "keep"})
    row.note = "Seen by another."
    row.save()

    response = analyst.post(reverse(PARTIES), sent, follow=True)

    assert Party.objects.unreviewed().count() == 1
    assert "Look at it again" in told(response)


def test_a_hidden_record_is_answered_like_one_that_is_not_there(analyst):
    row, hidden = waiting(), PartyFactory(level=Level.CONFIDENTIAL)

    answers = [
        told(analyst.post(reverse(PARTIES), decided({row: key}), follow=True)) for key in (hidden.pk, 70_000_000, "x")
    ]

    assert len({*answers}) == 1
    assert "choose it in the box" in answers[0]
    assert Party.objects.unreviewed().count() == 1


def test_a_hidden_one_of_the_queue_is_answered_like_one_that_is_not_there(analyst):
    hidden = waiting(level=Level.CONFIDENTIAL)
    gone = waiting()
    sent = [decided({row: "keep"}) for row in (hidden, gone)]
    gone.delete()

    answers = [told(analyst.post(reverse(PARTIES), one, follow=True)) for one in sent]

    assert answers[0] == answers[1] != ""


def test_the_last_merging_is_offered_to_be_taken_back_by_who_did_it(analyst):
    known, row = PartyFactory(name="Taliban"), waiting(name="Taleban")
    analyst.post(reverse(PARTIES), decided({row: known.pk}))
    another = Client()
    another.force_login(AnalystFactory())

    offered, to_another = (b"Take this back" in browser.get(reverse(PARTIES)).content for browser in (analyst, another))
    response = analyst.post(reverse(PARTIES), {"action": "take-back"}, follow=True)

    assert (offered, to_another) == (True, False)
    assert list(Party.objects.unreviewed()) == [row]
    assert "It is taken back" in told(response)
    assert "There is no merging" in told(another.post(reverse(PARTIES), {"action": "take-back"}, follow=True))


def test_a_merging_that_others_went_on_from_is_not_taken_back(analyst):
    known, row = PartyFactory(name="Taliban"), waiting(name="Taleban")
    analyst.post(reverse(PARTIES), decided({row: known.pk}))
    Party.objects.get(pk=known.pk).save()

    response = analyst.post(reverse(PARTIES), {"action": "take-back"}, follow=True)

    assert "cannot be taken back any more" in told(response)
    assert not Party.objects.unreviewed().exists()


def test_a_merging_that_would_show_more_is_refused_with_the_reason(analyst):
    known, row = PartyFactory(), waiting(level=Level.RESTRICTED)
    EventPartyFactory(party=row)

    response = analyst.post(reverse(PARTIES), decided({row: known.pk}), follow=True)

    assert "Ask to show" in told(response)
    assert Party.objects.unreviewed().count() == 1


def test_a_place_that_would_step_out_into_the_open_is_refused_with_the_reason(analyst):
    row = waiting(PlaceFactory, level=Level.RESTRICTED)
    within = PlaceFactory(within=row)

    response = analyst.post(reverse("admin:talks_place_matching"), decided({row: within.pk}), follow=True)

    assert "would show it to more people" in told(response)
    assert Place.objects.unreviewed().count() == 1


def test_what_was_changed_at_the_same_moment_is_told(rf):
    pages, request = admin.site._registry[Party], rf.get("/")
    request._messages = CookieStorage(request)
    row = waiting()
    stale = Party.objects.get(pk=row.pk)
    row.save()

    assert not pages.is_done(request, stale.save)
    assert "changed by someone else meanwhile" in str(next(iter(request._messages)))


def test_an_empty_queue_says_where_more_comes_from(analyst):
    page = analyst.get(reverse("admin:talks_place_matching")).content.decode()

    assert "Nothing waits" in page
    assert reverse("admin:records_importrun_changelist") in page


def test_a_place_is_matched_like_a_party(analyst):
    known = PlaceFactory(name="Islam Qala", country="AF")
    row = waiting(PlaceFactory, name="Islam Qala", country="AF")

    page = analyst.get(reverse("admin:talks_place_matching")).content.decode()
    analyst.post(reverse("admin:talks_place_matching"), decided({row: known.pk}))

    assert f'value="{known.pk}"' in page
    assert list(Place.objects.listed()) == [known]


def test_the_page_of_a_merged_party_says_where_it_went_and_no_list_or_box_has_it(analyst):
    known, row = PartyFactory(name="Taliban"), waiting(name="Taleban")
    analyst.post(reverse(PARTIES), decided({row: known.pk}))

    page = analyst.get(address("change", row)).content.decode()
    listed = analyst.get(address("changelist", Party)).content.decode()
    box = {"app_label": "talks", "model_name": "participation", "field_name": "party", "term": "Tale"}
    found = analyst.get(reverse("admin:autocomplete"), box).json()["results"]

    assert "This was merged into" in page
    assert address("change", known) in page
    assert address("change", row) not in listed
    assert [one["id"] for one in found] == [str(known.pk)]


def test_readers_are_not_let_in():
    reader = Client()
    reader.force_login(UserFactory())

    assert reader.get(reverse(PARTIES)).status_code == 302


def test_an_administrator_who_enters_no_record_matches_none():
    browser = Client()
    browser.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))

    assert browser.get(reverse(PARTIES)).status_code == 403


def test_the_queue_takes_as_many_queries_for_three_as_for_one(analyst, django_assert_max_num_queries):
    PartyFactory(name="Front B")
    waiting(name="Front A")
    with django_assert_max_num_queries(40) as first:
        analyst.get(reverse(PARTIES))
    waiting(name="Front B")
    waiting(name="Front C")

    with django_assert_max_num_queries(len(first)):
        analyst.get(reverse(PARTIES))
