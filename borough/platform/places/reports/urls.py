from django.urls import path

from borough.ui import api as ui

from . import views

app_name = "places-reports"
urlpatterns = [
    path("places/<str:identifier>/wrong/", ui.light(views.wrong), name="wrong"),
    path("places/<str:identifier>/wrong/thanks/", ui.light(views.thanks), name="thanks"),
    path("wrong/<slug:register>/<path:key>/thanks/", ui.light(views.thanks_item), name="thanks-item"),
    path("wrong/<slug:register>/<path:key>/", ui.light(views.wrong_item), name="wrong-item"),
    path("staff/places/reports/", views.reports, name="list"),
    path("staff/places/reports/<int:number>/", views.report, name="report"),
]
