from django.urls import path

from borough.ui import api as ui

from . import views

app_name = "places-for-others"
urlpatterns = [
    # The routes of 2015, as its client asks for them: no slash at the end.
    path("services/streetworks/locations/<str:postcode>", views.streetworks, name="streetworks"),
    path(
        "services/streetworks/locations/lats/<str:latitude>/lngs/<str:longitude>",
        views.streetworks_at,
        name="streetworks-at",
    ),
    path("services/<str:service>", views.service, name="service"),
    path("services/<str:service>/locations/<str:postcode>", views.service, name="service-near"),
    path(
        "services/<str:service>/locations/lats/<str:latitude>/lngs/<str:longitude>",
        views.service_at,
        name="service-at",
    ),
    path("addresses/<str:uprn>", views.address, name="address"),
    path("uprn/<path:words>", views.uprn, name="uprn"),
    path("auth_token", views.token, name="token"),
    path("api", views.documentation, name="documentation"),
    path("output/api-docs.json", views.swagger, name="swagger"),
    path("open-referral/", views.open_referral, name="open-referral"),
    path("open-referral/services", views.services, name="services"),
    path("open-referral/services/<uuid:identifier>", views.one_service, name="one-service"),
    path("nearest/<slug:key>.kml", views.kml, name="kml"),
    path("places/<str:identifier>/schema.json", views.json_ld, name="json-ld"),
    path("widget/", ui.light(views.widget_page), name="widget"),
]
