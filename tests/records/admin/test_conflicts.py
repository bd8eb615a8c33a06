"""Two editors on one record: nobody's change and nobody's typing is lost."""

import pytest
from django.urls import reverse

from records.admin.revision import signed_revision
from records.models import Source
from tests.factories.records import EditorFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(client, editor, db):
    """The browser of a second editor."""
    from django.test import Client

    browser = Client()
    browser.force_login(EditorFactory(username="basir"))
    return browser


def sent(page):
    """What a browser would send back of the forms on `page`: the change form's own boxes and those of its rows."""
    context = page.context
    forms = [context["adminform"].form]
    data = {}
    for rows in context["inline_admin_formsets"]:
        forms += [rows.formset.management_form, *rows.formset.forms]
    for form in forms:
        for box in form:
            value = box.field.prepare_value(box.value())
            shown = box.field.widget.format_value(value) if hasattr(box.field.widget, "format_value") else value
            if shown is not None:
                data[box.html_name] = shown
    return data


def change(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def fields_of(source, **changed):
    return {
        "title": source.title,
        "kind": source.kind,
        "publisher": source.publisher_id,
        "language": "en",
        "level": source.level,
        "opened_revision": signed_revision(source),
        **changed,
    }


def test_second_editor_is_told_and_nothing_is_saved(admin_client, other):
    source = SourceFactory(title="Round-up of the day")
    other.post(change(source), fields_of(source, title="Round-up of 8 July"))

    response = admin_client.post(change(source), fields_of(source, title="Wire round-up of the day"))

    assert response.status_code == 409
    page = response.content.decode()
    assert "basir" in page
    assert "8 July" in page
    assert 'value="Wire round-up of the day"' in page
    assert Source.objects.get().title == "Round-up of 8 July"


def test_editor_who_says_no_revision_gets_an_error(admin_client):
    source = SourceFactory(title="Round-up")

    response = admin_client.post(change(source), fields_of(source, title="Other", opened_revision=""))

    assert response.status_code == 200
    assert "does not say which revision" in response.content.decode()
    assert Source.objects.get().title == "Round-up"


def test_save_moves_the_revision_and_says_who(admin_client, editor):
    source = SourceFactory(title="Round-up")

    response = admin_client.post(change(source), fields_of(source, title="Other"))

    assert response.status_code == 302
    stored = Source.objects.get()
    assert (stored.title, stored.revision, stored.changed_by) == ("Other", 2, editor)
