from pathlib import Path

from django.apps import AppConfig

OPEN_DATA = Path(__file__).parents[3] / "opendata"


class RegistersConfig(AppConfig):
    name = "borough.platform.registers"
    label = "registers"

    def ready(self) -> None:
        from borough.platform.feeds import api as feeds

        from .declared import registers
        from .loading import known_sources, take

        feeds.add_folder(OPEN_DATA / "registers")
        feeds.consume(take)
        feeds.examine(known_sources)
        feeds.previewed_at("registers-staff:batch")
        registers()  # a declaration that cannot be used stops the start, and says why
