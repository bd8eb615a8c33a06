from django.urls import path

from records import views

app_name = "records"
urlpatterns = [
    path("date-reading/", views.DateReadingView.as_view(), name="date-reading"),
]
