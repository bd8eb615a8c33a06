"""Every page of the admin, for every kind of record."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import connection
from django.db.models import ForeignKey, ManyToManyField
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.models import Kept
from tests.factories import briefs, events, records, statements, talks, tracking
from tests.records.admin.pages import address

ROOMS = (records, talks, statements, events, tracking, briefs)
FACTORIES = {
    made._meta.model: made
    for room in ROOMS
    for made in vars(room).values()
    if isinstance(made, type) and made.__module__ == room.__name__ and made is not records.EditorFactory
}
KINDS = sorted(
    (model for model in admin.site._registry if issubclass(model, Kept)), key=lambda model: model._meta.label
)

pytestmark = pytest.mark.django_db


def inline_parts(page):
    """Whatever a strict content security policy would refuse on `page`."""
    # What is said to be JSON is data: no browser runs it.
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", page, re.S)
    scripts = [body for body in scripts if body.strip()]
    return [*scripts, *re.findall(r"<style|\sstyle=|\son[a-z]+=\"|href=\"javascript:", page)]


def test_planted_inline_parts_are_found():
    page = '<p style="x">a</p><script>alert(1)</script><a onclick="b">c</a><script src="d.js"></script>'

    found = inline_parts(page)

    assert len(found) == 3


def test_every_record_with_a_page_of_its_own_has_a_factory():
    assert [model for model in KINDS if model not in FACTORIES] == []


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("page", ["changelist", "add", "change", "history", "delete"])
def test_page_opens_without_inline_parts(admin_client, model, page):
    record = FACTORIES[model]()
    target = record if page in ("change", "history", "delete") else model

    response = admin_client.get(address(page, target))

    # Nobody may delete an assessment or enter an edition by hand.
    may_be_refused = page in ("delete", "add") and response.status_code == 403
    assert response.status_code == 200 or may_be_refused
    assert inline_parts(response.content.decode()) == []


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_search_answers(admin_client, model):
    FACTORIES[model]()

    listed = admin_client.get(address("changelist", model), {"q": "a"})

    assert listed.status_code == 200


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model._meta.label)
def test_list_asks_the_same_number_of_queries_however_long(admin_client, model, django_assert_num_queries):
    FACTORIES[model]()
    admin_client.get(address("changelist", model))
    with CaptureQueriesContext(connection) as one:
        admin_client.get(address("changelist", model))
    FACTORIES[model].create_batch(2)

    with django_assert_num_queries(len(one)):
        admin_client.get(address("changelist", model))


# Choices of a few rows that belong to the page, where a short list is quicker than typing; and what is chosen before it opens.
SHORT_LISTS = {"AssessmentAdmin.commitment", "AssessmentAdmin.evidence", "ReportRows.supersedes"}


def links():
    """Every link from the form of a page, or of a row on it, to something that is found by typing."""
    for model, model_admin in admin.site._registry.items():
        if model not in KINDS:
            continue
        for options in (model_admin, *(inline(model, admin.site) for inline in model_admin.inlines)):
            for field in (*options.model._meta.fields, *options.model._meta.many_to_many):
                name = f"{type(options).__name__}.{field.name}"
                if isinstance(field, (ForeignKey, ManyToManyField)) and field.editable and name not in SHORT_LISTS:
                    yield pytest.param(options, field, id=name)


@pytest.mark.parametrize(("options", "field"), list(links()))
def test_link_is_found_by_typing(editor, options, field):
    request = RequestFactory().get("/")
    request.user = editor

    box = options.formfield_for_dbfield(field, request)

    assert isinstance(getattr(box.widget, "widget", box.widget), (AutocompleteSelect, AutocompleteSelectMultiple))


@pytest.mark.parametrize(("options", "field"), list(links()))
def test_autocomplete_of_a_link_answers(admin_client, options, field):
    meta = options.model._meta
    asked = {"app_label": meta.app_label, "model_name": meta.model_name, "field_name": field.name, "term": "a"}

    response = admin_client.get(reverse("admin:autocomplete"), asked)

    assert response.status_code == 200


def test_front_page_follows_the_order_of_the_work(admin_client):
    response = admin_client.get(reverse("admin:index"))

    names = [step["object_name"] for step in response.context["steps"]]
    whole = ["Process", "Round", "Statement", "Commitment", "Event", "Evidence", "Assessment", "Brief"]
    assert names == [name for name in whole if name in names]
    assert {"Process", "Round", "Statement", "Commitment"} <= set(names)
    assert inline_parts(response.content.decode()) == []


def test_login_page_opens_without_inline_parts(client):
    response = client.get(reverse("admin:login"), follow=True)

    assert response.redirect_chain == [("/account/login/?next=%2Fadmin%2F", 302)]
    assert response.status_code == 200
    assert "Parley" in response.content.decode()
    assert inline_parts(response.content.decode()) == []
