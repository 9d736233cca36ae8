from django.urls import path

from borough.ui import api as ui

from . import views

app_name = "places"
# Drawn at once and compressed: nothing secret is on these pages (decision 74).
urlpatterns = [
    path(route, ui.light(view), name=view.__name__)
    for route, view in {
        "nearest/": views.kinds,
        "nearest/everything/<str:where>/": views.everything,
        "nearest/<slug:key>/": views.ask,
        "nearest/<slug:key>/<str:where>/": views.answer,
        "nearest/<slug:key>/<str:where>/map.geojson": views.answer_map,
        "places/<str:identifier>/": views.place,
        "places/<str:identifier>/point.geojson": views.point,
    }.items()
]
