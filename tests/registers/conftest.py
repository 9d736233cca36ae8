import pytest

from borough.platform.feeds import contracts
from tests.registers.world import Cafes


@pytest.fixture
def cafes(tmp_path, monkeypatch, db) -> Cafes:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    monkeypatch.setattr(contracts, "_contracts", dict(contracts._contracts))
    return Cafes(incoming).declare()
