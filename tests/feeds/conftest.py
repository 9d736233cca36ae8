import pytest

from borough.platform.feeds import consumers, contracts
from tests.feeds.world import World


@pytest.fixture
def world(tmp_path, settings, monkeypatch, db):
    settings.FEEDS_FOLDER = tmp_path / "kept"
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    world = World(incoming)
    monkeypatch.setattr(consumers, "_consumers", [world.take])
    monkeypatch.setattr(contracts, "_contracts", dict(contracts._contracts))
    world.agree()
    return world
