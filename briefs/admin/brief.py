from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from briefs.kinds import Kind, Section, refusal_of
from briefs.languages import INTERFACES
from briefs.models import Brief, Edition
from records.admin.base import RecordAdmin, VisibleRelatedFilter
from records.admin.forms import PageForm
from records.admin.next_steps import next_page
from records.admin.options import OnlyShown
from records.admin.unseen import unseen_keys
from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Statement
from talks.models import Process, Round


def write_address(**subject):
    """The page that asks for a brief, with its subject filled in: {"round": record}."""
    query = "&".join(f"{name}={record.public_id}" for name, record in subject.items())
    return f"{reverse('briefs:write')}?{query}"


class BriefForm(PageForm):
    """The form on a brief, which chooses as much as its kind asks for."""

    def clean(self):
        data = super().clean()
        chosen = {name: len(data.get(name) or ()) for name in ("commitments", "parties")}
        if "kind" in data and not self.hides_some_chosen and (sentence := refusal_of(data["kind"], **chosen)):
            self.add_error("parties" if data["kind"] == Kind.PARTY else "commitments", sentence)
        return data

    @property
    def hides_some_chosen(self):
        """Whether more is chosen than the reader sees, and so can count: then it is counted when an edition is issued."""
        return self.is_stored and any(
            unseen_keys(self.instance, Brief._meta.get_field(name), self.reader, AFTER_EVERY_EMBARGO)
            for name in ("commitments", "parties")
        )


@admin.register(Brief)
class BriefAdmin(RecordAdmin):
    form = BriefForm
    list_display = ("title", "kind", "process", "language", "seen_by")
    list_filter = (("process", VisibleRelatedFilter), "kind", "language", "level")
    list_select_related = ("process",)
    search_fields = ("title", "process__name")
    fieldsets = (
        (None, {"fields": ("title", "kind", "process", "language", "level", "embargo_until")}),
        (
            _("What it covers"),
            {
                "fields": (
                    *("rounds", "statements", "parties", "commitments", "themes"),
                    ("window_opens_on", "window_closes_on"),
                )
            },
        ),
        (_("How it is laid out"), {"fields": ("sections", "arrangement")}),
    )

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "language":
            kwargs["choices"] = [(each.value, each.label) for each in INTERFACES]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "sections":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.MultipleChoiceField(
            label=db_field.verbose_name.capitalize(),
            choices=Section.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=db_field.help_text,
        )


@admin.register(Edition)
class EditionAdmin(OnlyShown, RecordAdmin):
    """Editions can be looked at and fetched. They are issued from “Write a brief”, and never change."""

    comes_back = False
    list_display = ("__str__", "as_of", "issued_at", "issued_by", "seen_by")
    list_filter = (("brief", VisibleRelatedFilter), "level")
    list_select_related = ("brief", "issued_by")
    search_fields = ("brief__title", "pdf_sha256", "content_hash")
    fields = (
        "brief",
        "number",
        "as_of",
        "file",
        "pdf_sha256",
        "content_hash",
        "record_hash",
        "drawn_with",
        "codebook_version",
        "issued_at",
        "issued_by",
    )
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("file"))
    def file(self, edition):
        address = reverse("briefs:edition-file", args=[edition.brief.public_id, edition.number])
        return format_html('<a href="{}">{}</a>', address, _("PDF"))


next_page(
    after=Brief,
    room="briefs",
    label=_("Issue an edition"),
    address=lambda brief: reverse("briefs:order-edition", args=[brief.public_id]),
)
next_page(
    after=Process,
    room="briefs",
    label=_("Write a brief on these talks"),
    address=lambda process: write_address(process=process),
)
next_page(
    after=Round,
    room="briefs",
    label=_("Write a brief on this round"),
    address=lambda round_: write_address(process=round_.process, round=round_),
)
next_page(
    after=Statement,
    room="briefs",
    label=_("Write a brief on this statement"),
    address=lambda statement: write_address(process=statement.process, statement=statement),
)
