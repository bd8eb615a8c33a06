from django.urls import path

from briefs import views

app_name = "briefs"

urlpatterns = [
    path("", views.BriefList.as_view(), name="brief-list"),
    path("write/", views.WriteBrief.as_view(), name="write"),
    path("preview/", views.PreviewBrief.as_view(), name="preview"),
    path("<uuid:brief>/editions/<int:number>/", views.EditionDetail.as_view(), name="edition-detail"),
    path("<uuid:brief>/editions/<int:number>/file/", views.EditionFile.as_view(), name="edition-file"),
]
