"""The design system: shell, components, form renderer, list page, item page, timeline, chart, map."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "borough.ui"
    label = "ui"

    def ready(self) -> None:
        autodiscover_modules("navigation")
