"""Showing a record more widely: the page that asks for it, and the list on which a second person decides."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Value, When
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from records.admin.asking import Asking
from records.admin.log_lines import LogLines
from records.admin.options import OnlyShown
from records.admin.refusals import REFUSALS, refusal_sentence
from records.admin.revision import read_revision, signed_revision
from records.beside import seen_beside, used_once
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.lowering import (
    ASK,
    DECIDE,
    ask_for_all,
    decide,
    details_of,
    hanging_on,
    is_embargoed,
    may_be_lowered,
    waiting_for,
)
from records.models import Lowering, StaleRevision

ASK_LABEL = _("Ask to show it more widely")


class AskForm(forms.Form):
    """What one person asks for: a lower level for a record, and for what hangs on it."""

    to_level = forms.TypedChoiceField(label=_("Show it to"), coerce=lambda value: Level(int(value)))
    lifts_embargo = forms.BooleanField(label=_("End its embargo now"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("For the second person: why more people may see this now."),
    )
    together = forms.MultipleChoiceField(
        label=_("Together with what hangs on it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, record, hanging, **kwargs):
        super().__init__(*args, **kwargs)
        self.hanging = {f"{row._meta.label_lower}:{row.public_id}": row for row in hanging}
        embargoed = is_embargoed(record, timezone.now())
        self.fields["to_level"].choices = [
            (level.value, level.label)
            for level in Level
            if level < record.level or (embargoed and level == record.level)
        ]
        self.fields["together"].choices = [
            (key, f"{capfirst(row._meta.verbose_name)}: {row} ({row.get_level_display()})")
            for key, row in self.hanging.items()
        ]
        if not embargoed:
            del self.fields["lifts_embargo"]
        if not hanging:
            del self.fields["together"]

    def chosen(self):
        """The records below that are asked for as well."""
        return [self.hanging[key] for key in self.cleaned_data.get("together", ())]


class AskPages:
    """For the admin of records: the page on which to ask, and the way to it."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_lowering"
        view = self.admin_site.admin_view(self.ask_view)
        return [path("<int:key>/show-more-widely/", view, name=name), *super().get_urls()]

    def ways_to_show_more_widely(self, request, record):
        """Pairs (label, address): where to ask, or where the request waits."""
        if not request.user.has_perm(ASK) or not may_be_lowered(record, timezone.now()):
            return []
        if waiting := waiting_for(record):
            address = reverse("admin:records_lowering_change", args=[waiting.pk])
            return [(gettext("Waits for a second person to show it more widely"), address)]
        return [(ASK_LABEL, self.address("lowering", record.pk))]

    def ask_view(self, request, key):
        record = self.get_queryset(request).filter(pk=key).first()
        if record is None:
            raise Http404
        if not (request.user.has_perm(ASK) and self.has_change_permission(request, record)):
            raise PermissionDenied
        if waiting_for(record) or not may_be_lowered(record, timezone.now()):
            self.message_user(request, gettext("It is asked for already, or shown to everyone."), messages.WARNING)
            return HttpResponseRedirect(self.address("change", record.pk))
        hanging = [row for row in hanging_on(record, request.user) if may_be_lowered(row, timezone.now())]
        form = AskForm(request.POST or None, record=record, hanging=hanging)
        if request.method == "POST" and form.is_valid():
            asked = self.ask(request, form, record)
            if asked:
                text = ngettext(
                    "%d request waits for a second person.", "%d requests wait for a second person.", len(asked)
                )
                self.message_user(request, text % len(asked), messages.SUCCESS)
                return HttpResponseRedirect(self.address("change", record.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": ASK_LABEL,
            "subtitle": str(record),
            "opts": self.opts,
            "record": record,
            "back": self.address("change", record.pk),
            "form": form,
        }
        return TemplateResponse(request, "admin/lowering/ask.html", context)

    def ask(self, request, form, record):
        """The requests made; an empty list, with the reason in `form`, when one of them cannot be."""
        given = form.cleaned_data
        try:
            return ask_for_all(
                [record, *form.chosen()],
                person=request.user,
                to_level=given["to_level"],
                reason=given["reason"],
                lifts_embargo=given.get("lifts_embargo", False),
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        except REFUSALS as error:
            # Someone else asked at the same moment.
            form.add_error(None, refusal_sentence(error, [Lowering]))
        return []


@dataclass(frozen=True)
class Decision:
    """What can be done with waiting requests: the outcome, what the button says, what the page says."""

    outcome: str
    label: str
    sentence: str


DECISIONS = {
    "approve": Decision(
        Lowering.Outcome.APPROVED,
        _("Show these more widely"),
        _("More people will see these records as soon as you agree. Read each as it stands now."),
    ),
    "decline": Decision(Lowering.Outcome.DECLINED, _("Decline these"), _("The records stay as they are.")),
    "withdraw": Decision(Lowering.Outcome.WITHDRAWN, _("Take these back"), _("Only what you asked for yourself.")),
}


def said_beside(row, other):
    """What there is to mind when `row` may come to be seen beside `other`, which has the same value."""
    fields = [str(row._meta.get_field(name).verbose_name) for name in used_once(type(row))]
    # A detail is told from another by the record it is of.
    one, two = (f"“{row}”" if row.has_level else f"“{row}” ({getattr(row, row.hangs_on[0])})" for row in (row, other))
    return gettext("%(kind)s %(one)s and %(two)s have the same %(fields)s. Whoever may see both finds both.") % {
        "kind": capfirst(row._meta.verbose_name),
        "one": one,
        "two": two,
        "fields": get_text_list(fields, gettext("and")),
    }


def deciding(name):
    """The admin action that asks to confirm, and then takes, the decision `name`."""

    @admin.action(description=DECISIONS[name].label, permissions=["view"])
    def action(model_admin, request, queryset):
        return model_admin.decision_view(request, queryset, name)

    action.__name__ = name
    return action


@admin.register(Lowering)
class LoweringAdmin(OnlyShown, Asking, LogLines, admin.ModelAdmin):
    """What somebody asked to show more widely. A second person decides here; nothing is ever deleted."""

    list_display = ("subject", "of_kind", "change", "asked_by", "asked_at", "why", "outcome", "decided_by")
    list_filter = ("outcome",)
    list_select_related = ("kind", "asked_by", "decided_by")
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    actions = [deciding(name) for name in DECISIONS]
    fields = (
        *("subject", "change", "lifts_embargo", "reason", "asked_by", "asked_at"),
        *("outcome", "decided_by", "decided_at", "note"),
    )
    readonly_fields = fields

    def get_queryset(self, request):
        seen = Lowering.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).prefetch_related("record")
        first = Case(When(outcome=Lowering.Outcome.WAITING, then=Value(0)), default=Value(1))
        return seen.order_by(first, "-asked_at", "-pk")

    def get_ordering(self, request):
        return ()

    @admin.display(description=_("record"))
    def subject(self, lowering):
        record = lowering.record
        if type(record) not in self.admin_site._registry:
            # A row on the page of another.
            return format_html("<bdi>{}</bdi>", record)
        meta = record._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, record)

    @admin.display(description=_("kind"), ordering="kind")
    def of_kind(self, lowering):
        return capfirst(lowering.kind.name)

    @admin.display(description=_("from → to"))
    def change(self, lowering):
        return f"{lowering.get_from_level_display()} → {lowering.get_to_level_display()}"

    @admin.display(description=_("reason"))
    def why(self, lowering):
        return lowering.reason

    def decision_view(self, request, queryset, name):
        """The page that asks to confirm a decision; on the second round, what became of each request."""
        decision = DECISIONS[name]
        waiting = [lowering for lowering in queryset if lowering.outcome == Lowering.Outcome.WAITING]
        if not waiting:
            self.message_user(request, gettext("None of these waits for a decision."), messages.WARNING)
            return None
        if name == "approve" and not request.user.has_perm(DECIDE):
            self.message_user(request, gettext("Only a reviewer decides what is shown to more people."), messages.ERROR)
            return None
        if request.POST.get("is-confirmed"):
            for lowering in waiting:
                self.take(request, lowering, decision)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": decision.label,
            "opts": self.opts,
            "action": name,
            "decision": decision,
            "rows": [self.row_to_decide(request, lowering) for lowering in waiting],
        }
        return TemplateResponse(request, "admin/lowering/decide.html", context)

    def row_to_decide(self, request, lowering):
        """What the page says of one request."""
        below = hanging_on(lowering.record, request.user)
        return {
            "lowering": lowering,
            "revision": signed_revision(lowering.record),
            "below": len(below),
            "beside": [
                said_beside(*pair)
                for pair in seen_beside([lowering.record, *details_of(lowering.record), *below], request.user)
            ],
            "subject": self.subject(lowering),
            "change": self.change(lowering),
        }

    def take(self, request, lowering, decision):
        """Take the `decision` on one request and tell what became of it."""
        record = lowering.record
        revision = read_revision(request.POST.get(f"revision-{lowering.pk}"), record)
        try:
            # A page that does not say what was read decides on nothing: no record has the revision 0.
            decide(
                lowering,
                person=request.user,
                outcome=decision.outcome,
                revision=revision or 0,
                note=request.POST.get("note", "")[:2000],
            )
        except StaleRevision:
            sentence = gettext("“%s” was changed after you opened the page. Read it again, then decide.") % record
            self.message_user(request, sentence, messages.ERROR)
        except ValidationError as error:
            self.message_user(request, f"“{record}”: {' '.join(error.messages)}", messages.ERROR)
        else:
            self.message_user(request, f"“{record}”: {decision.outcome.label}.", messages.SUCCESS)
