"""Two editors on one record: nobody's change and nobody's typing is lost."""

import pytest
from django.db.models.signals import post_init
from django.test import Client

from records.admin.revision import signed_revision
from records.models import Source
from talks.models import Naming, Participation, Person, Place, Round
from tests.factories.records import EditorFactory, SourceFactory
from tests.factories.statements import PassageFactory
from tests.factories.talks import (
    NamingFactory,
    ParticipationFactory,
    PersonFactory,
    PersonNameFactory,
    PlaceFactory,
    RoundFactory,
)
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db):
    """The browser of a second editor."""
    browser = Client()
    browser.force_login(EditorFactory(username="basir"))
    return browser


def opened(browser, record):
    return browser.get(address("change", record))


def differences(response):
    """The fields on which a page of a conflict shows two texts: (label, by them, by you, choice)."""
    return [
        (difference.label, difference.changed_by_them, difference.changed_by_you, difference.choice)
        for place in response.context["conflict"].places
        for difference in place.differences
    ]


def test_second_editor_is_told_who_saved_what_and_sees_both_texts(admin_client, other):
    source = SourceFactory(title="Round-up of the day", authors="Staff")
    page, theirs = opened(admin_client, source), opened(other, source)
    other.post(address("change", source), sent(theirs, title="Round-up of 8 July"))

    response = admin_client.post(address("change", source), sent(page, title="Wire round-up of the day"))

    assert response.status_code == 409
    assert "<strong>basir</strong> saved on" in response.content.decode()
    assert differences(response) == [("Title", True, True, "")]
    (shown,) = response.context["conflict"].places[0].differences
    assert shown.opened == "Round-up of the day"
    assert "".join(words for words, _mark in shown.stored) == "Round-up of 8 July"
    assert [words for words, mark in shown.stored if mark] == ["Round-up ", "8 July"]
    assert 'value="Wire round-up of the day"' in response.content.decode()
    assert Source.objects.get().title == "Round-up of 8 July"


def test_second_editor_keeps_some_fields_and_takes_others(admin_client, other, editor):
    source = SourceFactory(title="Round-up", authors="Staff", kind=Source.Kind.ARTICLE)
    page, theirs = opened(admin_client, source), opened(other, source)
    other.post(address("change", source), sent(theirs, title="Round-up of 8 July", authors="Agencies", kind="report"))
    conflict = admin_client.post(address("change", source), sent(page, title="Wire round-up", authors="Correspondents"))
    choices = {"keep-title": "mine", "keep-authors": "theirs", "keep-kind": "theirs", "conflict-seen": "1"}

    response = admin_client.post(address("change", source), {**sent(conflict), **choices, "conflict-shown": "1"})

    assert response.status_code == 302
    stored = Source.objects.get()
    assert (stored.title, stored.authors, stored.kind) == ("Wire round-up", "Agencies", "report")
    assert (stored.revision, stored.changed_by) == (3, editor)


def test_what_only_they_changed_is_taken_and_what_only_you_changed_is_kept_unless_you_say_otherwise(
    admin_client, other
):
    source = SourceFactory(title="Round-up", authors="Staff")
    page, theirs = opened(admin_client, source), opened(other, source)
    other.post(address("change", source), sent(theirs, authors="Agencies"))

    response = admin_client.post(address("change", source), sent(page, title="Wire round-up"))

    assert differences(response) == [("Title", False, True, "mine"), ("Authors", True, False, "theirs")]


def test_a_choice_is_asked_for_where_both_changed_the_text(admin_client, other):
    source = SourceFactory(title="Round-up")
    page, theirs = opened(admin_client, source), opened(other, source)
    other.post(address("change", source), sent(theirs, title="Round-up of 8 July"))
    conflict = admin_client.post(address("change", source), sent(page, title="Wire round-up"))

    response = admin_client.post(
        address("change", source), {**sent(conflict), "conflict-shown": "1", "conflict-seen": "1"}
    )

    assert response.status_code == 200
    assert "You both changed this: choose which text to keep." in response.content.decode()
    assert 'value="Wire round-up"' in response.content.decode()
    assert Source.objects.get().title == "Round-up of 8 July"


def test_a_conflict_is_not_saved_over_unseen(admin_client, other):
    source = SourceFactory(title="Round-up")
    page, theirs = opened(admin_client, source), opened(other, source)
    other.post(address("change", source), sent(theirs, title="Round-up of 8 July"))
    conflict = admin_client.post(address("change", source), sent(page, title="Wire round-up"))

    response = admin_client.post(
        address("change", source), {**sent(conflict), "keep-title": "mine", "conflict-shown": "1"}
    )

    assert response.status_code == 200
    assert "I have seen what was changed" in str(response.context["errors"])
    assert Source.objects.get().title == "Round-up of 8 July"


