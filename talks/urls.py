from django.urls import path

from talks import views

app_name = "talks"

urlpatterns = [
    path("processes/", views.ProcessList.as_view(), name="process-list"),
    path("processes/<uuid:public_id>/", views.ProcessDetail.as_view(), name="process-detail"),
    path("rounds/", views.RoundList.as_view(), name="round-list"),
    path("parties/names/", views.PartyNames.as_view(), name="party-names"),
    path("places/names/", views.PlaceNames.as_view(), name="place-names"),
    path("rounds/<uuid:public_id>/", views.RoundDetail.as_view(), name="round-detail"),
]
