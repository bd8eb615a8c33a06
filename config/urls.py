from django.contrib import admin
from django.urls import include, path

from records.views_health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("records/", include("records.urls")),
    path("briefs/", include("briefs.urls")),
]
