from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "borough.platform.access"
    label = "access"

    def ready(self) -> None:
        autodiscover_modules("actions")
        autodiscover_modules("attention")
