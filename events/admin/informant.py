from django.contrib import admin

from events.models import Informant, InformantReport, Report
from records.admin.asking import Asking
from records.admin.forms import DetailForm, ReferenceForm, RowFormSet
from records.admin.guarded import GuardedPages
from records.admin.log_lines import LogLines
from records.audit.actions import Action
from records.audit.entries import note
from records.levels import AFTER_EVERY_EMBARGO


class SaidRows(admin.TabularInline):
    """The reports this person stands behind, as far as the keeper may see them."""

    model = InformantReport
    form = DetailForm
    formset = RowFormSet
    autocomplete_fields = ("report",)
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.reader = request.user
        return formset

    def get_queryset(self, request):
        seen = Report.objects.visible_to(request.user, AFTER_EVERY_EMBARGO)
        return super().get_queryset(request).filter(report__in=seen)


@admin.register(Informant)
class InformantAdmin(GuardedPages, Asking, LogLines, admin.ModelAdmin):
    """Who stands behind an anonymous label. Only keepers of informants find this page."""

    form = ReferenceForm
    list_display = ("name",)
    search_fields = ("name",)
    fieldsets = ((None, {"fields": ("name", "contact", "note")}),)
    inlines = (SaidRows,)
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    def get_object(self, request, object_id, from_field=None):
        informant = super().get_object(request, object_id, from_field)
        # Every page of one informant asks here, and shows the name to those it does not refuse.
        if informant is not None and self.has_view_or_change_permission(request, informant):
            note(Action.VIEWED, informant)
        return informant

    def changelist_view(self, request, extra_context=None):
        if self.has_view_or_change_permission(request):
            note(Action.VIEWED, model=Informant)
        return super().changelist_view(request, extra_context)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
