from django.urls import path

from . import views

app_name = "places-reports"
urlpatterns = [
    path("places/<str:identifier>/wrong/", views.wrong, name="wrong"),
    path("places/<str:identifier>/wrong/thanks/", views.thanks, name="thanks"),
    path("staff/places/reports/", views.reports, name="list"),
    path("staff/places/reports/<int:number>/", views.report, name="report"),
]
