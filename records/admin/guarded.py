"""Pages on which nobody's change is lost: whatever is refused comes back as the same form, with the typing."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from records.admin.conflict_page import conflict_of
from records.admin.deleted import with_deleted_rows_as_new, without_keys
from records.admin.history import history_seen
from records.admin.refusals import REFUSALS, again_if_taken, refusal_sentence
from records.admin.revision import GONE, STALE, read_revision, signed_revision
from records.admin.sent_rows import is_key
from records.audit.chain import take_turn
from records.conflicts import history_of, saves_since
from records.models import Guarded, StaleRevision


class GuardedPages:
    """For the admin of rows that count their saves; its form is a GuardedForm that speaks for the page."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.reader = request.user
        form.refusal = getattr(request, "refusal", "")
        form.gone = getattr(request, "gone", ())
        return form

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name not in ("opened_revision", "first_opened")]

    def address(self, page, *args):
        """The address of one of this kind's admin pages: "add", "change", "changelist"."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """As Django's; what was deleted, saved or refused meanwhile comes back as the same form with the reason."""
        if request.method == "POST" and object_id and "_saveasnew" not in request.POST:
            row = self.get_object(request, unquote(object_id))
            request.gone = with_deleted_rows_as_new(self, request, row) if row is not None else ()
        page = (request, object_id, form_url, extra_context)
        try:
            return again_if_taken(lambda: super(GuardedPages, self).changeform_view(*page))
        except StaleRevision:
            # Someone saved between our reading and our writing: reading again finds it, and shows both texts.
            request.refusal = STALE
        except REFUSALS as error:
            request.refusal = refusal_sentence(error, self.models_on_page(request))
        except Http404:
            lost = self.deleted_row(request, unquote(object_id)) if request.method == "POST" and object_id else None
            if lost is None:
                raise
            return self.offer_to_enter_anew(request, lost, extra_context)
        return super().changeform_view(*page)

    def models_on_page(self, request):
        return [self.model, *(inline.model for inline in self.get_inline_instances(request))]

    def deleted_row(self, request, key):
        """The last historical row of what was deleted meanwhile and the reader could see; None if there is none."""
        if not (self.has_add_permission(request) and hasattr(self.model, "history") and is_key(key)):
            return None
        return history_seen(self.model, self.model.history.filter(id=key, history_type="-"), request.user).first()

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
        conflict = conflict_of(context, getattr(request, "gone", ())) if change and request.method == "POST" else None
        context["conflict"] = conflict
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if conflict and conflict.is_new:
            response.status_code = 409
        return response

    def save_model(self, request, obj, form, change):
        # What was not touched is not saved: its revision and its history tell of changes only.
        if not change or form.changed_data:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        details = (formset for formset in formsets if not issubclass(formset.model, Guarded))
        if change and not form.changed_data and any(formset.has_changed() for formset in details):
            # Details count no saves: what they describe counts them.
            self.count_a_save(request, form.instance)
        super().save_related(request, form, formsets, change)

    def count_a_save(self, request, obj):
        obj.save()

    def save_formset(self, request, form, formset, change):
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            row.delete()
        for row in rows:
            self.save_row(request, row)
        formset.save_m2m()

    def save_row(self, request, row):
        row.save()

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        extra = {"opened_revision": signed_revision(row) if row else "", **(extra_context or {})}
        stale = False
        if row and request.method == "POST":
            request.opened_revision = opened = read_revision(request.POST.get("opened_revision"), row)
            stale = opened != row.revision
            if stale:
                # Without what was sent, the page asks again instead of deleting.
                request.POST = QueryDict()
                extra["saves"] = saves_since(history_of(row), opened or 0)
                extra["is_stale"] = True
        try:
            response = super().delete_view(request, object_id, extra)
        except StaleRevision:
            # Someone saved between our reading and our writing: reading again finds it, and asks again.
            return self.delete_view(request, object_id, extra_context)
        except REFUSALS as error:
            sentence = refusal_sentence(error, self.models_on_page(request))
        else:
            if stale:
                response.status_code = 409
            return response
        self.message_user(request, sentence, messages.ERROR)
        return HttpResponseRedirect(self.address("change", unquote(object_id)))

    def delete_model(self, request, obj):
        take_turn()
        # Against the revision that was asked about: the row was read again since it was compared.
        unmoved = type(obj)._base_manager.filter(pk=obj.pk, revision=request.opened_revision).select_for_update()
        if unmoved.first() is None:
            raise StaleRevision(obj)
        super().delete_model(request, obj)
