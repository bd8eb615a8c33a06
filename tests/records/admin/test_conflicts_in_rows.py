"""Two editors on the rows of one page: each row is guarded, by itself or with its record."""

import pytest
from django.forms import modelform_factory

from records.admin.forms import RecordRowForm
from records.admin.revision import signed_revision
from talks.models import Naming, Participation, Person
from tests.factories.statements import PassageFactory
from tests.factories.talks import (
    NamingFactory,
    ParticipationFactory,
    PersonFactory,
    PersonNameFactory,
    RoundFactory,
)
from tests.records.admin.pages import address, differences, opened, sent, with_row

pytestmark = pytest.mark.django_db


def test_a_changed_detail_moves_its_record_on(admin_client, other):
    person = PersonNameFactory(name="Yunus Qanuni").person
    page, theirs = opened(admin_client, person), opened(other, person)
    other.post(address("change", person), sent(theirs, names__0__name="Yunus Qanooni"))

    response = admin_client.post(address("change", person), sent(page, names__0__name="Younus Qanuni"))

    assert response.status_code == 409
    assert Person.objects.get().revision == 2
    assert differences(response) == [("Name", True, True, "")]
    assert response.context["conflict"].places[0].differences[0].opened == "Yunus Qanuni"
    assert person.names.get().name == "Yunus Qanooni"


def test_a_conflict_over_a_detail_is_resolved(admin_client, other):
    person = PersonNameFactory(name="Yunus Qanuni").person
    page, theirs = opened(admin_client, person), opened(other, person)
    other.post(address("change", person), sent(theirs, names__0__name="Yunus Qanooni"))
    conflict = admin_client.post(address("change", person), sent(page, names__0__name="Younus Qanuni"))
    choices = {"names-0-keep-name": "mine", "conflict-shown": "1", "conflict-seen": "1"}

    response = admin_client.post(address("change", person), {**sent(conflict), **choices})

    assert response.status_code == 302
    assert person.names.get().name == "Younus Qanuni"


def test_rows_of_a_round_are_guarded_one_by_one(admin_client, other):
    round_ = RoundFactory(name="Tehran meeting")
    first, second = ParticipationFactory.create_batch(2, round=round_)
    page, theirs = opened(admin_client, round_), opened(other, round_)
    other.post(address("change", round_), sent(theirs, participations__0__named_as_written="politicians"))

    same = admin_client.post(address("change", round_), sent(page, participations__0__named_as_written="government"))
    elsewhere = admin_client.post(
        address("change", round_),
        {
            **sent(page, participations__1__named_as_written="Taliban"),
            "participations-0-opened_revision": signed_revision(Participation.objects.get(pk=first.pk)),
            "participations-0-named_as_written": "politicians",
        },
    )

    assert same.status_code == 409
    assert same.context["conflict"].places[0].label == "Participation 1"
    assert elsewhere.status_code == 302
    assert Participation.objects.get(pk=first.pk).named_as_written == "politicians"
    assert Participation.objects.get(pk=second.pk).named_as_written == "Taliban"


def test_a_row_without_its_revision_is_an_error(admin_client):
    participation = ParticipationFactory()
    page = opened(admin_client, participation.round)
    data = sent(page, participations__0__named_as_written="politicians", participations__0__opened_revision="")

    response = admin_client.post(address("change", participation.round), data)

    assert response.status_code == 200
    assert "does not say which revision" in response.content.decode()
    assert Participation.objects.get().named_as_written == ""


def test_saving_the_page_and_its_rows_together_is_no_conflict(admin_client):
    round_ = ParticipationFactory(round__level=0).round
    page = opened(admin_client, round_)

    # The level of the round moves the rows on, within the same save.
    response = admin_client.post(
        address("change", round_), sent(page, level="1", participations__0__named_as_written="politicians")
    )

    assert response.status_code == 302
    stored = Participation.objects.get()
    assert (stored.named_as_written, stored.shown_level) == ("politicians", 1)


def test_rows_added_meanwhile_are_named_and_stay(admin_client, other):
    naming = NamingFactory(named="Afghan politicians")
    round_ = naming.round
    page, theirs = opened(admin_client, round_), opened(other, round_)
    row = {"party": naming.party_id, "named": "government delegation", "source": naming.source_id}
    other.post(address("change", round_), with_row(sent(theirs), "namings", **row))

    response = admin_client.post(address("change", round_), sent(page, agenda="Peace"))

    assert response.status_code == 409
    assert [str(row) for _kind, row in response.context["conflict"].added] == [
        str(Naming.objects.get(named="government delegation"))
    ]


def test_delegates_that_another_editor_added_are_not_taken_away(admin_client, other):
    participation = ParticipationFactory()
    delegate = PersonFactory(name="Delegate of theirs")
    page, theirs = opened(admin_client, participation.round), opened(other, participation.round)
    other.post(
        address("change", participation.round), {**sent(theirs), "participations-0-delegates": [str(delegate.pk)]}
    )

    response = admin_client.post(
        address("change", participation.round), sent(page, participations__0__named_as_written="politicians")
    )

    assert response.status_code == 409
    assert ("Delegates", True, False, "theirs") in differences(response)
    assert list(participation.delegates.all()) == [delegate]


def test_marking_a_passage_does_not_lose_text_typed_meanwhile(admin_client):
    passage = PassageFactory()
    version = passage.version
    page = opened(admin_client, version)

    response = admin_client.post(address("change", version), sent(page, text="Another text altogether."))

    assert response.status_code == 200
    assert "Enter the correction as a new version." in response.content.decode()
    assert "Another text altogether." in response.content.decode()


def test_a_detail_sent_without_a_revision_is_compared_with_what_is_stored(admin_client):
    person = PersonNameFactory(name="Yunus Qanuni").person
    page = opened(admin_client, person)

    response = admin_client.post(
        address("change", person), sent(page, names__0__name="Younus Qanuni", opened_revision="")
    )

    assert response.status_code == 200
    assert differences(response) == [("Name", True, True, "")]
    assert response.context["conflict"].places[0].differences[0].opened is None


def test_row_without_a_level_of_its_own_leaves_it_to_the_record():
    form = modelform_factory(Participation, form=RecordRowForm, fields=["role"])

    assert "level" not in form().fields
