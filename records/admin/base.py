"""The base of every admin page of kept rows: levels, links to choose from, what to do next."""

import datetime as dt
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.urls import NoReverseMatch
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from records.admin.asking import OF_THE_LIST, Asking
from records.admin.forms import PageForm, ReferenceForm
from records.admin.guarded import GuardedPages
from records.admin.history import HistoryPages
from records.admin.log_lines import LogLines
from records.admin.look_alike_warning import CONFIRMED
from records.admin.lowering import AskPages
from records.admin.next_steps import steps_after
from records.admin.options import KeptOptions, VisibleRelatedFilter, date_column, narrowed
from records.admin.restore_pages import RestorePages
from records.admin.rows import DetailRows, RecordStack, RecordTable
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.models import FromDataset, Record
from records.pages import CountedOnce

__all__ = [
    "DetailRows",
    "KeptAdmin",
    "RecordAdmin",
    "RecordStack",
    "RecordTable",
    "VisibleRelatedFilter",
    "date_column",
    "narrowed",
]

KEPT_OF_IT = ("public_id", "revision", "created_at", "created_by", "changed_at", "changed_by")
# Its releases are named where it is looked up which of them the reader sees (records/origins.py).
KEPT_OF_ITS_ORIGIN = ("dataset", "external_id")


class KeptAdmin(GuardedPages, Asking, LogLines, KeptOptions, RestorePages, HistoryPages, SimpleHistoryAdmin):
    """A page for each row of one kind, and the list of them."""

    form = ReferenceForm
    list_per_page = 50
    save_on_top = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CountedOnce
    # Beside the number of rows found, that of all would be counted for each page.
    show_full_result_count = False

    def get_paginator(self, request, *args, **kwargs):
        pages = super().get_paginator(request, *args, **kwargs)
        if self.model.has_level and request.GET.keys() <= OF_THE_LIST - {SEARCH_VAR}:
            pages.count_rows = partial(self.model.objects.number_visible_to, request.user, AFTER_EVERY_EMBARGO)
        return pages

    def get_ordering(self, request):
        # Said aloud, because a list that counts something would forget the order of its model.
        return self.ordering or self.model._meta.ordering

    def get_actions(self, request):
        """Records are deleted one by one, each on a page that says what goes with it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_view_on_site_url(self, obj=None):
        try:
            return obj.get_absolute_url() if obj is not None else None
        except (AttributeError, NoReverseMatch):
            return None

    def render_change_form(self, request, context, *args, **kwargs):
        forms = [
            context["adminform"].form,
            *(form for rows in context["inline_admin_formsets"] for form in rows.formset),
        ]
        context["look_alikes"] = {str(form.confirmation) for form in forms if getattr(form, "looks_like", ())}
        context["look_alikes_confirmed"] = CONFIRMED in request.POST
        return super().render_change_form(request, context, *args, **kwargs)


class RecordAdmin(AskPages, KeptAdmin):
    """The page of a record: its level, its revision, who entered and changed it, and what to do next."""

    form = PageForm

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(self.kept_of_it if obj else ()))

    @property
    def kept_of_it(self):
        """The fields that tell of the entry, and that nobody fills in."""
        return (*KEPT_OF_IT, *KEPT_OF_ITS_ORIGIN) if issubclass(self.model, FromDataset) else KEPT_OF_IT

    def get_fieldsets(self, request, obj=None):
        sections = [
            (title, {**options, "fields": [name for name in options["fields"] if name not in self.kept_of_it]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        named = str(sections)
        if "'level'" not in named:
            sections.append((_("Who may see this"), {"classes": ["collapse"], "fields": ["level", "embargo_until"]}))
        if obj:
            sections.append((_("About this entry"), {"classes": ["collapse"], "fields": list(self.kept_of_it)}))
        return sections

    def get_fields(self, request, obj=None):
        hidden = {"level", "embargo_until", *self.kept_of_it}
        return [name for name in super().get_fields(request, obj) if name not in hidden]

    @admin.display(description=_("seen by"), ordering="shown_level")
    def seen_by(self, record):
        label = Level(record.shown_level).label
        return gettext("%s (held back)") % label if record.shown_level > record.level else label

    def next_steps(self, request, record):
        """Pairs (label, address) of what is usually done after `record`."""
        return [*steps_after(record, request.user), *self.ways_to_show_more_widely(request, record)]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["next_steps"] = self.next_steps(request, obj) if change and obj and not context["is_popup"] else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        stamp(obj, request.user)
        super().save_model(request, obj, form, change)

    def count_a_save(self, request, obj):
        stamp(obj, request.user)
        super().count_a_save(request, obj)

    def save_row(self, request, row):
        if isinstance(row, Record):
            stamp(row, request.user)
        super().save_row(request, row)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.say_if_held_back(request, form.instance)

    def say_if_held_back(self, request, record):
        """Warn when what the record hangs on keeps it from being shown at its own level."""
        if not record.is_held_back:
            return
        parents = [parent for name in record.hangs_on if (parent := getattr(record, name))]
        strictest = max(parents, key=lambda parent: (parent.shown_level, parent.shown_from))
        self.message_user(
            request,
            gettext("“%(record)s” is %(own)s, and is held back to %(shown)s%(until)s by the %(kind)s “%(parent)s”.")
            % {
                "record": record,
                "own": record.get_level_display(),
                "shown": Level(record.shown_level).label,
                "until": gettext(" until %s UTC") % f"{record.shown_from:%Y-%m-%d %H:%M}"
                if record.shown_from > dt.datetime.now(dt.UTC)
                else "",
                "kind": strictest._meta.verbose_name,
                "parent": strictest,
            },
            messages.WARNING,
        )

    def response_add(self, request, obj, post_url_continue=None):
        self.say_what_is_next(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self.say_what_is_next(request, obj)
        return super().response_change(request, obj)

    def say_what_is_next(self, request, record):
        """After a plain save the list is shown: the next steps go with the message."""
        steps = self.next_steps(request, record)
        if steps and "_save" in request.POST and "_popup" not in request.POST:
            links = format_html_join(" · ", '<a href="{1}">{0}</a>', steps)
            self.message_user(request, format_html(gettext("Next for “{}”: {}"), record, links), messages.INFO)


def stamp(record, user):
    """Write down who enters or changes `record`."""
    if record._state.adding:
        record.created_by = user
    record.changed_by = user
