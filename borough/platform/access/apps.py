from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "borough.platform.access"
    label = "access"
