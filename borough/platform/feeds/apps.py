from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "borough.platform.feeds"
    label = "feeds"

    def ready(self) -> None:
        from . import references

        references.declare()
