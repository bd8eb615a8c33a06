"""Every address of the site, walked from the URLconf, with the ids of rows filled in."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver, reverse

from briefs.models import Brief, Edition, EditionOrder
from events.models import Event
from records.models import Record, User
from statements.models import Commitment, Version
from talks.models import Process
from tracking.codebook import VERSIONS


@dataclass(frozen=True)
class Place:
    """One pattern of the URLconf. `name` is what `reverse` takes, or the pattern itself where it has no name."""

    name: str
    pattern: str
    view: object
    is_named: bool
    takes_values: bool


def places(resolver=None, namespaces=(), before="", takes_values=False):
    """Yield the Place of every pattern, however deep."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern, takes = before + str(entry.pattern), takes_values or bool(entry.pattern.regex.groups)
        if not isinstance(entry, URLPattern):
            deeper = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from places(entry, deeper, pattern, takes)
            continue
        name = ":".join([*namespaces, entry.name]) if entry.name else pattern
        yield Place(name, pattern, getattr(entry.callback, "view_class", entry.callback), bool(entry.name), takes)


PAGES = (
    *("changelist", "add", "change", "delete", "history", "simple_history"),
    *("upload", "proofread", "page", "ocr", "points", "document"),
    *("workbench", "workbench_take_back", "workbench_undo"),
    *("correct", "settle", "restore", "compare", "lowering"),
    *("merge", "takeback", "csl", "progress", "faults"),
    "decide",
    *("code", "outcome", "codes"),
)
# Pages of a page of a document, by its number.
OF_A_PAGE = ("page", "ocr")


@cache
def admin_pages():
    """{name of a URL: (model, kind of page)} of the pages that the admin has for each model."""
    return {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}": (model, page)
        for model in admin.site._registry
        for page in PAGES
    }


def filled(place, rows):
    """The addresses of `place` for `rows`, {model: [row]}; None when nobody has said here what its values are."""
    if not place.takes_values:
        return [reverse(place.name)] if place.is_named else []
    if place.name in FILLED_BY_HAND:
        return FILLED_BY_HAND[place.name](rows)
    if place.name in (pages := admin_pages()):
        model, page = pages[place.name]
        return [address for row in rows.get(model, []) for address in pages_of(row, page)]
    if place.pattern.endswith("<uuid:public_id>/"):
        return [reverse(place.name, args=[row.public_id]) for row in rows[place.view.model]]
    if not place.is_named and place.pattern.startswith("admin/"):
        # The admin's own last resorts: a row without a page named, and anything else.
        return []
    return None


def pages_of(row, page):
    """The addresses of one kind of admin page for `row`: one, or one for each of its historical rows."""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"
    if page == "compare":
        return [reverse(name, args=[row.pk, row.pk])]
    if page in OF_A_PAGE:
        return [reverse(name, args=[row.pk, 1])]
    if page not in ("simple_history", "restore"):
        return [reverse(name, args=[row.pk])]
    return [reverse(name, args=[row.pk, key]) for key in past_of(row)]


def past_of(row):
    """The keys of the historical rows of `row`; one that there is not for what has no history."""
    if not hasattr(type(row), "history"):
        return [1]
    return type(row).history.filter(id=row.pk).order_by("history_id").values_list("history_id", flat=True)


def of_editions(name):
    return lambda rows: [reverse(name, args=[row.brief.public_id, row.number]) for row in rows.get(Edition, [])]


def of_orders(name):
    """The addresses of a page of each order for an edition of a brief."""
    return lambda rows: [
        reverse(name, args=[row.public_id, order.public_id])
        for row in rows.get(Brief, [])
        for order in EditionOrder.objects.filter(brief=row)
    ]


def compared_editions(rows):
    """The addresses on which the editions of a brief are compared, each with itself and with the one before in `rows`."""
    found = rows.get(Edition, [])
    pairs = [(row, row) for row in found]
    pairs += [(old, new) for old, new in pairwise(found) if old.brief_id == new.brief_id]
    return [reverse("briefs:compare", args=[old.brief.public_id, old.number, new.number]) for old, new in pairs]


