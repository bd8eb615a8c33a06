"""Reading pages on briefs: the list, and the editions that were issued."""

from django.utils import timezone
from django.views.generic import DetailView, View

from briefs.filters import BriefFilter
from briefs.models import Brief, Edition
from briefs.views_editions import about, attachment, edition_for, file_name, withdrawn_page
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
        return edition_for(self.request.user, self.kwargs["brief"], self.kwargs["number"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**about(self.object, self.request.user), **kwargs)


class EditionFile(View):
    """The PDF of an edition, always as an attachment."""

    def get(self, request, brief, number):
        edition = edition_for(request.user, brief, number, Edition.objects.defer("content"))
        if refused := withdrawn_page(request, edition):
            return refused
        note(Action.EXPORTED, edition, facts={"format": "pdf"})
        return attachment(bytes(edition.pdf), file_name(edition, "pdf"), "application/pdf")
