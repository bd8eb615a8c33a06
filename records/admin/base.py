"""The base of every admin page: levels, links to choose from, the guard against lost edits, and clear refusals."""

import datetime as dt

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpResponseRedirect, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from records.admin.conflict_page import conflict_of
from records.admin.deleted import with_deleted_rows_as_new, without_keys
from records.admin.forms import PageForm, ReferenceForm
from records.admin.history import HistoryPages
from records.admin.next_steps import steps_after
from records.admin.options import KeptOptions, VisibleRelatedFilter, date_column, narrowed
from records.admin.refusals import REFUSALS, refusal_sentence
from records.admin.revision import GONE, STALE, read_revision, signed_revision
from records.admin.rows import DetailRows, RecordStack, RecordTable
from records.conflicts import history_of, saves_since
from records.levels import Level, clearance_of
from records.models import Record, StaleRevision

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


class KeptAdmin(KeptOptions, HistoryPages, SimpleHistoryAdmin):
    """A page for each row of one kind, and the list of them."""

    form = ReferenceForm
    list_per_page = 50
    save_on_top = False
    show_facets = admin.ShowFacets.NEVER
    # By what a link on another page may narrow the rows found: {"statement": "clause__statement"}.
    narrowing = {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.reader = request.user
        form.refusal = getattr(request, "refusal", "")
        return form

    def get_search_results(self, request, queryset, search_term):
        rows, may_repeat = super().get_search_results(request, queryset, search_term)
        by = {lookup: request.GET[name] for name, lookup in self.narrowing.items() if name in request.GET}
        if by and all(value.isdecimal() for value in by.values()) and request.path.endswith("/autocomplete/"):
            rows = rows.filter(**by)
        return rows, may_repeat

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

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """As Django's; whatever the database refuses comes back as the same form with the reason."""
        page = (request, object_id, form_url, extra_context)
        try:
            return super().changeform_view(*page)
        except StaleRevision:
            # Someone saved between our reading and our writing: reading again finds it, and shows both texts.
            request.refusal = STALE
        except REFUSALS as error:
            request.refusal = refusal_sentence(error, self.models_on_page(request))
        return super().changeform_view(*page)

    def models_on_page(self, request):
        return [self.model, *(inline.model for inline in self.get_inline_instances(request))]

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except StaleRevision:
            sentence = STALE
        except REFUSALS as error:
            sentence = refusal_sentence(error, self.models_on_page(request))
        self.message_user(request, sentence, messages.ERROR)
        return HttpResponseRedirect(self.address("change", unquote(object_id)))

    def address(self, page, *args):
        """The address of one of this kind's admin pages: "add", "change", "changelist"."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def save_formset(self, request, form, formset, change):
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            row.delete()
        stored = [row.pk for row in rows if row.pk and isinstance(row, Record)]
        # Saving the page's record may have moved theirs on; the rows are locked, so nobody else did.
        now = dict(formset.model._base_manager.filter(pk__in=stored).values_list("pk", "revision")) if stored else {}
        for row in rows:
            if isinstance(row, Record):
                row.revision = now.get(row.pk, row.revision)
                stamp(row, request.user)
            row.save()
        formset.save_m2m()


class RecordAdmin(KeptAdmin):
    """The page of a record: its level, its revision, who entered and changed it, and what to do next."""

    form = PageForm

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(KEPT_OF_IT if obj else ()))

    def get_fieldsets(self, request, obj=None):
        sections = [
            (title, {**options, "fields": [name for name in options["fields"] if name not in KEPT_OF_IT]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        named = str(sections)
        if "'level'" not in named:
            sections.append((_("Who may see this"), {"classes": ["collapse"], "fields": ["level", "embargo_until"]}))
        if obj:
            sections.append((_("About this entry"), {"classes": ["collapse"], "fields": list(KEPT_OF_IT)}))
        return sections

    def get_fields(self, request, obj=None):
        hidden = {"level", "embargo_until", "opened_revision", "first_opened", *KEPT_OF_IT}
        return [name for name in super().get_fields(request, obj) if name not in hidden]

    @admin.display(description=_("seen by"), ordering="shown_level")
    def seen_by(self, record):
        label = Level(record.shown_level).label
        return gettext("%s (held back)") % label if record.shown_level > record.level else label

    def next_steps(self, request, record):
        """Pairs (label, address) of what is usually done after `record`."""
        return steps_after(record, request.user)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.gone = getattr(request, "gone", ())
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and "_saveasnew" not in request.POST:
            record = self.get_object(request, unquote(object_id))
            if record is not None:
                request.gone = with_deleted_rows_as_new(self, request, record)
            elif lost := self.deleted_record(request, unquote(object_id)):
                return self.offer_to_enter_anew(request, lost, extra_context)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def deleted_record(self, request, key):
        """The last historical row of a record deleted meanwhile that the reader could see; None if there is none."""
        if not self.has_add_permission(request):
            return None
        return self.model.history.filter(
            id=key if str(key).isdecimal() else None, history_type="-", shown_level__lte=clearance_of(request.user)
        ).last()

    def offer_to_enter_anew(self, request, lost, extra_context):
        request.POST = without_keys(self, request)
        who, when = lost.history_user or gettext("someone"), lost.history_date
        request.refusal = format_html(
            "{} {}",
            GONE,
            gettext("Deleted by %(who)s on %(when)s. Save to enter it anew.")
            % {"who": who, "when": f"{when:%d %B %Y, %H:%M} UTC"},
        )
        response = super().changeform_view(request, None, self.address("add"), extra_context)
        response.status_code = 409
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["next_steps"] = self.next_steps(request, obj) if change and obj and not context["is_popup"] else []
        conflict = conflict_of(context, getattr(request, "gone", ())) if request.method == "POST" else None
        context["conflict"] = conflict
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if conflict and conflict.is_new:
            response.status_code = 409
        return response

    def save_model(self, request, obj, form, change):
        # A record that was not touched is not saved: its revision and its history tell of changes only.
        if not change or form.changed_data:
            stamp(obj, request.user)
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        details = (formset for formset in formsets if not issubclass(formset.model, Record))
        if change and not form.changed_data and any(formset.has_changed() for formset in details):
            # Details have no revision of their own: their record's moves on for them.
            stamp(form.instance, request.user)
            form.instance.save()
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

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        extra = {"opened_revision": signed_revision(record) if record else "", **(extra_context or {})}
        stale = False
        if record and request.method == "POST":
            opened = read_revision(request.POST.get("opened_revision"), record)
            stale = opened != record.revision
            if stale:
                # Without what was sent, the page asks again instead of deleting.
                request.POST = QueryDict()
                extra["saves"] = saves_since(history_of(record), opened or 0)
                extra["is_stale"] = True
        response = super().delete_view(request, object_id, extra)
        if stale:
            response.status_code = 409
        return response

    def delete_model(self, request, obj):
        unmoved = type(obj)._base_manager.filter(pk=obj.pk, revision=obj.revision).select_for_update()
        if unmoved.first() is None:
            raise StaleRevision(obj)
        super().delete_model(request, obj)


def stamp(record, user):
    """Write down who enters or changes `record`."""
    if record._state.adding:
        record.created_by = user
    record.changed_by = user
