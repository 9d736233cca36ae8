"""Explained once: the same pattern of the same person is silent for a year, or until a fact changes."""

from datetime import datetime, timedelta
from typing import Any

import polars as pl

from .documents import digest_of
from .models import Finding

SILENT = timedelta(days=365)
LIKE = ("kind", "feed", "key", "number", "home", "since", "until", "says", "also")


def likeness_of(facts: pl.DataFrame, row: dict[str, Any]) -> str:
    """Hash of what the facts in evidence say. Another day of an extract, or another row of it, changes nothing."""
    evidence = facts[sorted({*row["first"], *row["second"]})].select(LIKE).sort(LIKE)
    return digest_of(evidence.write_csv())


def explained(code: str, person_id: int, likeness: str, now: datetime) -> bool:
    """Whether somebody found no issue in these very facts within a year."""
    before = Finding.objects.filter(
        rule=code, person_id=person_id, likeness=likeness, outcome=Finding.Outcome.NOTHING
    )
    return before.filter(decided_at__gt=now - SILENT).exists()
