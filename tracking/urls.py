from django.urls import path

from tracking import codebook_pages, deadline_views, views
from tracking.totals.views import CommitmentOverview

app_name = "tracking"

urlpatterns = [
    path("commitments/", views.CommitmentList.as_view(), name="commitment-list"),
    path("commitments/overview/", CommitmentOverview.as_view(), name="overview"),
    path("commitments/<uuid:public_id>/", views.CommitmentDetail.as_view(), name="commitment-detail"),
    path("deadlines/", deadline_views.DeadlineList.as_view(), name="deadline-list"),
    path("deadlines.ics", deadline_views.AllDeadlines.as_view(), name="deadline-calendar"),
    path(
        "processes/<uuid:public_id>/deadlines.ics",
        deadline_views.DeadlinesOfProcess.as_view(),
        name="process-deadline-calendar",
    ),
    path("codebook/", codebook_pages.codebook, name="codebook"),
    path("codebook/<str:version>.json", codebook_pages.as_json, name="codebook-json"),
    path("codebook/<str:version>.csv", codebook_pages.as_csv, name="codebook-csv"),
    path("codebook/<str:version>/", codebook_pages.codebook, name="codebook-version"),
]
