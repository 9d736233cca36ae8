"""The real registers, loaded once for a file of tests and taken back after it."""

import pytest
from django.db import transaction

from tests.registers.world import loaded

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
