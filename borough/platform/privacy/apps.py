from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "borough.platform.privacy"
    label = "privacy"
