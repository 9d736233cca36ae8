from pathlib import Path

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "borough.residents"
    label = "residents"

    def ready(self) -> None:
        from borough.platform.feeds import api as feeds
        from borough.platform.misuse import api as misuse

        from . import references
        from .circles import circles
        from .ingest import ingest
        from .queries import a_row_is_kept_back, whom_a_row_is_about

        references.declare()
        feeds.add_folder(Path(__file__).parent / "feeds")
        feeds.consume(ingest)
        feeds.tell_whom(whom_a_row_is_about)
        feeds.keep_back(a_row_is_kept_back)
        misuse.describes(circles)
