"""The contracts of the twelve systems against what the synthetic borough's systems really write."""

import subprocess
import sys

import polars as pl
import pytest

from borough.platform.feeds import consumers, contracts
from borough.platform.feeds.deliveries import load_folder
from borough.platform.feeds.models import QuarantinedRow

# What was done to a row, and the reason codes that it may wait for.
CAUGHT = {
    "no key": {"missing"},
    "impossible date": {"bad-date"},
    "one field more": {"wrong-columns"},
    "cut short": {"wrong-columns", "malformed"},
    "control character": {"control-character", "malformed", "wrong-columns"},
    "bad bytes": {"mixed-encoding", "malformed", "wrong-columns"},
}


@pytest.fixture(scope="module")
def borough(tmp_path_factory):
    folder = tmp_path_factory.mktemp("borough")
    command = [sys.executable, "-m", "synthetic", "--people", "1500", "--seed", "7", "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.django_db
def test_every_delivery_is_loaded_with_its_defects_caught(borough, settings, tmp_path, monkeypatch):
    settings.FEEDS_FOLDER = tmp_path
    known: dict[str, set[str]] = {}
    monkeypatch.setattr(consumers, "_consumers", [lambda change: learn(known, change)])
    loaded = list(load_folder(borough))
    assert {delivered.feed for delivered in loaded} == {
        contract.slug
        for contract in contracts.contracts()
        if contract.agreement or contract.register.get("demonstration")
    }

    held = {(d.feed, str(d.day), d.outcome.problems[0][0]) for d in loaded if d.outcome.state != "applied"}
    assert held <= {
        ("housing", "2026-10-15", "wrong-totals"),
        ("parking", "2026-10-15", "file-cut-off"),
    }
    for delivered in loaded:
        batch = delivered.outcome
        left_out = batch.tally.get("repeated", 0) + batch.tally.get("superseded", 0)
        assert batch.rows_read == batch.rows_good + batch.rows_refused + left_out, delivered
        assert batch.rows_refused <= max(3, batch.rows_read * 0.05), delivered

    planted = pl.read_parquet(borough / "truth" / "planted.parquet")
    applied = {(d.feed, str(d.day)) for d in loaded if d.outcome.state == "applied"}
    codes = {}
    for feed, day, code in QuarantinedRow.objects.values_list("batch__feed", "batch__extracted_on", "code"):
        codes.setdefault((feed, str(day)), []).append(code)
    for kind, feed, day in planted.select("kind", "system", "delivery").iter_rows():
        expected = CAUGHT.get(str(kind).removeprefix("defect: "))
        if expected and (feed, str(day)) in applied:
            assert expected & set(codes.get((feed, str(day)), [])), (
                f"{kind} in {feed} of {day} was not caught"
            )

    assert all(again.known for again in load_folder(borough))
    assert all(keys for keys in known.values())


def learn(known: dict[str, set[str]], change: consumers.Change) -> None:
    keys = known.setdefault(change.contract.slug, set())
    keys -= set(change.removed)
    keys |= set(change.changed["_key"])
