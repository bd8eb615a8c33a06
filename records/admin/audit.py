"""The page on which reviewers read the audit: who did what, as far as they may see the records it is about."""

import uuid
from datetime import UTC, datetime, time, timedelta

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth import get_permission_codename, get_user_model
from django.core.paginator import Paginator
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.asking import Asking
from records.admin.options import OnlyShown
from records.audit.entries import ACCOUNT_APPS
from records.audit.receivers import audited_models
from records.levels import AFTER_EVERY_EMBARGO, Level, clearance_of
from records.models import AuditEntry

# How many entries can be leafed through; a period leads to the rest. To count a million takes longer than to show fifty.
MOST = 10_000
NOBODY = "nobody"
# What anyone may read of the facts who may read the entry. Numbers could tell of records that are hidden from them.
TOLD_TO_ALL = ("level", "shown_level", "clearance", "roles", "format", "filters", "account", "step")
LABELS = {
    "level": _("level"),
    "shown_level": _("level in effect"),
    "clearance": _("clearance"),
    "roles": _("roles"),
    "format": _("format"),
    "filters": _("filters"),
    "account": _("of the account"),
    "step": _("at the"),
    "embargo_until": _("embargo until"),
    "shown_from": _("shown from"),
    "dependants": _("records that moved along"),
    "added": _("added"),
    "removed": _("removed"),
    "rows": _("rows"),
    "keys": _("SHA-256 of the keys"),
    "name": _("digest of the name typed"),
    "number": _("number before"),
    "hash": _("hash before"),
}
LEVELS = {"level", "shown_level", "clearance"}


class CountedSoFar(Paginator):
    """Pages of the first rows of a queryset: `count` stops at MOST."""

    @cached_property
    def count(self):
        return self.object_list.values("pk")[:MOST].count()


class PersonFilter(admin.SimpleListFilter):
    """By the account that did it."""

    title, parameter_name = _("person"), "person"

    def lookups(self, request, model_admin):
        accounts = get_user_model().objects.order_by("username").values_list("pk", "username")
        return [(NOBODY, _("nobody: a command or a visitor")), *((str(key), name) for key, name in accounts)]

    def queryset(self, request, queryset):
        if self.value() == NOBODY:
            return queryset.filter(person__isnull=True)
        return queryset.filter(person=self.value()) if self.is_offered() else queryset

    def is_offered(self):
        return self.value() in {key for key, _name in self.lookup_choices}


