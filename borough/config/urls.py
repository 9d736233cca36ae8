"""Every route of the house, by door."""

from django.urls import include, path

from . import health, open_api

urlpatterns = [
    path("", include("borough.public.urls")),
    path("", include("borough.platform.places.urls")),
    path("api/", include((open_api.urls(), "open-api"))),
    path("", include("borough.platform.gazetteer.urls")),
    path("staff/", include("borough.staff.urls")),
    path("", include("borough.platform.privacy.urls")),
    path("registers/", include("borough.platform.registers.urls")),
    path("staff/registers/", include("borough.platform.registers.staff.urls")),
    path("staff/feeds/", include("borough.platform.feeds.urls")),
    path("", include("borough.platform.places.reports.urls")),
    path("", include("borough.platform.places.for_others.urls")),
    path("staff/places/", include("borough.platform.places.editing.urls")),
    path("staff/insight/", include("borough.platform.places.insight.urls")),
    path("staff/messages/", include("borough.platform.correspondence.urls")),
    path("staff/misuse/", include("borough.platform.misuse.urls")),
    path("", include("borough.platform.access.pages")),
    path("health/", health.alive),
    path("ready/", health.ready),
    path("sign-in/", include("borough.platform.access.urls")),
]

handler400 = "borough.ui.views.bad_request"
handler403 = "borough.ui.views.forbidden"
handler404 = "borough.config.open_api.not_found"
handler429 = "borough.ui.views.too_many"  # allauth's rate limits
handler500 = "borough.ui.views.fault"
