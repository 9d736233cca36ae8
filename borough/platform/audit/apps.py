from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "borough.platform.audit"
    label = "audit"
