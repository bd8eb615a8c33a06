"""The overview of commitments: how they fare, counted."""

import dataclasses

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from records.audit.actions import Action
from records.audit.entries import note
from records.csv_export import csv_response
from records.levels import clearance_of
from records.pages import refusal
from statements.models import Commitment
from tracking.totals import drawing
from tracking.totals.counting import KEYS, totals
from tracking.totals.filters import OverviewFilter
from tracking.totals.rows import rows_of, whole_row
from tracking.totals.trend import trend


class CommitmentOverview(TemplateView):
    """How commitments fare: counts, shares and the index of each group, and how they moved."""

    http_method_names = ("get", "head", "options")
    template_name = "tracking/overview.html"
    GROUPS_ON_A_PAGE = 25
    NUMBERS = (
        *((str(key), lambda row, place=place: row.count.numbers[place]) for place, key in enumerate(KEYS)),
        ("all", lambda row: row.count.total),
        ("index", lambda row: "" if row.count.index.value is None else f"{row.count.index.value:.1f}"),
        ("with_score", lambda row: row.count.index.scored),
        ("without_score", lambda row: row.count.index.unscored),
    )
    # Pairs (heading, function of a row) of the two files.
    GROUPS = (("public_id", lambda row: row.public_id), ("name", lambda row: row.name), *NUMBERS)
    TREND = (("period_ends", lambda period: period.last), *NUMBERS)

    def get(self, request, *args, **kwargs):
        self.filter = OverviewFilter(request.GET or None, queryset=Commitment.objects.none(), request=request)
        if request.GET.get("format") in ("csv", "trend"):
            response = self.file()
        else:
            response = self.render_to_response(self.get_context_data(filter=self.filter))
        if request.GET:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    @cached_property
    def totals(self):
        return totals(self.filter.question, self.filter.grouping)

    @cached_property
    def trend(self):
        """The Periods until the moment asked about, or until now: nothing is told of the future."""
        now, question = timezone.now(), self.filter.question
        last = dataclasses.replace(question, as_of=min(question.as_of or now, now))
        return trend(last, self.filter.asked.get("unit"))

    def get_context_data(self, **kwargs):
        pages = Paginator(self.totals.groups, self.GROUPS_ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        page.object_list = rows_of(page.object_list, self.filter)
        return super().get_context_data(
            totals=self.totals,
            whole=whole_row(self.totals, self.filter),
            page_obj=page,
            paginator=pages,
            trend=self.trend,
            chart=drawing.chart(self.trend) if self.trend else None,
            grouping=self.filter.grouping,
            question=self.filter.question,
            **kwargs,
        )

    def file(self):
        """The groups, the whole first, or the trend, as CSV."""
        if self.filter.is_bound and self.filter.errors:
            return HttpResponse(refusal(self.filter.form), status=400, content_type="text/plain; charset=utf-8")
        what = self.request.GET["format"]
        name, columns = ("trend", self.TREND) if what == "trend" else (self.filter.grouping.name, self.GROUPS)
        rows = self.trend if what == "trend" else self.groups_in_full()
        facts = {"format": "csv", "rows": len(rows), "filters": sorted(self.filter.asked)}
        note(Action.EXPORTED, model=Commitment, level=clearance_of(self.request.user), facts=facts)
        return csv_response(f"commitments-by-{name}" if what == "csv" else name, columns, rows, list)

    def groups_in_full(self):
        return [whole_row(self.totals, self.filter), *rows_of(self.totals.groups, self.filter)]
