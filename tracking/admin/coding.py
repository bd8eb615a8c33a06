"""Double codings in the admin: the list, the page of one, and the page on which one is set up."""

from itertools import groupby

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin, VisibleRelatedFilter
from records.admin.next_steps import next_page
from records.admin.sent_rows import is_key
from records.levels import AFTER_EVERY_EMBARGO, Level, levels_to_give
from statements.models import Commitment
from talks.models import Process
from tracking.admin.coder_page import CoderPage
from tracking.admin.outcome_page import OutcomePage
from tracking.coding import may_code, open_coding
from tracking.models import DoubleCoding

MINUTES = "%Y-%m-%dT%H:%M"


class SetUpForm(forms.Form):
    """What is coded, by whom, as of when, and who may see it; the commitments are ticked beside it."""

    title = DoubleCoding._meta.get_field("title").formfield()
    as_of = forms.DateTimeField(
        label=_("As of (UTC)"),
        help_text=DoubleCoding._meta.get_field("as_of").help_text,
        widget=forms.DateTimeInput(format=MINUTES, attrs={"type": "datetime-local"}),
    )
    first_coder = forms.ModelChoiceField(None, label=_("First coder"))
    first_label = DoubleCoding._meta.get_field("first_label").formfield()
    second_coder = forms.ModelChoiceField(None, label=_("Second coder"))
    second_label = DoubleCoding._meta.get_field("second_label").formfield()
    level = forms.TypedChoiceField(
        label=_("Level"), coerce=int, help_text=_("Who may see the coding. Its codes are seen once both are done.")
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_coder", "second_coder"):
            self.fields[name].queryset = may_code()
        self.fields["level"].choices = [(level.value, level.label) for level in levels_to_give(person)]

    def refuse(self, error):
        """Show a ValidationError at the box it names, or above the form."""
        for name, found in getattr(error, "error_dict", {None: error}).items():
            self.add_error(name if name in self.fields else None, found)


class SetUpPage:
    """For the admin of double codings: the page on which one is set up, in two steps, the process first."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.set_up_view)
        return [path("set-up/", view, name="tracking_doublecoding_setup"), *super().get_urls()]

    def set_up_view(self, request):
        if not self.may_set_up(request):
            raise PermissionDenied
        processes = Process.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).order_by("name", "pk")
        key = request.GET.get("process", "")
        process = processes.filter(pk=key).first() if is_key(key) else None
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Set up a double coding"),
            "subtitle": str(process) if process else None,
            "opts": self.opts,
        }
        if process is None:
            return TemplateResponse(request, "admin/tracking/coding/process.html", {**context, "processes": processes})
        offered = commitments_of(process, request.user)
        is_sent = request.method == "POST"
        given = {"as_of": timezone.now(), "level": max(process.level, Level.RESTRICTED)}
        form = SetUpForm(request.POST if is_sent else None, initial=given, person=request.user)
        ticked = ticked_in(request.POST, offered) if is_sent else []
        if is_sent and form.is_valid() and (coding := self.opened(request, form, process, ticked)):
            return HttpResponseRedirect(self.address("outcome", coding.pk))
        groups = groupby(offered, lambda row: row.clause.statement)
        context |= {
            "process": process,
            "form": form,
            "statements": [(statement, list(rows)) for statement, rows in groups],
            "ticked": {row.pk for row in ticked},
        }
        return TemplateResponse(request, "admin/tracking/coding/set_up.html", context)

    def may_set_up(self, request):
        return request.user.has_perm("tracking.add_doublecoding")

    def opened(self, request, form, process, commitments):
        """The double coding, opened; None, with the reason in `form`, where it is refused."""
        given = form.cleaned_data
        try:
            coding = open_coding(
                title=given["title"],
                process=process,
                as_of=given["as_of"],
                coders=(given["first_coder"], given["second_coder"]),
                labels=(given["first_label"], given["second_label"]),
                commitments=commitments,
                level=given["level"],
                person=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            self.log_addition(request, coding, [{"added": {}}])
            self.message_user(request, gettext("It is open. Both can code it now, apart."), messages.SUCCESS)
            return coding
        return None


def commitments_of(process, reader):
    """A list of the commitments of `process` that `reader` sees, as they stand in their statements."""
    rows = Commitment.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(clause__statement__process=process)
    return list(
        rows.select_related("clause__statement").order_by(
            "clause__statement__issued_on_latest", "clause__statement", "clause__position", "clause", "pk"
        )
    )


def ticked_in(sent, offered):
    """Those of the `offered` commitments that are ticked in the boxes `sent`, by themselves or with their statement."""
    by_one, by_statement = set(sent.getlist("commitment")), set(sent.getlist("statement"))
    return [row for row in offered if str(row.pk) in by_one or str(row.clause.statement_id) in by_statement]


@admin.register(DoubleCoding)
class DoubleCodingAdmin(SetUpPage, CoderPage, OutcomePage, RecordAdmin):
    """What a double coding is called and who may see it can be changed; who codes what is settled when it is set up."""

    # It moves on by what its coders do, never back.
    comes_back = False
    change_list_template = "admin/tracking/coding/list.html"
    list_display = ("title", "process", "as_of", "first_coder", "second_coder", "opened_at", "ended_at", "seen_by")
    list_filter = (("process", VisibleRelatedFilter), "level")
    list_select_related = ("process", "first_coder", "second_coder")
    search_fields = ("title", "process__name")
    fieldsets = (
        (None, {"fields": ("title", "process", ("as_of", "codebook_version"))}),
        (_("Who codes"), {"fields": (("first_coder", "first_label"), ("second_coder", "second_label"))}),
        (_("When"), {"fields": (("opened_at", "ended_at"),)}),
    )
    readonly_fields = ("process", "as_of", "codebook_version", "first_coder", "second_coder", "opened_at", "ended_at")

    def has_add_permission(self, request):
        # It takes more than one form: the page that sets it up.
        return False

    def has_delete_permission(self, request, obj=None):
        # With it would go what two people gave: a double coding that came to nothing is left unfinished.
        return False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"may_set_up": self.may_set_up(request), **(extra_context or {})})

    def coding_at(self, request, key):
        """The double coding whose page it is; whoever does not see it is told what is told of one that never was."""
        rows = self.get_queryset(request).select_related("process", "first_coder", "second_coder", "created_by")
        return self.seen_or_refused(request, rows.filter(pk=key).first())

    def next_steps(self, request, record):
        own = [(gettext("How it stands"), self.address("outcome", record.pk))]
        if record.has_coder(request.user) and not record.done_at(request.user.pk):
            own.insert(0, (gettext("Code"), self.address("code", record.pk)))
        return [*own, *super().next_steps(request, record)]


next_page(
    after=Process,
    room="tracking",
    label=_("Have commitments coded by two people apart"),
    address=lambda process: f"{reverse('admin:tracking_doublecoding_setup')}?process={process.pk}",
)
