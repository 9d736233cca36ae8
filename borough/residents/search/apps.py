from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "borough.residents.search"
    label = "search"
