"""What can be asked of lists beside following their links: words, pages, files, orders, popups, things found by typing."""

from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.db.models import ForeignKey, ManyToManyField
from django.urls import reverse

from records.admin.revision import signed_revision
from records.models import Kept
from records.word_search.field import search_key_fields
from statements.models import Version
from tests.security import tokens

READING_LISTS = (
    "talks:process-list",
    "talks:round-list",
    "statements:statement-list",
    "tracking:commitment-list",
    "tracking:deadline-list",
    "events:event-list",
    "briefs:brief-list",
)
# What all words of a kind begin with: one search finds each of those that are hidden from someone.
STARTS = [f"zqx{kind}" for kind in (tokens.RESTRICTED, tokens.CONFIDENTIAL, tokens.EMBARGOED)]


# Fields that the index of words is made of, as signs name them.
INDEXED = [
    f"{model._meta.label}.{name}"
    for model in apps.get_models()
    for field in search_key_fields(model)
    for name in field.of
]


def indexed_words(ledger):
    """The signs in `ledger` of words by which a record can be found."""
    return [sign for sign in ledger.words if sign.where.startswith(tuple(INDEXED)) and not sign.is_past]


def searches(ledger):
    """The addresses that ask the search page for each word that is hidden from someone."""
    hidden = [sign.text for sign in indexed_words(ledger) if sign.kind in tokens.HIDDEN]
    return [f"{reverse('search')}?q={word}" for word in hidden]


def on_the_workbench(corpus):
    """The addresses by which the workbench asks for its forms on selected words, and for parties and commitments by name."""
    found = []
    for version in corpus.few[Version]:
        version.refresh_from_db()
        asked = {"start": 0, "end": len(version.text.split()[0]), "page_revision": signed_revision(version), "since": 0}
        for kind in ("commitment", "point", "words", "dispute"):
            address = reverse("admin:statements_version_workbench_new", args=[version.pk, kind])
            found.append(f"{address}?{urlencode(asked)}")
        for kind in ("obligors", "beneficiaries", "repeats"):
            address = reverse("admin:statements_version_workbench_find", args=[version.pk, kind])
            found += [f"{address}?q={start}" for start in STARTS]
    return found


def questions(reader):
    """The addresses that ask them, for `reader`."""
    found = []
    for name in READING_LISTS:
        address = reverse(name)
        found += [f"{address}?format=csv", f"{address}?page=2"]
        found += [f"{address}?q={start}" for start in STARTS] + [f"{address}?q={start}&format=csv" for start in STARTS]
    return found + (admin_questions() if reader.enters_record else [])


def admin_questions():
    found = []
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        found += [f"{address}?q={start}" for start in STARTS]
        found += [f"{address}?_popup=1", f"{address}?p=2"]
    for model, field in links_found_by_typing():
        asked = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field.name}"
        found += [f"{reverse('admin:autocomplete')}?{asked}&term={start}" for start in ("", *STARTS)]
    return found


def links_found_by_typing():
    """Pairs (model, link) of every link from a kept row to something that has a page in the admin; one for each model."""
    seen = set()
    for model in admin.site._registry:
        for row in (model, *(inline.model for inline in admin.site._registry[model].inlines)):
            for field in (*row._meta.fields, *row._meta.many_to_many):
                is_link = (
                    isinstance(field, (ForeignKey, ManyToManyField)) and field.related_model in admin.site._registry
                )
                if is_link and (row, field.related_model) not in seen and issubclass(field.related_model, Kept):
                    seen.add((row, field.related_model))
                    yield row, field
