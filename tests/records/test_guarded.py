"""Rows that count their saves, whichever way they are written."""

import pytest
from django.contrib.auth.models import update_last_login
from django.db.models import F

from records.models import Publisher, StaleRevision, User
from talks.models import Place, Round
from tests.factories.records import PublisherFactory, UserFactory
from tests.factories.talks import PlaceFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [PublisherFactory, UserFactory, PlaceFactory])
def test_of_two_who_read_the_same_row_the_second_to_save_is_refused(make):
    mine = make()
    theirs = type(mine).objects.get(pk=mine.pk)
    theirs.save()

    with pytest.raises(StaleRevision, match="was changed since revision"):
        mine.save()

    mine.refresh_from_db()
    mine.save()
    assert type(mine).objects.get(pk=mine.pk).revision == theirs.revision + 1


def test_a_save_of_one_field_counts_too():
    publisher = PublisherFactory(name="Reuters", note="")
    opened = Publisher.objects.get()
    publisher.name, publisher.note = "AP", "Not asked for"

    publisher.save(update_fields=["name"])

    assert Publisher.objects.values_list("name", "note", "revision").get() == ("AP", "", 2)
    with pytest.raises(StaleRevision):
        opened.save()


def test_signing_in_is_no_edit_of_the_account():
    person = UserFactory()
    opened = User.objects.get()
    update_last_login(None, person)

    opened.first_name = "Amina"
    opened.save()

    assert User.objects.values_list("first_name", "revision").get() == ("Amina", person.revision + 1)


def test_an_update_of_many_rows_counts_as_a_save_of_each():
    opened = PlaceFactory.create_batch(2)

    Place.objects.update(local_name=F("name"))

    assert set(Place.objects.values_list("revision", flat=True)) == {2}
    for place in opened:
        with pytest.raises(StaleRevision):
            place.save()


def test_rows_written_together_count_their_save_and_can_be_saved_again():
    places = PlaceFactory.create_batch(2)
    opened = Place.objects.get(pk=places[0].pk)
    for place in places:
        place.local_name = "اسلام‌قلعه"

    number = Place.objects.bulk_update(places, ["local_name"])
    places[0].save()

    assert number == 2
    assert list(Place.objects.order_by("pk").values_list("local_name", "revision")) == [
        ("اسلام‌قلعه", 3),
        ("اسلام‌قلعه", 2),
    ]
    with pytest.raises(StaleRevision):
        opened.save()


def test_of_rows_written_together_none_is_stored_when_one_moved_on():
    first, second = PlaceFactory.create_batch(2, local_name="")
    Place.objects.filter(pk=second.pk).update(local_name="theirs")
    first.local_name = second.local_name = "mine"

    with pytest.raises(StaleRevision) as refused:
        Place.objects.bulk_update([first, second], ["local_name"])

    assert refused.value.record == second
    assert list(Place.objects.order_by("pk").values_list("local_name", "revision")) == [("", 1), ("theirs", 2)]
    assert first.revision == 1


def test_a_row_deleted_meanwhile_is_not_written_with_others():
    place = PlaceFactory()
    Place.objects.all().delete()

    with pytest.raises(StaleRevision):
        Place.objects.bulk_update([place], ["local_name"])


def test_rows_made_together_are_at_their_first_revision():
    Publisher.objects.bulk_create([Publisher(name="Reuters", kind="agency")])

    assert Publisher.objects.get().revision == 1


def test_rows_are_not_written_over_by_making_them_anew():
    with pytest.raises(ValueError, match="read them, then bulk_update"):
        Publisher.objects.bulk_create(
            [Publisher(name="Reuters", kind="agency")],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["kind"],
        )


def test_a_row_locked_for_a_change_counts_its_save():
    round_ = RoundFactory()
    locked = Round.objects.select_for_update().get()

    locked.save()

    with pytest.raises(StaleRevision):
        round_.save()
