"""Reading pages on briefs: the list, and the editions that were issued."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import DetailView, View

from briefs.filters import BriefFilter
from briefs.models import Brief, Edition
from records.audit.actions import Action
from records.audit.entries import note
from records.pages import RecordList


class BriefList(RecordList):
    """Briefs with their editions."""

    model = Brief
    filterset_class = BriefFilter
    columns = (
        ("public_id", lambda row: row.public_id),
        ("title", lambda row: row.title),
        ("process", lambda row: row.process.name),
        ("language", lambda row: row.language),
        ("level", lambda row: row.get_level_display()),
        ("editions", lambda row: len(row.known_editions)),
        ("latest_as_of", lambda row: row.known_editions[0].as_of.isoformat() if row.known_editions else ""),
    )

    def rows(self, visible):
        return visible.for_list(self.request.user).order_by("title", "pk")

    def get_context_data(self, **kwargs):
        # The moment an edition is asked for as of, if one is: a second click asks for the same.
        return super().get_context_data(now=timezone.now(), **kwargs)


class EditionDetail(DetailView):
    """One edition: what it covers, and the hash by which anyone can check a copy."""

    def get_object(self):
        editions = (
            Edition.objects.visible_to(self.request.user).for_list().select_related("brief__process", "issued_by")
        )
        return get_object_or_404(editions, brief__public_id=self.kwargs["brief"], number=self.kwargs["number"])


class EditionFile(View):
    """The PDF of an edition, always as an attachment."""

    def get(self, request, brief, number):
        found = Edition.objects.visible_to(request.user).filter(brief__public_id=brief, number=number)
        edition = get_object_or_404(found.select_related("brief__process"))
        note(Action.EXPORTED, edition, facts={"format": "pdf"})
        name = f"{edition.brief.process.slug}-{edition.as_of:%Y-%m-%d}-edition-{number}.pdf"
        return HttpResponse(
            bytes(edition.pdf),
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
        )
