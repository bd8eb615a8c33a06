from django.contrib import admin
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin
from records.admin.next_steps import next_step
from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment
from tracking.codebook import CODEBOOK
from tracking.models import Assessment, Evidence


def asked_about(request):
    """The primary key of the commitment that an empty form was opened for; empty text when it is not known yet."""
    key = request.GET.get("commitment", "")
    return key if key.isdecimal() else ""


@admin.register(Assessment)
class AssessmentAdmin(RecordAdmin):
    """Judgements are added here. On the page of one that is there, only its status can move on."""

    comes_back = False
    list_display = ("commitment", "rating", "as_of", "status", "assessor", "codebook_version", "seen_by")
    list_filter = ("status", "rating", "codebook_version", "level")
    list_select_related = ("commitment", "assessor")
    search_fields = ("reasoning", "commitment__summary", "assessor_label")
    date_hierarchy = "as_of"
    placeholders = {"assessor_label": "Parley demonstration desk"}
    fieldsets = (
        (None, {"fields": ("commitment", "as_of", ("rating", "codebook"), "reasoning", "evidence")}),
        (_("Who judges"), {"fields": ("status", "assessor_label")}),
    )
    readonly_fields = ("codebook",)

    @admin.display(description=_("when to give which"))
    def codebook(self, assessment):
        return format_html_join(
            "", "<div><strong>{}</strong>: {}</div>", ((row.rating.label, row.test) for row in CODEBOOK)
        )

    def get_changeform_initial_data(self, request):
        return {"as_of": timezone.now().replace(microsecond=0), **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if not obj:
            return fields
        judged = (
            "commitment",
            "as_of",
            "rating",
            "reasoning",
            "evidence",
            "assessor",
            "codebook_version",
            "supersedes",
        )
        return (*fields, *judged, "assessor_label")

    def get_fieldsets(self, request, obj=None):
        sections = super().get_fieldsets(request, obj)
        if obj:
            sections[1][1]["fields"] = ("status", "assessor_label", "assessor", "codebook_version", "supersedes")
        return sections

    def get_autocomplete_fields(self, request):
        names = super().get_autocomplete_fields(request)
        return [name for name in names if name != "evidence"] if asked_about(request) else names

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        # What can be relied on was set beside the commitment: once it is known, a short list to tick.
        if db_field.name == "evidence" and (commitment := asked_about(request)):
            seen = Evidence.objects.visible_to(request.user, at=AFTER_EVERY_EMBARGO).confirmed()
            kwargs["queryset"] = seen.filter(commitment_id=commitment).select_related("event")
            kwargs["widget"] = CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        # A draft may go; what was published stays, and a later assessment takes its place.
        drafted = obj is None or obj.status != Assessment.Status.PUBLISHED
        return drafted and super().has_delete_permission(request, obj)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.assessor = request.user
            obj.supersedes = Assessment.objects.in_force().filter(commitment=obj.commitment).first()
        super().save_model(request, obj, form, change)


next_step(
    after=Commitment,
    add=Assessment,
    label=_("Assess this commitment"),
    given=lambda commitment: {"commitment": commitment.pk, "level": commitment.level},
)
next_step(
    after=Assessment,
    add=Assessment,
    label=_("Assess the commitment anew"),
    given=lambda assessment: {"commitment": assessment.commitment_id, "level": assessment.level},
)
