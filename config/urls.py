from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from records.views_health import health

urlpatterns = [
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("records/", include("records.urls")),
    path("", include("talks.urls")),
    path("", include("statements.urls")),
    path("", include("events.urls")),
    path("", include("tracking.urls")),
    path("briefs/", include("briefs.urls")),
]
