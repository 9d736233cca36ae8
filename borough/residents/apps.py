from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "borough.residents"
    label = "residents"
