from django.urls import path

from tracking import views
from tracking.totals.views import CommitmentOverview

app_name = "tracking"

urlpatterns = [
    path("commitments/", views.CommitmentList.as_view(), name="commitment-list"),
    path("commitments/overview/", CommitmentOverview.as_view(), name="overview"),
    path("commitments/<uuid:public_id>/", views.CommitmentDetail.as_view(), name="commitment-detail"),
]
