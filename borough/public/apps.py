from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "borough.public"
    label = "public"
