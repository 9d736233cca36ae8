from django.urls import path

from . import views

app_name = "places-insight"
urlpatterns = [
    path("", views.home, name="home"),
    path("coverage/", views.covered, name="coverage"),
    path("coverage/<slug:slug>/", views.kind, name="kind"),
    path("coverage/<slug:slug>.geojson", views.shapes, name="shapes"),
    path("gaps/", views.gaps, name="gaps"),
]
