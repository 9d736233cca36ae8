from django.urls import path

from . import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("why/", views.why, name="why"),
    path("data/", views.held, name="held"),
    path("data/<slug:slug>/", views.held_system, name="held_system"),
    path("wards/", views.wards, name="wards"),
    path("wards/<slug:slug>/", views.ward, name="ward"),
    path("wards.geojson", views.ward_shapes, name="ward_shapes"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("design/", views.design, name="design"),
    path("design/form/", views.design_form, name="design_form"),
    path("design/<str:name>/", views.design_component, name="design_component"),
]
