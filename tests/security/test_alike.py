"""Hidden and absent are answered alike: the same status, the same bytes, as many queries."""

import pytest
from django.contrib import admin
from django.db.models import ForeignKey, ManyToManyField
from django.urls import reverse

from briefs.models import Brief, Edition
from records.models import Record
from statements.models import Statement
from talks.models import Party, Process, Round
from tests.security.addresses import filled, places
from tests.security.alike import ABSENT_ID, ABSENT_KEY, asking, differences, never_was, observed
from tests.security.questions import READING_LISTS
from tests.security.readers import ANYONE

OF_EDITIONS = {
    f"briefs:{name}" for name in ("edition-detail", "edition-file", "edition-content", "withdraw", "compare")
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_without_watchers")]


def record_models():
    return [model for model in admin.site._registry if issubclass(model, Record)]


def guessed_addresses(corpus):
    """The addresses of all pages of a hidden row of each model of records."""
    return [
        address
        for place in places()
        for model in record_models()
        if place.takes_values and takes(place, model)
        for address in filled(place, {model: [corpus.hidden(model)]})[:1]
    ]


def takes(place, model):
    """Whether the values of `place` are those of a row of `model`."""
    room, name = model._meta.app_label, model._meta.model_name
    if place.pattern.startswith("admin/"):
        return place.name.startswith(f"admin:{room}_{name}_")
    if place.name in OF_EDITIONS:
        return model is Edition
    if place.name.startswith("briefs:order-"):
        return model is Brief
    return getattr(place.view, "model", None) is model


@pytest.mark.parametrize("name", [ANYONE, "reader restricted", "analyst", "analyst public", "administrator"])
def test_guessed_address_of_a_hidden_record_is_answered_like_one_that_never_was(corpus, people, name):
    pairs = [(address, never_was(address)) for address in guessed_addresses(corpus)]

    assert len(pairs) > 4 * len(record_models())
    assert [pair for pair in pairs if pair[0] == pair[1]] == []
    assert differences(people[name].browser(), pairs) == []


def test_hidden_record_as_a_filter_of_a_reading_list_is_answered_like_one_that_never_was(corpus, people):
    boxes = {"process": Process, "party": Party, "obligor": Party, "beneficiary": Party}
    pairs = [
        asking(page, box, corpus.hidden(model).public_id, ABSENT_ID, **more)
        for page in READING_LISTS
        for box, model in boxes.items()
        for more in ({}, {"format": "csv"})
    ]

    assert differences(people[ANYONE].browser(), pairs) == []


def test_hidden_subject_of_a_brief_is_answered_like_one_that_never_was(corpus, people):
    subjects = {"process": Process, "round": Round, "statement": Statement}
    pairs = [
        asking(page, box, corpus.hidden(model).public_id, ABSENT_ID, as_of="2021-08-01", level=1)
        for page in ("briefs:write", "briefs:preview")
        for box, model in subjects.items()
    ]

    assert differences(people["analyst"].browser(), pairs) == []


def links_of_pages():
    """Triples (model with a page, link, model that it leads to)."""
    for model in record_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if isinstance(field, (ForeignKey, ManyToManyField)) and issubclass(field.related_model, Record):
                yield model, field.name, field.related_model


def page(model, kind):
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}"


def test_new_form_prefilled_with_a_hidden_record_is_like_one_with_what_never_was(corpus, people):
    pairs = [asking(page(model, "add"), link, corpus.hidden(to).pk, ABSENT_KEY) for model, link, to in links_of_pages()]

    assert differences(people["analyst"].browser(), pairs) == []


def test_list_of_the_admin_narrowed_to_a_hidden_record_is_like_one_narrowed_to_what_never_was(corpus, people):
    pairs = [
        asking(page(model, "changelist"), f"{link}__id__exact", corpus.hidden(to).pk, ABSENT_KEY)
        for model, link, to in links_of_pages()
    ]

    assert differences(people["analyst"].browser(), pairs) == []


def test_what_is_found_by_typing_is_narrowed_to_a_hidden_record_as_to_what_never_was(corpus, people):
    pairs = [
        asking("admin:autocomplete", narrowed, corpus.hidden(to).pk, ABSENT_KEY,
               app_label=model._meta.app_label, model_name=model._meta.model_name, field_name=link)
        for model, link, to in links_of_pages()
        for narrowed in ("statement", "clause", link)
    ]  # fmt: skip

    assert differences(people["analyst"].browser(), pairs) == []


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model._meta.label)
def test_lookup_that_a_list_does_not_offer_is_refused_alike_for_hit_and_miss(corpus, people, model):
    browser, name = people["analyst"].browser(), page(model, "changelist")
    text = next(field.name for field in model._meta.fields if field.name not in ("id", "level"))
    spanning = [f"{link}__{end}" for one, link, _to in links_of_pages() if one is model for end in ("pk__gt", "level")]
    lookups = [
        *(f"{text}__{end}" for end in ("startswith", "regex", "gt", "isnull", "in")),
        *("created_by__password__startswith", "history__changed_at__gt", "shown_level__gt", "level__gt", "pk", "q__x"),
        *spanning,
    ]

    answers = {observed(browser, f"{reverse(name)}?{lookup}={value}") for lookup in lookups for value in ("z", "0")}

    assert [answer.status for answer in answers] == [400]


@pytest.mark.parametrize("model", record_models(), ids=lambda model: model._meta.label)
@pytest.mark.parametrize("order", ["99", "-99", "0", "x", "1.99", "1" * 400, "shown_level"])
def test_order_by_a_column_that_is_not_shown_is_refused(corpus, people, model, order):
    response = people["analyst"].browser().get(reverse(page(model, "changelist")), {"o": order})

    assert response.status_code == 400
