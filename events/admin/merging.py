"""Merging two entries of one event: the page on which one person decides which of them stays, and the way back."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events.merging import hindrance_to_merging, hindrance_to_taking_back, merge, take_back
from events.models import Event, Report
from events.sides import with_standing
from records.admin.refusals import REFUSALS, refusal_sentence
from records.admin.revision import read_revision, signed_revision
from records.levels import AFTER_EVERY_EMBARGO
from records.models import StaleRevision

MOVED_ON = _("One of the two was changed after you opened the page. Read both again, then decide.")


class OtherForm(forms.Form):
    """The choice of the event that another one is the same as."""

    other = forms.ModelChoiceField(Event.objects.none(), label=_("The other event"))

    def __init__(self, *args, event, person, site, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Event.objects.visible_to(person, AFTER_EVERY_EMBARGO).listed().exclude(pk=event.pk)
        self.fields["other"].queryset = seen
        # Found by typing, as on the page of a report.
        self.fields["other"].widget = AutocompleteSelect(Report._meta.get_field("event"), site)
        self.fields["other"].widget.choices = self.fields["other"].choices

    @property
    def chosen(self):
        return self.cleaned_data["other"] if self.is_bound and self.is_valid() else None


@admin.action(description=_("Merge the two events chosen"), permissions=["change"])
def merge_two(model_admin, request, queryset):
    """Go to the page on which the two events chosen are merged."""
    keys = list(queryset.values_list("pk", flat=True)[:3])
    if len(keys) != 2:
        model_admin.message_user(request, gettext("Choose two events: one is merged into the other."), messages.WARNING)
        return None
    return HttpResponseRedirect(f"{model_admin.address('merge', keys[0])}?other={keys[1]}")


class MergePages:
    """For the admin of events: the page on which two are merged, the page that takes it back, and the ways to both."""

    actions = (merge_two,)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:key>/merge/", wrap(self.merge_view), name="events_event_merge"),
            path("<int:key>/take-back/", wrap(self.take_back_view), name="events_event_takeback"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        # What is said of a merged event is said of the one that stays.
        is_merged = obj is not None and obj.merged_into_id is not None
        return not is_merged and super().has_change_permission(request, obj)

    def may_merge(self, request):
        return super().has_change_permission(request)

    def next_steps(self, request, record):
        if record.merged_into_id:
            back = (gettext("Take the merging back"), self.address("takeback", record.pk))
            return [back] if self.may_merge(request) else []
        own = (gettext("Merge with another event"), self.address("merge", record.pk))
        return [*super().next_steps(request, record), *([own] if self.may_merge(request) else [])]

    def event_at(self, request, key):
        """The event whose page it is; whoever may not merge is refused."""
        event = self.get_queryset(request).select_related("place", "merged_into").filter(pk=key).first()
        if event is None:
            raise Http404
        if not self.may_merge(request):
            raise PermissionDenied
        return event

    def page(self, request, event, template, **context):
        shared = {
            **self.admin_site.each_context(request),
            "subtitle": str(event),
            "opts": self.opts,
            "event": event,
            "media": self.media,
        }
        return TemplateResponse(request, f"admin/events/{template}.html", {**shared, **context})

    def merge_view(self, request, key):
        """Choose the other event, look at both, decide which stays."""
        event = self.event_at(request, key)
        if event.merged_into_id:
            self.message_user(request, gettext("It is merged into another event already."), messages.WARNING)
            return HttpResponseRedirect(self.address("change", event.pk))
        sent = request.POST if request.method == "POST" else request.GET
        form = OtherForm(sent if "other" in sent else None, event=event, person=request.user, site=self.admin_site)
        other = form.chosen
        if request.method == "POST" and other and (stays := self.merged(request, event, other)):
            return HttpResponseRedirect(self.address("change", stays.pk))
        pair = [event, other] if other else []
        now = timezone.now()
        ways = [
            (stays, hindrance_to_merging(goes, stays, now)) for goes, stays in ((event, other), (other, event)) if other
        ]
        open_ways = [stays.pk for stays, hindrance in ways if not hindrance]
        return self.page(
            request,
            event,
            "merge",
            title=gettext("Merge with another event"),
            form=form,
            pair=with_standing(pair, request.user, AFTER_EVERY_EMBARGO),
            ways=ways,
            # Of two that may stay, the one with more said of it.
            chosen=max(
                (one for one in pair if one.pk in open_ways), key=lambda one: len(one.known_reports), default=None
            ),
            revisions=[(one.pk, signed_revision(one)) for one in pair],
        )

    def merged(self, request, event, other):
        """The event that stays, once the two are merged; None, with a message that says why, when they are not."""
        stays = next((one for one in (event, other) if str(one.pk) == request.POST.get("stays")), None)
        if stays is None:
            self.message_user(request, gettext("Say which of the two stays."), messages.ERROR)
            return None
        goes = other if stays is event else event
        if any(read_revision(request.POST.get(f"revision-{one.pk}"), one) != one.revision for one in (event, other)):
            self.message_user(request, MOVED_ON, messages.ERROR)
            return None
        if self.done(request, lambda: merge(goes, stays, request.user, timezone.now()), _("moved here")):
            return stays
        return None

    def done(self, request, work, told):
        """Whether `work` was done; a message says what it moved, and what stayed, or why nothing was done."""
        try:
            result = work()
        except StaleRevision:
            self.message_user(request, MOVED_ON, messages.ERROR)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        except REFUSALS as error:
            self.message_user(request, refusal_sentence(error, [Event, Report]), messages.ERROR)
        else:
            number = len(result.moved)
            text = ngettext("%(n)d entry was %(told)s.", "%(n)d entries were %(told)s.", number)
            self.message_user(request, text % {"n": number, "told": told}, messages.SUCCESS)
            for row in result.kept:
                stayed = gettext(
                    "The %(kind)s “%(row)s” stays where it was: the rules of the record allow it only once there."
                )
                self.message_user(request, stayed % {"kind": row._meta.verbose_name, "row": row}, messages.WARNING)
            return True
        return False

    def take_back_view(self, request, key):
        """Let a merged event stand by itself again."""
        event = self.event_at(request, key)
        hindrance = hindrance_to_taking_back(event, timezone.now())
        if request.method == "POST" and not hindrance:
            if read_revision(request.POST.get(f"revision-{event.pk}"), event) != event.revision:
                self.message_user(request, MOVED_ON, messages.ERROR)
            elif self.done(request, lambda: take_back(event, request.user, timezone.now()), _("moved back")):
                return HttpResponseRedirect(self.address("change", event.pk))
        seen = Event.objects.visible_to(request.user, AFTER_EVERY_EMBARGO)
        return self.page(
            request,
            event,
            "take_back",
            title=gettext("Take the merging back"),
            hindrance=hindrance,
            went_to=seen.filter(pk=event.merged_into_id or 0).first(),
            revisions=[(event.pk, signed_revision(event))],
        )
