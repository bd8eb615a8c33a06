from django.urls import path

from briefs import views, views_editions, views_orders, views_writing

app_name = "briefs"

urlpatterns = [
    path("", views.BriefList.as_view(), name="brief-list"),
    path("write/", views_writing.WriteBrief.as_view(), name="write"),
    path("preview/", views_writing.PreviewBrief.as_view(), name="preview"),
    path("<uuid:brief>/orders/", views_orders.OrderEdition.as_view(), name="order-edition"),
    path("<uuid:brief>/orders/<uuid:order>/", views_orders.OrderDetail.as_view(), name="order-detail"),
    path("<uuid:brief>/orders/<uuid:order>/progress/", views_orders.OrderProgress.as_view(), name="order-progress"),
    path("<uuid:brief>/editions/<int:number>/", views.EditionDetail.as_view(), name="edition-detail"),
    path("<uuid:brief>/editions/<int:number>/file/", views.EditionFile.as_view(), name="edition-file"),
    path(
        "<uuid:brief>/editions/<int:number>/content.json",
        views_editions.EditionContent.as_view(),
        name="edition-content",
    ),
    path("<uuid:brief>/editions/<int:number>/withdraw/", views_editions.WithdrawEdition.as_view(), name="withdraw"),
    path("<uuid:public_id>/", views_editions.BriefDetail.as_view(), name="brief-detail"),
    path("<uuid:brief>/compare/", views_editions.ChooseToCompare.as_view(), name="compare-choose"),
    path("<uuid:brief>/compare/<int:old>/<int:new>/", views_editions.CompareEditions.as_view(), name="compare"),
]
