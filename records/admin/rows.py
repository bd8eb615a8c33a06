"""Rows on the page of a record: its details, guarded with it, and records guarded by themselves."""

from django.contrib import admin
from django.db import transaction

from records.admin.forms import DetailForm, RecordRowForm, RowFormSet
from records.admin.options import KeptOptions
from records.audit.chain import take_turn


class Rows(KeptOptions):
    """Rows on the page of a record."""

    formset = RowFormSet
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.reader = request.user
        return formset

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if not self.is_saving(request):
            return rows
        # Their revisions are compared with those sent, then written: nobody may come in between.
        take_turn()
        return rows.select_for_update(of=("self",))

    def is_saving(self, request):
        return request.method == "POST" and transaction.get_connection().in_atomic_block


class DetailRows(Rows, admin.TabularInline):
    """Details (names, deadlines) in a table; the revision of the page's record guards them."""

    form = DetailForm


class RecordRows(Rows):
    """Records as rows, each guarded by its own revision."""

    form = RecordRowForm

    def get_fieldsets(self, request, obj=None):
        sections = [(title, {**options}) for title, options in super().get_fieldsets(request, obj)]
        if self.has_change_permission(request, obj):
            title, options = sections[-1]
            sections[-1] = (title, {**options, "fields": [*options["fields"], "opened_revision", "first_opened"]})
        return sections


class RecordTable(RecordRows, admin.TabularInline):
    """Records as the rows of a table."""


class RecordStack(RecordRows, admin.StackedInline):
    """Records as blocks, for those with long texts."""
