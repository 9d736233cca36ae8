from django.apps import AppConfig


class MisuseConfig(AppConfig):
    name = "borough.platform.misuse"
    label = "misuse"
