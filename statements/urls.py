from django.urls import path

from statements import views

app_name = "statements"

urlpatterns = [
    path("statements/", views.StatementList.as_view(), name="statement-list"),
    path("statements/<uuid:public_id>/", views.StatementDetail.as_view(), name="statement-detail"),
    path("statements/<uuid:public_id>/compare/", views.StatementComparison.as_view(), name="compare"),
]
