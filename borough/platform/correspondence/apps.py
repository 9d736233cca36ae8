from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "borough.platform.correspondence"
    label = "correspondence"
