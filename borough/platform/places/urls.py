from django.urls import path
from django.views.decorators.gzip import gzip_page

from . import views

app_name = "places"
# Compressed: nothing secret is on these pages.
urlpatterns = [
    path(route, gzip_page(view), name=view.__name__)
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
