from django.contrib import admin, messages
from django.db.models import Prefetch
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import DetailRows, RecordAdmin
from records.levels import AFTER_EVERY_EMBARGO
from statements.admin.passage import PassageRowForm, PassageRows
from statements.models import Commitment, Deadline
from statements.obligors import bound_parties, means_both_sides, resolve_both_sides
from talks.models import Party


class DeadlineRows(DetailRows):
    model = Deadline
    fk_name = "commitment"
    fields = ("terms", "due_on", "words", "amended_by")
    placeholders = {"words": "as soon as possible"}


class CommitmentPassageForm(PassageRowForm):
    @staticmethod
    def clause_of_page(commitment):
        return getattr(commitment, "clause", None)


class CommitmentPassageRows(PassageRows):
    fk_name = "commitment"
    form = CommitmentPassageForm
    fields = (("version", "level"), "exact", "prefix", *PassageRows.disputed)
    verbose_name_plural = _("its words in each version")

    def statement_of(self, obj):
        return obj.clause.statement if obj else None


@admin.register(Commitment)
class CommitmentAdmin(RecordAdmin):
    list_display = ("summary", "point", "kind", "specificity", "is_verifiable", "bound", "seen_by")
    list_filter = ("kind", "specificity", "is_verifiable", "level")
    list_select_related = ("clause__statement",)
    search_fields = ("summary", "obligors_as_written", "clause__summary", "clause__statement__title")
    narrowing = {"statement": "clause__statement", "clause": "clause"}
    placeholders = {
        "summary": "Continue talks at a later meeting on mechanisms for lasting peace",
        "obligors_as_written": "both sides",
        "verifiability_note": "Whether they met again can be seen; whether a meeting is about peace cannot.",
    }
    fieldsets = (
        (_("The words"), {"fields": ("clause", "summary", "repeats")}),
        (
            _("What they ask"),
            {"fields": (("kind", "specificity"), ("is_verifiable", "verifiability_note"), "themes")},
        ),
        (
            _("Who"),
            {"fields": ("obligors_as_written", "obligors", "beneficiaries_as_written", "beneficiaries")},
        ),
        (_("On which conditions"), {"fields": ("conditions", "depends_on")}),
    )
    inlines = (DeadlineRows, CommitmentPassageRows)

    def get_queryset(self, request):
        seen = Party.objects.visible_to(request.user, at=AFTER_EVERY_EMBARGO)
        return super().get_queryset(request).prefetch_related(Prefetch("obligors", queryset=seen))

    @admin.display(description=_("point"), ordering="clause__position")
    def point(self, commitment):
        return commitment.clause

    @admin.display(description=_("who is bound"))
    def bound(self, commitment):
        return ", ".join(party.short_name or party.name for party in commitment.obligors.all()) or (
            commitment.obligors_as_written
        )

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.say_who_is_bound(request, form.instance)

    def say_who_is_bound(self, request, commitment):
        """Resolve “both sides”, say who that is, and warn when nobody is bound."""
        words = commitment.obligors_as_written
        if sides := resolve_both_sides(commitment, request.user):
            names = format_html_join(gettext(" and "), "<bdi>{}</bdi>", ((party.name,) for party in sides))
            text = gettext("“{}” was taken to be the negotiating parties of the round: {}. Change the obligors if not.")
            self.message_user(request, format_html(text, words, names), messages.INFO)
        elif not bound_parties(commitment, request.user).exists():
            if means_both_sides(words):
                text = gettext(
                    "Nobody is bound yet: “%s” could not be resolved, as the statement's round does not list the "
                    "negotiating parties that it means. Enter them on the round, or choose the obligors here."
                )
                self.message_user(request, text % words, messages.WARNING)
            else:
                self.message_user(request, gettext("Nobody is bound yet: choose the obligors."), messages.WARNING)
