"""Pages on statements."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from records.audit.actions import Action
from records.audit.entries import note
from records.csv_export import csv_response
from records.levels import clearance_of
from records.pages import RecordDetail, RecordList, refusal
from records.word_search.query import Query
from statements.comparing import compared, pairs
from statements.filters import SearchFilter, StatementFilter
from statements.models import Signature, Statement, StatementLink, Version
from statements.reading import Reading, with_contents
from statements.searching import KINDS, hits_of, matching, search


class StatementList(RecordList):
    """Statements, the latest first."""

    model = Statement
    filterset_class = StatementFilter
    columns = (
        ("public_id", lambda row: row.public_id),
        ("title", lambda row: row.title),
        ("form", lambda row: row.form),
        ("process", lambda row: row.process.name),
        ("round", lambda row: row.round),
        ("issued_on", lambda row: row.issued_on and row.issued_on.edtf),
        ("languages", lambda row: " ".join(version.language for version in row.known_versions)),
        ("commitments", lambda row: row.commitment_count),
    )

    def rows(self, visible):
        shown = visible.select_related("process", "round").only(
            *("public_id", "title", "form", "issued_on"),
            *("process__public_id", "process__name", "round__public_id", "round__name"),
        )
        return shown.order_by("-issued_on_latest", "-pk")

    def dress(self, rows):
        return with_contents(rows, self.request.user)


class StatementDetail(RecordDetail):
    """One statement: its texts side by side with its commitments marked, who signed, what it changes."""

    model = Statement

    def rows(self, visible):
        return visible.select_related("process", "round")

    def get_context_data(self, **kwargs):
        reader, said = self.request.user, self.object
        links = StatementLink.objects.visible_to(reader)
        reading = Reading(said, reader, with_replaced=self.request.GET.get("texts") == "all")
        later = list(
            links.filter(earlier=said).select_related("statement").order_by("statement__issued_on_latest", "pk")
        )
        return super().get_context_data(
            reading=reading,
            comparable=pairs(reading.known),
            signatures=Signature.objects.visible_to(reader).filter(statement=said).select_related("party", "person"),
            links=links.filter(statement=said).select_related("earlier"),
            changed_by=[link for link in later if link.kind in StatementLink.CHANGING],
            annexes=[link for link in later if link.kind == StatementLink.Kind.ANNEX],
            reaffirmed_by=[link for link in later if link.kind == StatementLink.Kind.REAFFIRMS],
            **kwargs,
        )


class StatementComparison(RecordDetail):
    """Two texts of a statement compared: those of the public ids `old` and `new`."""

    model = Statement
    template_name = "statements/compare.html"

    def get_context_data(self, **kwargs):
        old, new = self.version("old"), self.version("new")
        return super().get_context_data(compared=compared(old, new, self.request.user), **kwargs)

    def version(self, name):
        """The version asked for by `name`; one that is hidden is answered like one that does not exist."""
        try:
            asked = UUID(self.request.GET.get(name, ""))
        except ValueError as error:
            raise Http404 from error
        seen = Version.objects.visible_to(self.request.user).filter(statement=self.object, public_id=asked)
        if (found := seen.first()) is None:
            raise Http404
        return found


class SearchPage(TemplateView):
    """The record searched by words: the first hits of every kind, or all of one kind, page by page."""

    template_name = "statements/search.html"
    filterset_class = SearchFilter
    FIRST_OF_EACH, ON_A_PAGE = 5, 20
    columns = (
        ("public_id", lambda hit: hit.record.public_id),
        ("name", lambda hit: "".join(piece.text for piece in hit.name)),
        ("process", lambda hit: hit.statement.process.name),
        ("statement", lambda hit: hit.statement.title),
        ("issued_on", lambda hit: hit.statement.issued_on and hit.statement.issued_on.edtf),
        ("point", lambda hit: hit.point and hit.point.number),
        ("languages", lambda hit: " ".join(text.version.language for text in hit.texts)),
        ("words", lambda hit: " | ".join("".join(piece.text for piece in text.pieces) for text in hit.texts)),
    )

    def get(self, request, *args, **kwargs):
        visible = Statement.objects.visible_to(request.user)
        self.filter = self.filterset_class(request.GET or None, queryset=visible, request=request)
        if request.GET.get("format") == "csv":
            response = self.file()
        else:
            response = self.render_to_response(self.get_context_data(filter=self.filter))
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @property
    def question(self):
        """What `search` and `matching` are asked beside the kind."""
        asked = self.filter.asked
        return {
            "query": Query.of(asked["q"]),
            "reader": self.request.user,
            "language": asked.get("language", ""),
            "statements": self.filter.statements(),
        }

    def get_context_data(self, **kwargs):
        asked = self.filter.asked
        if "q" not in asked:
            return super().get_context_data(**kwargs)
        if kind := KINDS.get(asked.get("kind")):
            found, page = self.page_of(kind)
            return super().get_context_data(found=[found], hits_in_all=found.number, page_obj=page, **kwargs)
        found = [one for one in self.first_of_each() if one.number]
        return super().get_context_data(found=found, hits_in_all=len(found), **kwargs)

    def first_of_each(self):
        """The first hits of every kind."""
        return [search(kind, **self.question, count=self.FIRST_OF_EACH) for kind in KINDS.values()]

    def page_of(self, kind):
        """The Found of the page asked for, and its place among the pages; the last for a number past it."""
        # No record has more pages than nine digits can count.
        page = self.request.GET.get("page", "")[:9]
        first = max(int(page) - 1, 0) * self.ON_A_PAGE if page.isdecimal() else 0
        found = search(kind, **self.question, first=first, count=self.ON_A_PAGE)
        if found.number == 0 and first:
            number = matching(kind, **self.question).count()
            first = (max(number, 1) - 1) // self.ON_A_PAGE * self.ON_A_PAGE
            found = search(kind, **self.question, first=first, count=self.ON_A_PAGE)
        pages = Paginator(range(found.number), self.ON_A_PAGE)
        return found, pages.get_page(first // self.ON_A_PAGE + 1)

    def file(self):
        """All hits of one kind as CSV."""
        asked = self.filter.asked
        if self.filter.is_bound and self.filter.errors:
            return HttpResponse(refusal(self.filter.form), status=400, content_type="text/plain; charset=utf-8")
        if "q" not in asked or "kind" not in asked:
            sentence = _(
                "No file was made: say what to look for, and in what (kind=commitments, points, statements or events)."
            )
            return HttpResponse(f"{sentence}\n", status=400, content_type="text/plain; charset=utf-8")
        kind, reader = KINDS[asked["kind"]], self.request.user
        rows = matching(kind, **self.question).select_related(f"{kind.statement}process")
        facts = {"format": "csv", "rows": rows.count(), "filters": sorted(asked)}
        note(Action.EXPORTED, model=kind.model, level=clearance_of(reader), facts=facts)
        query, language = self.question["query"], self.question["language"]
        return csv_response(kind.name, self.columns, rows, lambda part: hits_of(kind, part, query, reader, language))
