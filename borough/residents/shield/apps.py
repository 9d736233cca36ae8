from django.apps import AppConfig


class ShieldConfig(AppConfig):
    name = "borough.residents.shield"
    label = "shield"
