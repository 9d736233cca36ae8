from django.apps import AppConfig


class GazetteerConfig(AppConfig):
    name = "borough.platform.gazetteer"
    label = "gazetteer"