class KindFilter(admin.SimpleListFilter):
    """By what it was done to."""

    title, parameter_name = _("kind"), "kind"

    def lookups(self, request, model_admin):
        return sorted((model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in audited_models())

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class PeriodFilter(admin.SimpleListFilter):
    """From one day to another, both included, in UTC."""

    title, parameter_name = _("period (UTC)"), "since"
    template = "admin/audit/period.html"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.until = (params.pop("until", None) or [""])[-1]
        self.since = self.value() or ""
        # What else the address asks for goes along.
        self.others = [(name, value) for name, value in request.GET.items() if name not in ("since", "until", "p")]

    def lookups(self, request, model_admin):
        return [("", "")]

    def has_output(self):
        return True

    def queryset(self, request, queryset):
        for name, typed in (("since", self.since), ("until", self.until)):
            if typed and day_in(typed) is None:
                sentence = gettext("“%s” is not a day. Write it like 2021-07-08.")
                messages.warning(request, sentence % typed[:20], fail_silently=True)
                return queryset.none()
            if typed and name == "since":
                queryset = queryset.filter(at__gte=start_of(day_in(typed)))
            elif typed:
                queryset = queryset.filter(at__lt=start_of(day_in(typed)) + timedelta(days=1))
        return queryset


def day_in(text):
    """The date that `text` (“2021-07-08”) names; None if it names none that a day can be added to."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and day.year < 9999 else None


def start_of(day):
    return datetime.combine(day, time.min, UTC)


@admin.register(AuditEntry)
class AuditEntryAdmin(OnlyShown, Asking, admin.ModelAdmin):
    """A list to read, without pages of single entries: nothing here is added, changed or deleted."""

    list_filter = ("action", PersonFilter, KindFilter, PeriodFilter)
    # Any name will do: it is the box that is wanted, and it takes a public id.
    search_fields = ("record",)
    search_help_text = _("The public id of a record, for all that was done to it.")
    sortable_by = ()
    actions = None
    list_display_links = None
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CountedSoFar
    change_list_template = "admin/audit/change_list.html"

    def get_urls(self):
        # Only the list: the address of a single entry would tell how many stand before it.
        return super().get_urls()[:1]

    def offered_lookups(self, request):
        return super().offered_lookups(request) | {"until"}

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user, AFTER_EVERY_EMBARGO)

    def get_list_display(self, request):
        columns = ("moment", "who", "done", what_beside(unnamed_kinds(request.user)), "named_fields")
        if clearance_of(request.user) == max(Level):
            # The gaps between numbers would tell others of entries that are hidden from them.
            return ("number", *columns, "all_facts", "short_hash")
        return (*columns, "open_facts")

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        try:
            found = queryset.filter(record=uuid.UUID(search_term))
            return found.exclude(kind__in=unnamed_kinds(request.user)), False
        except ValueError:
            messages.warning(request, gettext("Search for the whole public id of a record."), fail_silently=True)
            return queryset.none(), False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": gettext("Audit"), "most": MOST, **(extra_context or {})})

    @admin.display(description=_("when (UTC)"))
    def moment(self, entry):
        return f"{entry.at:%Y-%m-%d %H:%M:%S}"

    @admin.display(description=_("person"), empty_value="–")
    def who(self, entry):
        return entry.person_name or None

    @admin.display(description=_("action"))
    def done(self, entry):
        return entry.get_action_display()

    @admin.display(description=_("fields"))
    def named_fields(self, entry):
        return entry.fields

    @admin.display(description=_("besides"))
    def all_facts(self, entry):
        return told(entry.told)

    @admin.display(description=_("besides"))
    def open_facts(self, entry):
        return told({name: fact for name, fact in entry.told.items() if name in TOLD_TO_ALL})

    @admin.display(description=_("hash"))
    def short_hash(self, entry):
        return entry.hash[:12]


def unnamed_kinds(reader):
    """The kinds of which `reader` learns what was done and not to which: those without a level that they may not open."""
    return {
        model._meta.label_lower
        for model in audited_models()
        if not hasattr(model._default_manager, "visible_to")
        and model._meta.app_label not in ACCOUNT_APPS
        and not issubclass(model, get_user_model())
        and not reader.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}")
    }


def what_beside(unnamed):
    """The column that says what something was done to; of the kinds in `unnamed`, the kind alone."""

    @admin.display(description=_("what"))
    def what(entry):
        parts = [name_of(entry.kind)]
        if entry.record_kind and entry.record_kind != entry.kind:
            parts += [gettext("of"), name_of(entry.record_kind)]
        number = f"({entry.key})" if entry.key and not entry.record else ""
        named = [] if entry.kind in unnamed else [entry.record, number]
        return " ".join(map(str, filter(None, [*parts, *named])))

    return what


def name_of(kind):
    """The name of the model called `kind` ("talks.round"); `kind` itself when the code knows it no longer."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def told(facts):
    """The facts of an entry as one line."""
    return "; ".join(f"{LABELS.get(name, name)}: {worded(name, fact)}" for name, fact in facts.items())


def worded(name, fact):
    """One fact in words: a list is a move from one value to another, or several values."""
    values = fact if isinstance(fact, list) else [fact]
    if name in LEVELS:
        values = [Level(value).label if value in Level.values else "–" for value in values]
    joined = " → " if name in LEVELS or name in ("embargo_until", "shown_from") else ", "
    return joined.join("–" if value is None else str(value) for value in values)
