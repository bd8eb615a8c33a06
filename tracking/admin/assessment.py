from django.contrib import admin, messages
from django.db.models import prefetch_related_objects
from django.forms import RadioSelect
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin
from records.admin.next_steps import next_step
from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment
from tracking.admin.assessing import (
    AssessingDesk,
    AssessmentForm,
    commitment_at,
    commitments_found,
    starting_from,
)
from tracking.admin.reviewing import ReviewPages
from tracking.codebook import CODEBOOK, VERSION
from tracking.models import Assessment, Evidence
from tracking.publishing import submit

JUDGED = ("commitment", "as_of", "rating", "reasoning", "evidence", "assessor_label")
KEPT_OF_THE_REVIEW = ("status", "assessor", "codebook_version", "published_by", "published_at", "supersedes")


def asked_about(request):
    """The commitment that the form is on, as whoever asks sees it; None when it is not known yet."""
    key = request.POST.get("commitment") or request.GET.get("commitment", "")
    return commitment_at(key, request.user)


@admin.register(Assessment)
class AssessmentAdmin(ReviewPages, RecordAdmin):
    """Judgements are added here, beside what they are about. The page of one that is there is the page of its review."""

    form = AssessmentForm
    comes_back = False
    add_form_template = "admin/tracking/assess.html"
    change_form_template = "admin/tracking/review.html"
    list_display = ("commitment", "rating", "as_of", "status", "assessor", "codebook_version", "seen_by")
    list_filter = ("status", "rating", "codebook_version", "level")
    list_select_related = ("commitment", "assessor")
    search_fields = ("reasoning", "commitment__summary", "assessor_label")
    date_hierarchy = "as_of"
    placeholders = {"assessor_label": "Parley demonstration desk"}
    fieldsets = ((None, {"fields": JUDGED}),)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.now = timezone.now()
        return form

    def get_changeform_initial_data(self, request):
        given = super().get_changeform_initial_data(request)
        now = timezone.now().replace(microsecond=0)
        commitment = asked_about(request)
        started = starting_from(request.GET.get("amends", ""), commitment, request.user) if commitment else {}
        return {"as_of": now, **given, **started}

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *JUDGED, *KEPT_OF_THE_REVIEW, "relied_on") if obj else fields

    @admin.display(description=_("evidence relied on"))
    def relied_on(self, assessment):
        # What the reader sees of it: the form has left out the rest (records/admin/unseen.py).
        pieces = list(assessment.evidence.all())
        prefetch_related_objects(pieces, "event")
        return format_html_join("", "<div><bdi>{}</bdi></div>", ((piece,) for piece in pieces))

    def get_fieldsets(self, request, obj=None):
        sections = super().get_fieldsets(request, obj)
        if obj:
            # What was judged stands above the form; the pages of its history have it here alone.
            fields = ["relied_on" if name == "evidence" else name for name in (*JUDGED, *KEPT_OF_THE_REVIEW)]
            sections[0] = (_("As it is stored"), {"classes": ["collapse"], "fields": fields})
        return sections

    def get_autocomplete_fields(self, request):
        # Both are chosen on the page itself.
        return [name for name in super().get_autocomplete_fields(request) if name not in ("commitment", "evidence")]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "rating":
            kwargs["widget"] = RadioSelect
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        # Evidence: what can be relied on was set beside the commitment and confirmed, a short list to tick.
        seen = Evidence.objects.visible_to(request.user, at=AFTER_EVERY_EMBARGO).confirmed()
        kwargs["queryset"] = seen.filter(commitment=asked_about(request)).select_related(
            "event", "commitment__clause__statement"
        )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        # A draft may go; what was published stays, and a later assessment takes its place.
        drafted = obj is None or obj.status != Assessment.Status.PUBLISHED
        return drafted and super().has_delete_permission(request, obj)

    def add_view(self, request, form_url="", extra_context=None):
        if request.method != "POST" and self.has_add_permission(request) and asked_about(request) is None:
            return self.choose_view(request)
        return super().add_view(request, form_url, extra_context)

    def choose_view(self, request):
        """The page on which the commitment is chosen, when an assessment is opened without one."""
        words = request.GET.get("q", "")
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Which commitment is assessed?"),
            "opts": self.opts,
            "words": words,
            "found": commitments_found(words, request.user),
            "carried": [pair for pair in request.GET.items() if pair[0] == "level"],
        }
        return TemplateResponse(request, "admin/tracking/choose_commitment.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if add:
            ticked = {str(key) for key in form["evidence"].value() or ()}
            commitment = asked_about(request)
            context["codebook"], context["codebook_version"] = CODEBOOK, VERSION
            context["assessing"] = commitment and AssessingDesk(commitment, request.user, ticked)
        else:
            context["review"] = self.review(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.assessor = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change and "_review" in request.POST:
            submit(form.instance, person=request.user, revision=form.instance.revision)

    def response_add(self, request, obj, post_url_continue=None):
        """Lead to the page of what was added, where it goes on."""
        told = (
            gettext("The assessment was saved and waits for review: a second person publishes it.")
            if "_review" in request.POST
            else gettext("The assessment was saved as a draft. Send it to review when it is ready.")
        )
        self.message_user(request, told, messages.SUCCESS)
        self.warn_of_amendments(request, obj)
        return HttpResponseRedirect(self.address("change", obj.pk))

    def warn_of_amendments(self, request, assessment):
        """Say when a later statement amends that of the commitment: the words that were judged may not be all."""
        for statement in AssessingDesk(assessment.commitment, request.user).amended:
            told = gettext("“%(later)s” amends the statement of this commitment: see that it was taken into account.")
            self.message_user(request, told % {"later": statement}, messages.WARNING)


next_step(
    after=Commitment,
    add=Assessment,
    label=_("Assess this commitment"),
    given=lambda commitment: {"commitment": commitment.pk, "level": commitment.level},
)
next_step(
    after=Assessment,
    add=Assessment,
    label=_("Amend: add one that takes its place"),
    given=lambda assessment: {
        "commitment": assessment.commitment_id,
        "amends": assessment.pk,
        "level": assessment.level,
    },
)
