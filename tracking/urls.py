from django.urls import path

from tracking import views

app_name = "tracking"

urlpatterns = [
    path("commitments/", views.CommitmentList.as_view(), name="commitment-list"),
    path("commitments/<uuid:public_id>/", views.CommitmentDetail.as_view(), name="commitment-detail"),
]
