"""Every route of the house, by door."""

from django.urls import include, path

urlpatterns = [
    path("", include("borough.public.urls")),
    path("staff/", include("borough.staff.urls")),
    path("staff/", include("borough.platform.privacy.urls")),
    path("sign-in/", include("borough.platform.access.urls")),
]
