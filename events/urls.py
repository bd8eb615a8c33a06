from django.urls import path

from events import views

app_name = "events"

urlpatterns = [
    path("events/", views.EventList.as_view(), name="event-list"),
    path("events/map/", views.EventMapPage.as_view(), name="event-map"),
    path("events/timeline/", views.EventTimelinePage.as_view(), name="event-timeline"),
    path("events/<uuid:public_id>/", views.EventDetail.as_view(), name="event-detail"),
    path("questions/<uuid:public_id>/", views.QuestionDetail.as_view(), name="question-detail"),
]
