"""What list and detail pages share: rows that the reader may see, filters, pages that never fail, CSV."""

import hashlib
from functools import partial

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import DetailView
from django_filters.views import FilterView

from records.audit.actions import Action
from records.audit.entries import note
from records.capped import capped, counted
from records.csv_export import csv_response
from records.keyset import Keyset
from records.levels import Level, clearance_of


class CountedOnce(Paginator):
    """Pages of a queryset. The number of rows, when it is a large one, may be up to a minute old.

    To count a hundred thousand rows that a reader may see takes longer than to show fifty of them.
    """

    LARGE, KEPT_FOR = 1_000, 60

    # A quicker way to count them, where there is one: a function without arguments.
    count_rows = None

    @cached_property
    def count(self):
        return counted_once([self.object_list.order_by()], self.count_all)

    def count_all(self):
        return self.count_rows() if self.count_rows else self.object_list.order_by().count()


class CountedUpTo(CountedOnce):
    """Pages of a queryset of which only the first 10,000 rows are counted, and so paged through: a filter shows the rest."""

    def count_all(self):
        return capped(counted(self.object_list))


def counted_once(querysets, count):
    """The number that `count` gives of the rows of `querysets`; when it is a large one, it may be up to a minute old."""
    return kept_once("rows", querysets, count, lambda number: number > CountedOnce.LARGE)


def kept_once(what, querysets, work_out, is_large):
    """What `work_out` gives of the rows of `querysets`, called `what`; where `is_large` of it, up to a minute old."""
    # The level of the reader is among the values asked with.
    key = f"{what}:{hashlib.sha256(repr([asked_by(rows) for rows in querysets]).encode()).hexdigest()}"
    found = caches["counts"].get(key)
    if found is None:
        found = work_out()
        if is_large(found):
            caches["counts"].set(key, found, CountedOnce.KEPT_FOR)
    return found


def asked_by(rows):
    """The query and the values of a queryset; None where it is known to have no rows."""
    try:
        return rows.query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return None


class RecordList(FilterView):
    """A list of records. Subclasses name `model`, `filterset_class` and `columns`, and may extend `rows` and `dress`."""

    paginate_by = 50
    paginator_class = CountedOnce
    template_name_suffix = "_list"
    # Pairs (heading, function of a row) of the CSV file.
    columns = ()

    def rows(self, visible):
        """The rows to list, in their usual order."""
        return visible

    def dress(self, rows):
        """`rows`, a list, with what only the rows shown need."""
        return rows

    def get_queryset(self):
        return self.rows(self.model.objects.visible_to(self.request.user))

    def get(self, request, *args, **kwargs):
        self.filterset = self.get_filterset(self.filterset_class)
        self.object_list = self.filterset.qs
        if request.GET.get("format") != "csv":
            return self.render_to_response(self.get_context_data(filter=self.filterset))
        if self.filterset.is_bound and self.filterset.errors:
            # A file with rows that a filter should have left out would be taken for the answer.
            return HttpResponse(refusal(self.filterset.form), status=400, content_type="text/plain; charset=utf-8")
        note(
            Action.EXPORTED,
            model=self.model,
            level=clearance_of(request.user),
            facts={"format": "csv", "rows": self.object_list.count(), "filters": self.filters_in_use()},
        )
        return csv_response(slugify(self.model._meta.verbose_name_plural), self.columns, self.object_list, self.dress)

    def filters_in_use(self):
        """The names of the filters that narrow the list, without what they ask for."""
        return sorted(name for name, value in self.filterset.data.items() if name in self.filterset.filters and value)

    def paginate_queryset(self, queryset, page_size):
        """The page asked for; the first for what is no number, the last for a number past it."""
        # Keys first: the database then sorts and skips keys alone, however wide the rows.
        keys = self.get_paginator(queryset.values_list("pk", flat=True), page_size)
        if not self.filterset.narrows:
            keys.count_rows = partial(self.model.objects.number_visible_to, self.request.user)
        page = keys.get_page(self.request.GET.get("page"))
        # Without filters and order, or SQLite walks the index of those, past every row that is not on the page.
        rows = self.get_queryset().order_by().in_bulk(list(page.object_list))
        page.object_list = self.dress([rows[key] for key in page.object_list if key in rows])
        return page.paginator, page, page.object_list, page.has_other_pages()


class KeysetList(RecordList):
    """A list of so many rows that its pages are found by cursors, and its rows counted no further than “10,000+”.

    Its filterset has `parts()`, the Parts of the list in the order asked for, `is_descending`, and `number()`, its rows
    counted up to 10,000.
    """

    def what(self):
        """Which list this is: its filters and its order, as they stand in the address."""
        asked = [(name, values) for name, values in self.request.GET.lists() if name in self.filterset.filters]
        return f"{self.model._meta.label_lower} {sorted((name, values) for name, values in asked if any(values))}"

    def paginate_queryset(self, queryset, page_size):
        """The page whose cursor the address holds; the first where it holds none that leads anywhere."""
        filterset = self.filterset
        pages = Keyset(filterset.parts(), descending=filterset.is_descending, what=self.what(), size=page_size)
        page = pages.page(self.request.GET)
        # What all stands on one page needs no counting.
        pages.count = (
            kept_once("rows", [filterset.qs], filterset.number, lambda number: number > page_size)
            if page.has_other_pages
            else len(page.keys)
        )
        rows = self.get_queryset().order_by().in_bulk(page.keys)
        shown = self.dress([rows[key] for key in page.keys if key in rows])
        return pages, page, shown, page.has_other_pages


def refusal(form):
    """Why no file is made, one line for each field refused."""
    lines = [f"{form.fields[name].label}: {' '.join(errors)}" for name, errors in form.errors.items()]
    return "\n".join([_("No file was made, because a filter was not understood."), *lines, ""])


class RecordDetail(DetailView):
    """The page of one record. One that is hidden from the reader is answered like one that does not exist."""

    slug_field = slug_url_kwarg = "public_id"

    def get_queryset(self):
        return self.rows(self.model.objects.visible_to(self.request.user))

    def rows(self, visible):
        return visible


def reader_in(context):
    """Whom the template with this `context` is drawn for; anyone where it has no user."""
    return context.get("user") or Level.PUBLIC
