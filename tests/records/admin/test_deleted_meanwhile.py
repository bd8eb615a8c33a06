"""What one editor deletes while another has it open."""

import pytest
from django.db.models.signals import post_init

from talks.models import Naming, Participation, Place, Round
from tests.factories.talks import (
    NamingFactory,
    ParticipationFactory,
    PersonNameFactory,
    PlaceFactory,
    RoundFactory,
)
from tests.records.admin.pages import address, opened, sent

pytestmark = pytest.mark.django_db


def test_a_row_that_someone_changed_is_not_deleted_unseen(admin_client, other):
    participation = ParticipationFactory()
    round_ = participation.round
    page, theirs = opened(admin_client, round_), opened(other, round_)
    other.post(address("change", round_), sent(theirs, participations__0__named_as_written="politicians"))

    response = admin_client.post(address("change", round_), {**sent(page), "participations-0-DELETE": "on"})

    assert response.status_code == 409
    assert Participation.objects.get().named_as_written == "politicians"


def test_typing_in_a_row_that_someone_deleted_stays_as_a_new_row(admin_client, other):
    round_ = RoundFactory()
    first, second, third = ParticipationFactory.create_batch(3, round=round_)
    page, theirs = opened(admin_client, round_), opened(other, round_)
    other.post(address("change", round_), {**sent(theirs), "participations-1-DELETE": "on"})
    data = sent(page, participations__1__named_as_written="politicians", participations__2__named_as_written="Iran")

    response = admin_client.post(address("change", round_), data)
    saved = admin_client.post(
        address("change", round_), {**sent(response), "conflict-shown": "1", "conflict-seen": "1"}
    )

    assert response.status_code == 409
    assert "Someone else deleted a participation that you changed" in response.content.decode()
    assert saved.status_code == 302
    named = dict(Participation.objects.values_list("party", "named_as_written"))
    assert named == {first.party_id: "", second.party_id: "politicians", third.party_id: "Iran"}


def test_a_deleted_row_that_was_not_touched_is_dropped_without_a_word(admin_client, other):
    round_ = RoundFactory()
    ParticipationFactory.create_batch(2, round=round_)
    page, theirs = opened(admin_client, round_), opened(other, round_)
    other.post(address("change", round_), {**sent(theirs), "participations-0-DELETE": "on"})

    response = admin_client.post(address("change", round_), sent(page, name="Tehran meeting"))

    assert response.status_code == 302
    assert Participation.objects.count() == 1


def test_a_row_deleted_by_both_is_gone(admin_client, other):
    naming = NamingFactory()
    page, theirs = opened(admin_client, naming.round), opened(other, naming.round)
    other.post(address("change", naming.round), {**sent(theirs), "namings-0-DELETE": "on"})

    response = admin_client.post(
        address("change", naming.round), {**sent(page, namings__0__named="x"), "namings-0-DELETE": "on"}
    )

    assert response.status_code == 409
    assert response.context["conflict"].gone == []
    assert not Naming.objects.exists()


def test_typing_in_a_record_that_someone_deleted_can_be_entered_anew(admin_client, other):
    round_ = RoundFactory(name="Tehran meeting")
    ParticipationFactory(round=round_, named_as_written="")
    page = opened(admin_client, round_)
    asked = opened_delete(other, round_)
    other.post(address("delete", round_), asked)

    response = admin_client.post(
        address("change", round_), sent(page, name="Tehran round", participations__0__named_as_written="politicians")
    )
    saved = admin_client.post(address("add", Round), sent(response))

    assert response.status_code == 409
    assert "basir" in str(response.context["errors"])
    assert saved.status_code == 302, saved.context["errors"]
    assert saved.status_code == 302
    assert Round.objects.get().name == "Tehran round"
    assert Participation.objects.get().named_as_written == "politicians"


def test_a_record_that_never_was_is_not_offered(admin_client):
    response = admin_client.post("/admin/talks/round/999/change/", {"name": "x"}, follow=True)

    assert response.status_code == 404


def opened_delete(browser, record):
    page = browser.get(address("delete", record))
    return {"post": "yes", "opened_revision": page.context["opened_revision"]}


def test_a_record_that_someone_changed_is_not_deleted_unseen(admin_client, other):
    place = PlaceFactory(name="Islam Qala")
    asked = opened_delete(admin_client, place)
    other.post(address("change", place), sent(opened(other, place), local_name="اسلام‌قلعه"))

    response = admin_client.post(address("delete", place), asked)
    again = {"post": "yes", "opened_revision": response.context["opened_revision"]}

    assert response.status_code == 409
    assert "<strong>basir</strong> saved on" in response.content.decode()
    assert Place.objects.exists()
    assert admin_client.post(address("delete", place), again).status_code == 302
    assert not Place.objects.exists()


def test_a_deletion_that_says_no_revision_asks_again(admin_client):
    place = PlaceFactory()

    response = admin_client.post(address("delete", place), {"post": "yes"})

    assert response.status_code == 409
    assert Place.objects.exists()


def test_a_deletion_between_reading_and_writing_is_refused(admin_client):
    place = PlaceFactory(name="Islam Qala")
    asked = opened_delete(admin_client, place)
    loads = []

    def save_in_between(sender, instance, **kwargs):
        loads.append(instance)
        # The page reads the record to compare revisions: then someone saves, and it is read again to be deleted.
        if len(loads) == 1:
            Place.objects.filter(pk=place.pk).update(name="Islam Qala crossing")

    post_init.connect(save_in_between, sender=Place)
    try:
        response = admin_client.post(address("delete", place), asked)
    finally:
        post_init.disconnect(save_in_between, sender=Place)

    assert response.status_code == 409
    assert "It was changed after you opened this page" in response.content.decode()
    assert Place.objects.exists()


def test_a_detail_deleted_meanwhile_and_changed_here_stays_as_a_new_row(admin_client, other):
    person = PersonNameFactory(name="Yunus Qanuni").person
    page, theirs = opened(admin_client, person), opened(other, person)
    other.post(address("change", person), {**sent(theirs), "names-0-DELETE": "on"})
    conflict = admin_client.post(address("change", person), sent(page, names__0__name="Younus Qanuni"))

    response = admin_client.post(
        address("change", person), {**sent(conflict), "conflict-shown": "1", "conflict-seen": "1"}
    )

    assert conflict.status_code == 409
    assert response.status_code == 302
    assert person.names.get().name == "Younus Qanuni"


def test_a_row_that_never_was_is_taken_as_a_new_one_and_said(admin_client):
    participation = ParticipationFactory()
    page = opened(admin_client, participation.round)

    response = admin_client.post(address("change", participation.round), sent(page, participations__0__id="999999"))

    assert response.status_code == 409
    assert Participation.objects.get() == participation


def test_typing_in_a_record_deleted_between_reading_and_writing_can_be_entered_anew(admin_client):
    place = PlaceFactory(name="Islam Qala")
    page = opened(admin_client, place)
    deleted = []

    def delete_in_between(sender, instance, **kwargs):
        # The page looks for rows deleted meanwhile, then reads the record again to change it.
        if not deleted:
            deleted.append(instance)
            Place.objects.get(pk=place.pk).delete()

    post_init.connect(delete_in_between, sender=Place)
    try:
        response = admin_client.post(address("change", place), sent(page, local_name="اسلام‌قلعه"))
    finally:
        post_init.disconnect(delete_in_between, sender=Place)

    assert response.status_code == 409
    assert "Save to enter it anew" in str(response.context["errors"])
    assert "اسلام‌قلعه" in response.content.decode()
