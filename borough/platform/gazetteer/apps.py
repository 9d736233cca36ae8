from pathlib import Path

from django.apps import AppConfig


class GazetteerConfig(AppConfig):
    name = "borough.platform.gazetteer"
    label = "gazetteer"

    def ready(self) -> None:
        from borough.platform.feeds import api as feeds

        from .ingest import ingest

        feeds.add_folder(Path(__file__).parent / "feeds")
        feeds.consume(ingest)
