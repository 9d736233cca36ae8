"""A small borough in the database: the real registers, a few homes and what the registers say of them."""

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.db import transaction
from django.utils import timezone

from borough.platform.feeds import api as feeds
from borough.platform.registers import api as registers

REGISTERS = (
    "postcodes", "postcodes_outside", "postcodes_old", "streets", "wards", "cpz", "lsoa", "msoa", "borough",
    "bank_holidays",
)  # fmt: skip
DAY = date(2026, 10, 31)


@cache
def extracts() -> Path:
    """What the synthetic borough's registers send."""
    folder = Path(mkdtemp(prefix="borough-registers-"))
    command = [
        sys.executable,
        "-m",
        "synthetic",
        "--people",
        "300",
        "--seed",
        "1",
        "--out",
        str(folder / "made"),
        "--quiet",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "made" / "extracts" / DAY.isoformat()


def load() -> None:
    """Into the database of a test that has one."""
    for one in registers.load_registers(*REGISTERS):
        assert one.known or one.outcome.state == "applied", str(one)
    for path in sorted(extracts().iterdir()):
        contract = feeds.contract_of(path.stem)
        if contract and (contract.register or contract.slug == "addresses"):
            outcome = feeds.receive(contract, path, extracted_on=DAY, now=timezone.now())
            assert outcome.state == "applied", (path.name, outcome.problems)


@pytest.fixture(scope="module")
def borough(django_db_setup, django_db_blocker, tmp_path_factory):
    """For the tests of one module; nothing is left of it."""
    from django.conf import settings

    settings.FEEDS_FOLDER = tmp_path_factory.mktemp("feeds")
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)
