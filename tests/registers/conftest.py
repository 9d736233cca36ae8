import pytest

from borough.platform.feeds import contracts
from tests.registers.world import Cafes


@pytest.fixture(autouse=True)
def _files_are_kept_apart(settings, tmp_path):
    settings.FEEDS_FOLDER = tmp_path / "kept"


@pytest.fixture
def cafes(tmp_path, monkeypatch, db) -> Cafes:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    monkeypatch.setattr(contracts, "_contracts", dict(contracts._contracts))
    return Cafes(incoming).declare()
