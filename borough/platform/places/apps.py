from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "borough.platform.places"
    label = "places"

    def ready(self) -> None:
        from borough.platform.gazetteer import api as gazetteer

        from .address_section import nearest_section

        gazetteer.add_section(60, nearest_section)