def choices_of_editions(rows):
    return [reverse("briefs:compare-choose", args=[row.public_id]) for row in rows.get(Brief, [])]


def of_versions(name, *rest):
    """The addresses of a page of the workbench, for each version."""
    return lambda rows: [
        reverse(f"admin:statements_version_{name}", args=[row.pk, *rest]) for row in rows.get(Version, [])
    ]


def of_commitments_on_the_workbench(rows):
    return [
        reverse("admin:statements_version_workbench_change", args=[version.pk, "commitment", row.pk])
        for version in rows.get(Version, [])
        for row in rows.get(Commitment, [])
        if row.clause.statement_id == version.statement_id
    ]


def beside_each_other(rows):
    return [
        reverse("admin:statements_version_workbench_beside", args=[row.pk, other.pk])
        for row in rows.get(Version, [])
        for other in rows.get(Version, [])
        if row.statement_id == other.statement_id
    ]


def of_every_record(rows):
    return [
        reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(model).pk, row.pk])
        for model, some in rows.items()
        if issubclass(model, Record)
        for row in some
    ]


def of_codebooks(name):
    """The addresses of a page of each version of the codebook."""
    return lambda rows: [reverse(name, args=[version.name]) for version in VERSIONS]


def compared_with_itself(rows):
    """The addresses on which a version is compared with itself: its words alone."""
    return [
        f"{reverse('statements:compare', args=[row.statement.public_id])}?old={row.public_id}&new={row.public_id}"
        for row in rows.get(Version, [])
    ]


def calendars(rows):
    return [reverse("tracking:process-deadline-calendar", args=[row.public_id]) for row in rows.get(Process, [])]


def waiting_for(side, model):
    """The addresses on which suggestions of each row of `model` are decided."""
    name = f"admin:tracking_evidence_for_{side}"
    return lambda rows: [reverse(name, args=[row.pk]) for row in rows.get(model, [])]


FILLED_BY_HAND = {
    "tracking:process-deadline-calendar": calendars,
    "tracking:codebook-version": of_codebooks("tracking:codebook-version"),
    "tracking:codebook-json": of_codebooks("tracking:codebook-json"),
    "tracking:codebook-csv": of_codebooks("tracking:codebook-csv"),
    "admin:tracking_evidence_for_commitment": waiting_for("commitment", Commitment),
    "admin:tracking_evidence_for_event": waiting_for("event", Event),
    "statements:compare": compared_with_itself,
    "briefs:edition-detail": of_editions("briefs:edition-detail"),
    "briefs:edition-file": of_editions("briefs:edition-file"),
    "briefs:order-edition": lambda rows: [
        reverse("briefs:order-edition", args=[row.public_id]) for row in rows.get(Brief, [])
    ],
    "briefs:order-detail": of_orders("briefs:order-detail"),
    "briefs:order-progress": of_orders("briefs:order-progress"),
    "briefs:edition-content": of_editions("briefs:edition-content"),
    "briefs:withdraw": of_editions("briefs:withdraw"),
    "briefs:compare": compared_editions,
    "briefs:compare-choose": choices_of_editions,
    "admin:view_on_site": of_every_record,
    "admin:statements_version_workbench_new": of_versions("workbench_new", "commitment"),
    "admin:statements_version_workbench_change": of_commitments_on_the_workbench,
    "admin:statements_version_workbench_beside": beside_each_other,
    "admin:statements_version_workbench_find": of_versions("workbench_find", "obligors"),
    # Nobody here has a passkey of this number.
    "mfa_remove_webauthn": lambda rows: [reverse("mfa_remove_webauthn", args=[70_000_000])],
    "mfa_edit_webauthn": lambda rows: [reverse("mfa_edit_webauthn", args=[70_000_000])],
    "admin:app_list": lambda rows: [
        reverse("admin:app_list", args=[room]) for room in sorted({model._meta.app_label for model in rows})
    ],
    "admin:auth_user_password_change": lambda rows: [
        reverse("admin:auth_user_password_change", args=[row.pk]) for row in rows.get(User, [])
    ],
}
