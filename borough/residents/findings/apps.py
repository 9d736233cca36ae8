from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "borough.residents.findings"
    label = "findings"
