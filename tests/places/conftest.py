"""The real registers, loaded once for a file of tests and taken back after it; and libraries and toilets to edit."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from borough.platform.audit.operations import System
from borough.platform.feeds import api as feeds
from borough.platform.registers import api as registers
from borough.platform.registers import snapshots
from tests.registers.world import loaded

OPEN_DATA = Path(__file__).parents[2] / "opendata"
EDITOR = System(id="user:5", name="Maya Editor")


# Those that the gazetteer and the places are made from, and one with its own licence.
REGISTERS = ["places", "toilets_osm", "trees", "postcodes", "postcodes_outside", "postcodes_old", "streets",
             "wards", "cpz", "lsoa", "msoa", "borough", "bank_holidays"]  # fmt: skip


@pytest.fixture(scope="module")
def held(django_db_setup, django_db_blocker, tmp_path_factory):
    from django.conf import settings

    kept = settings.FEEDS_FOLDER
    settings.FEEDS_FOLDER = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), transaction.atomic():
        loaded(*REGISTERS)
        yield
        transaction.set_rollback(True)
    settings.FEEDS_FOLDER = kept


@pytest.fixture
def places(settings, tmp_path, monkeypatch, db) -> list[registers.Item]:
    """73 real rows of the register of places, and the bank holidays."""
    settings.FEEDS_FOLDER = tmp_path / "kept"
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(snapshots, "CHECK_EVERY", 0.0)
    with (OPEN_DATA / "places.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in ("library", "public_toilet")]
    part = tmp_path / "places.csv"
    with part.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    contract = registers.register("places").contract
    feeds.receive(contract, part, extracted_on=date(2025, 10, 18), by=EDITOR, now=_now())
    list(registers.load_registers("bank_holidays"))
    return registers.items("places")


def _now():
    from django.utils import timezone

    return timezone.now()
