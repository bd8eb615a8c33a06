"""Two editors on one record: nobody's change and nobody's typing is lost."""

import pytest
from django import forms
from django.db.models.signals import post_init

from records.admin.differences import in_words
from records.admin.revision import signed_revision
from records.models import Source
from tests.factories.records import SourceFactory
from tests.records.admin.pages import address, differences, opened, sent

pytestmark = pytest.mark.django_db


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


def test_someone_who_saves_after_the_form_was_checked_is_noticed_when_it_is_written(admin_client):
    source = SourceFactory(title="Round-up")
    page = opened(admin_client, source)
    loads = []

    def save_in_between(sender, instance, **kwargs):
        loads.append(instance)
        # The first reading compares revisions, the second is the one that is checked and written.
        if len(loads) == 2:
            Source.objects.filter(pk=source.pk).update(title="Round-up of 8 July")

    post_init.connect(save_in_between, sender=Source)
    try:
        response = admin_client.post(address("change", source), sent(page, title="Wire round-up"))
    finally:
        post_init.disconnect(save_in_between, sender=Source)

    assert response.status_code == 200
    assert "Someone else saved this after you opened it" in str(response.context["errors"])
    assert 'value="Wire round-up"' in response.content.decode()
    assert Source.objects.get().title == "Round-up"


def test_what_is_ticked_is_told_as_yes_and_no():
    assert [in_words(forms.BooleanField(), ticked) for ticked in (True, False)] == ["yes", "no"]
