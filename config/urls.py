from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from records.post_size import refused_request
from records.sign_in.too_many import too_many_tries
from records.views_health import health
from tracking.search_page import RecordSearchPage

urlpatterns = [
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    path("health/", health, name="health"),
    path("search/", RecordSearchPage.as_view(), name="search"),
    path("admin/", admin.site.urls),
    path("account/", include("config.sign_in_urls")),
    path("records/", include("records.urls")),
    path("", include("talks.urls")),
    path("", include("statements.urls")),
    path("", include("events.urls")),
    path("", include("tracking.urls")),
    path("briefs/", include("briefs.urls")),
]

handler400 = refused_request
handler429 = too_many_tries
