from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from events.models import Figure, Question
from records.admin.base import RecordAdmin, RecordStack, VisibleRelatedFilter


class FigureRows(RecordStack):
    """The answers side by side, each as its claimant put it."""

    model = Figure
    placeholders = {"out_of": "all districts of the country", "stated_on": "2021-07-08"}
    fields = (
        ("bound", "value", "upper_value", "level"),
        ("definition", "out_of", "stated_on"),
        ("claimant_party", "claimant_person"),
        ("claimant_office", "claimant_label"),
        "words",
        ("source", "report"),
    )


@admin.register(Question)
class QuestionAdmin(RecordAdmin):
    list_display = ("text", "unit", "process", "answers", "seen_by")
    list_filter = (("process", VisibleRelatedFilter), "level")
    list_select_related = ("process",)
    search_fields = ("text", "unit", "note")
    placeholders = {"text": "How many districts do the Taliban hold?", "unit": "districts"}
    fieldsets = ((None, {"fields": ("process", ("text", "unit"), "note")}),)
    inlines = (FigureRows,)

    def get_queryset(self, request):
        seen = Figure.objects.visible_to(request.user).values("pk")
        return super().get_queryset(request).annotate(answers=Count("figures", filter=Q(figures__in=seen)))

    @admin.display(description=_("figures"), ordering="answers")
    def answers(self, question):
        return question.answers
