"""An admin with date boxes in a form and in rows that are added to it, for the browser."""

from django.contrib import admin
from django.urls import include, path

from talks.models import Process, Round

site = admin.AdminSite(name="admin")


class RoundRows(admin.TabularInline):
    model = Round
    fields = ["name", "opened_on"]
    extra = 0


@admin.register(Process, site=site)
class ProcessAdmin(admin.ModelAdmin):
    fields = ["name", "opened_on"]
    inlines = [RoundRows]


urlpatterns = [
    path("admin/", site.urls),
    path("records/", include("records.urls")),
]
