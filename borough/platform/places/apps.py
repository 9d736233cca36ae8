from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "borough.platform.places"
    label = "places"

    def ready(self) -> None:
        from borough.platform.gazetteer import api as gazetteer
        from borough.platform.privacy import api as privacy

        from .address_section import nearest_section
        from .opening import bank_holidays

        gazetteer.add_section(60, nearest_section)
        privacy.holidays_are(bank_holidays)
