from django.urls import path

from . import views

app_name = "places-reports"
urlpatterns = [
    path("places/<str:identifier>/wrong/", views.wrong, name="wrong"),
    path("places/<str:identifier>/wrong/thanks/", views.thanks, name="thanks"),
    path("wrong/<slug:register>/<path:key>/thanks/", views.thanks_item, name="thanks-item"),
    path("wrong/<slug:register>/<path:key>/", views.wrong_item, name="wrong-item"),
    path("staff/places/reports/", views.reports, name="list"),
    path("staff/places/reports/<int:number>/", views.report, name="report"),
]
