"""Whatever can be changed in the admin is guarded against lost edits: every page, every kind of row on it, every deletion."""

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.forms.models import InlineForeignKeyField
from django.test import Client

from records.admin.revision import RevisionField
from records.models import Guarded, User
from tests.factories import briefs, events, records, statements, talks, tracking
from tests.factories.records import EditorFactory, UserFactory
from tests.factories.statements import CommitmentFactory, PassageFactory
from tests.records.admin.pages import address, opened, sent

FACTORIES = {
    made._meta.model: made
    for room in (records, talks, statements, events, tracking, briefs)
    for made in vars(room).values()
    if isinstance(made, type) and made.__module__ == room.__name__
} | {User: UserFactory}
# Their pages only tell: editions never change, an import moves on by itself (its buttons: test_imports.py), and what is asked
# for is decided in the list.
READ_ONLY = {"briefs.Edition", "records.ImportRun", "records.Lowering", "records.AuditEntry"}
PAGES = sorted(
    (model for model in admin.site._registry if model._meta.label not in READ_ONLY), key=lambda m: m._meta.label
)
ROWS = [(model, rows) for model in PAGES for rows in admin.site._registry[model].inlines]

pytestmark = pytest.mark.django_db


def passage_of_a_commitment():
    commitment = CommitmentFactory()
    PassageFactory(commitment=commitment, clause=commitment.clause)
    return commitment


# Where a row needs more than its parent.
MAKES = {
    "CommitmentPassageRows": passage_of_a_commitment,
    "VersionPassageRows": lambda: PassageFactory().version,
}


def record_with_a_row(model, rows):
    """A stored `model` with one row of the inline class `rows`."""
    if make := MAKES.get(rows.__name__):
        return make()
    link = rows.fk_name or next(field.name for field in rows.model._meta.fields if field.related_model is model)
    return getattr(FACTORIES[rows.model](**{link: FACTORIES[model]()}), link)


def another(field, value):
    """A value to send instead of the initial `value` of a form field, and yet another; None where none is known."""
    if field.disabled or isinstance(field, (RevisionField, InlineForeignKeyField)):
        return None
    if isinstance(field, forms.BooleanField):
        return [""] * 2 if value else ["on"] * 2
    if isinstance(field, forms.ModelMultipleChoiceField):
        return None
    if isinstance(field, forms.ModelChoiceField):
        return [str(FACTORIES[field.queryset.model]().pk) for _ in range(2)]
    if isinstance(field, forms.ChoiceField):
        others = [str(key) for key, _label in field.choices if key not in ("", value) and isinstance(key, (str, int))]
        return [*others, *others][:2] or None
    if isinstance(field, forms.IntegerField):
        return [str((value or 0) + 1), str((value or 0) + 2)]
    if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput):
        return [f"{value or ''}x", f"{value or ''}y"]
    return None


def stored(*models):
    """Everything that is stored of `models`, many-to-many values included."""
    return {
        (model, row.pk): (
            {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields},
            {
                many.name: sorted(getattr(row, many.name).values_list("pk", flat=True))
                for many in model._meta.many_to_many
            },
        )
        for model in models
        for row in model._base_manager.all()
    }


def change_by_another(record, form_on):
    """Save, as a second editor, the first field of a form on the page of `record` that takes another value.

    `form_on(page)` finds the form on the page. Returns what the first editor, who opened the page before, would send.
    """
    mine, theirs = (browser_of(name) for name in ("amina", "basir"))
    page = opened(mine, record)
    form = form_on(page)
    # Texts first: another choice may make it a thing that nobody changes.
    for name, field in sorted(form.fields.items(), key=lambda pair: isinstance(pair[1], forms.ChoiceField)):
        values = another(field, form.initial.get(name, field.initial))
        if not values or name == "DELETE":
            continue
        box = form.add_prefix(name)
        answer = theirs.post(address("change", record), {**sent(opened(theirs, record)), box: values[0]})
        if answer.status_code == 302:
            return mine, {**sent(page), box: values[1]}
    pytest.fail(f"No field of {type(form).__name__} takes another value: teach `another` one.")


def browser_of(name):
    browser = Client()
    browser.force_login(EditorFactory(username=name))
    return browser


def form_of_the_page(page):
    return page.context["adminform"].form


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_a_page_opened_before_another_save_is_refused(model):
    record = FACTORIES[model]()
    mine, typed = change_by_another(record, form_of_the_page)
    before = stored(model)

    response = mine.post(address("change", record), typed)

    assert response.status_code == 409
    assert response.context["conflict"].is_new
    assert stored(model) == before


@pytest.mark.parametrize(("model", "rows"), ROWS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_row_opened_before_another_save_is_refused(model, rows):
    record = record_with_a_row(model, rows)

    def form_of_the_row(page):
        (formset,) = (one.formset for one in page.context["inline_admin_formsets"] if type(one.opts) is rows)
        return formset.initial_forms[0]

    mine, typed = change_by_another(record, form_of_the_row)
    before = stored(model, rows.model)

    response = mine.post(address("change", record), typed)

    assert response.status_code == 409
    assert stored(model, rows.model) == before


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_a_page_that_does_not_say_what_it_was_opened_on_is_refused(model):
    record = FACTORIES[model]()
    mine, typed = change_by_another(record, form_of_the_page)
    before = stored(model)

    response = mine.post(address("change", record), {**typed, "opened_revision": ""})

    assert "does not say which revision" in str(response.context["errors"])
    assert stored(model) == before


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model._meta.label)
def test_what_was_changed_after_the_question_is_not_deleted(model):
    record = FACTORIES[model]()
    browser = browser_of("cyrus")
    page = browser.get(address("delete", record))
    if page.status_code == 403:
        # Nobody deletes accounts, and nobody what was published.
        return
    asked = {"post": "yes", "opened_revision": page.context["opened_revision"]}
    change_by_another(record, form_of_the_page)

    response = browser.post(address("delete", record), asked)

    assert response.status_code == 409
    assert type(record)._base_manager.filter(pk=record.pk).exists()


@pytest.mark.parametrize("label", sorted(READ_ONLY))
def test_what_only_tells_has_nothing_to_save(label, rf):
    model_admin = admin.site._registry[apps.get_model(label)]
    request = rf.get("/")
    request.user = EditorFactory()

    assert not model_admin.has_change_permission(request)
    assert not model_admin.has_delete_permission(request)


def test_every_kind_of_page_and_row_counts_its_saves_or_is_counted_by_its_page():
    pages = [model for model in PAGES if not issubclass(model, Guarded)]
    rows = [
        rows.model for model, rows in ROWS if not issubclass(rows.model, Guarded) and not issubclass(model, Guarded)
    ]

    assert (pages, rows) == ([], [])
