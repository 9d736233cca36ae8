from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "borough.ui"
    label = "ui"