def test_choices_and_typing_stay_when_something_else_is_wrong(admin_client, other):
    source = SourceFactory(title="Round-up", authors="Staff")
    page, theirs = opened(admin_client, source), opened(other, source)
    other.post(address("change", source), sent(theirs, authors="Agencies"))
    conflict = admin_client.post(address("change", source), sent(page, authors="Correspondents"))
    choices = {"keep-authors": "theirs", "conflict-shown": "1", "conflict-seen": "1"}

    response = admin_client.post(address("change", source), {**sent(conflict, published_on="31 Feb 2021"), **choices})

    assert response.status_code == 200
    assert ("Authors", True, True, "theirs") in differences(response)
    assert response.context["adminform"].form["authors"].value() == "Correspondents"
    assert response.context["adminform"].form["published_on"].value() == "31 Feb 2021"


def test_a_third_editor_in_between_starts_the_conflict_anew(admin_client, other):
    source = SourceFactory(title="Round-up")
    page, theirs = opened(admin_client, source), opened(other, source)
    other.post(address("change", source), sent(theirs, title="Round-up of 8 July"))
    conflict = admin_client.post(address("change", source), sent(page, title="Wire round-up"))
    other.post(address("change", source), sent(opened(other, source), title="Round-up, corrected"))
    choices = {"keep-title": "mine", "conflict-shown": "1", "conflict-seen": "1"}

    response = admin_client.post(address("change", source), {**sent(conflict), **choices})

    assert response.status_code == 409
    assert len(response.context["conflict"].saves) == 2
    assert Source.objects.get().title == "Round-up, corrected"


@pytest.mark.parametrize("token", ["", "records.source:1:1", "records.source:1:1:forged", "\x00"])
def test_missing_or_made_up_revision_is_an_error(admin_client, token):
    source = SourceFactory(title="Round-up")
    page = opened(admin_client, source)

    response = admin_client.post(address("change", source), sent(page, title="Other", opened_revision=token))

    assert response.status_code == 200
    assert "does not say which revision it was opened on" in response.content.decode()
    assert response.context["conflict"].is_known is False
    assert 'value="Other"' in response.content.decode()
    assert Source.objects.get().title == "Round-up"


def test_revision_of_another_record_is_an_error(admin_client):
    source, another = SourceFactory(title="Round-up"), SourceFactory()
    page = opened(admin_client, source)

    response = admin_client.post(
        address("change", source), sent(page, title="Other", opened_revision=signed_revision(another))
    )

    assert "does not say which revision" in response.content.decode()
    assert Source.objects.get(pk=source.pk).title == "Round-up"


def test_page_of_a_missing_revision_can_be_saved_after_both_texts_were_seen(admin_client):
    source = SourceFactory(title="Round-up")
    page = opened(admin_client, source)
    asked = admin_client.post(address("change", source), sent(page, title="Other", opened_revision=""))
    choices = {"keep-title": "mine", "conflict-shown": "1", "conflict-seen": "1"}

    response = admin_client.post(address("change", source), {**sent(asked), **choices})

    assert response.status_code == 302
    assert Source.objects.get().title == "Other"


def test_someone_who_saves_between_reading_and_writing_is_noticed(admin_client, editor):
    source = SourceFactory(title="Round-up")
    page = opened(admin_client, source)
    waiting = [True]

    def save_in_between(sender, instance, **kwargs):
        if waiting and instance.pk == source.pk:
            waiting.clear()
            Source.objects.filter(pk=source.pk).update(title="Round-up of 8 July")

    post_init.connect(save_in_between, sender=Source)
    try:
        response = admin_client.post(address("change", source), sent(page, title="Wire round-up"))
    finally:
        post_init.disconnect(save_in_between, sender=Source)

    assert response.status_code == 409
    assert differences(response)[0][0] == "Title"
    assert 'value="Wire round-up"' in response.content.decode()
    assert Source.objects.get().title == "Round-up of 8 July"


def test_a_save_that_changes_nothing_leaves_the_revision(admin_client):
    source = SourceFactory()
    page = opened(admin_client, source)

    response = admin_client.post(address("change", source), sent(page))

    assert response.status_code == 302
    assert Source.objects.get().revision == 1
    assert source.history.count() == 1


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


def test_a_row_that_someone_changed_is_not_deleted_unseen(admin_client, other):
    participation = ParticipationFactory()
    round_ = participation.round
    page, theirs = opened(admin_client, round_), opened(other, round_)
    other.post(address("change", round_), sent(theirs, participations__0__named_as_written="politicians"))

    response = admin_client.post(address("change", round_), {**sent(page), "participations-0-DELETE": "on"})

    assert response.status_code == 409
    assert Participation.objects.get().named_as_written == "politicians"


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

    assert "doesn’t exist" in response.content.decode()


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
        # The page reads the record to compare revisions, and again to delete it: then someone saves.
        if len(loads) == 2:
            Place.objects.filter(pk=place.pk).update(name="Islam Qala crossing")

    post_init.connect(save_in_between, sender=Place)
    try:
        response = admin_client.post(address("delete", place), asked, follow=True)
    finally:
        post_init.disconnect(save_in_between, sender=Place)

    assert "Someone else saved this after you opened it" in response.content.decode()
    assert Place.objects.exists()


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
