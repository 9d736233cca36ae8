from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "borough.platform.registers"
    label = "registers"
