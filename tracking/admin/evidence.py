from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from records.admin.base import RecordAdmin, VisibleRelatedFilter
from records.admin.next_steps import next_step
from statements.models import Commitment
from tracking.admin.suggestions import SuggestionPages
from tracking.models import Assessment, Evidence


@admin.register(Evidence)
class EvidenceAdmin(SuggestionPages, RecordAdmin):
    list_display = ("event", "bearing", "commitment", "conduct_of", "status", "origin", "seen_by")
    list_filter = ("status", "bearing", "origin", ("conduct_of", VisibleRelatedFilter), "level")
    list_select_related = ("event", "commitment", "conduct_of")
    search_fields = ("reasoning", "event__title", "commitment__summary")
    readonly_fields = ("origin", "score", "decided_by", "decided_at")
    placeholders = {"reasoning": "A further meeting was held within ten days; it set no date for the next one."}
    fieldsets = (
        (None, {"fields": ("commitment", "event", ("bearing", "conduct_of"), "reasoning", "status")}),
        (
            _("Where it comes from"),
            {"classes": ["collapse"], "fields": (("origin", "score"), ("decided_by", "decided_at"))},
        ),
    )

    def save_model(self, request, obj, form, change):
        if not change or "status" in form.changed_data:
            obj.decided_by, obj.decided_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)


next_step(
    after=Commitment,
    add=Evidence,
    label=_("Set an event beside this commitment"),
    given=lambda commitment: {"commitment": commitment.pk, "level": commitment.level},
)
next_step(
    after=Event,
    add=Evidence,
    label=_("Set this event beside a commitment"),
    given=lambda event: {"event": event.pk, "level": event.level},
)
next_step(
    after=Evidence,
    add=Evidence,
    label=_("Set another event beside the same commitment"),
    given=lambda evidence: {"commitment": evidence.commitment_id, "level": evidence.level},
)
next_step(
    after=Evidence,
    add=Assessment,
    label=_("Assess the commitment"),
    given=lambda evidence: {"commitment": evidence.commitment_id, "level": evidence.level},
)
