from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "borough.platform.places"
    label = "places"
