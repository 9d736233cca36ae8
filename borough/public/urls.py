from django.urls import path

from borough.ui import api as ui

from . import views

app_name = "public"
# Drawn at once and compressed, unlike the pages of staff: nothing secret is on these (decision 74).
urlpatterns = [
    path(route, ui.light(view), name=view.__name__)
    for route, view in {
        "": views.home,
        "find/": views.find,
        "why/": views.why,
        "data/": views.held,
        "data/<slug:slug>/": views.held_system,
        "wards/": views.wards,
        "wards/<slug:slug>/": views.ward,
        "wards.geojson": views.ward_shapes,
        "audit/heads/": views.heads,
        "audit/heads.json": views.heads_file,
        "audit/heads/<int:old>/<int:new>.json": views.heads_proof,
        "accessibility/": views.accessibility,
        "privacy/": views.privacy,
        "cookies/": views.cookies,
        "design/": views.design,
        "design/form/": views.design_form,
        "design/<str:name>/": views.design_component,
    }.items()
]
