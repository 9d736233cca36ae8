"""A folder of deliveries, loaded oldest first: DIR/YYYY-MM-DD/<feed>.<extension>."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from borough.platform.audit import api as audit

from .contract import Contract
from .contracts import contract_of
from .models import State
from .operations import receive
from .queries import BatchSummary
from .reasons import REASONS, Refused

DELIVERY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one file. `known`: it was loaded before, and nothing was done."""

    turn: int
    of: int
    day: date
    feed: str
    outcome: BatchSummary | Refused

    @property
    def known(self) -> bool:
        return isinstance(self.outcome, Refused) and self.outcome.code == "already-loaded"

    def __str__(self) -> str:
        return f"{self.turn:>3}/{self.of}  {self.day}  {self.feed:<21}  {sentence(self.outcome)}"


def load_folder(folder: Path, *, by: audit.Actor = audit.SYSTEM) -> Iterator[Delivered]:
    """Load every file of every delivery, one transaction a file; may be stopped and started again."""
    files = deliveries(folder / "extracts" if (folder / "extracts").is_dir() else folder)
    for turn, (day, contract, path) in enumerate(files, 1):
        outcome = receive(contract, path, extracted_on=day, by=by, now=timezone.now())
        yield Delivered(turn, len(files), day, contract.slug, outcome)


def deliveries(folder: Path) -> list[tuple[date, Contract, Path]]:
    """Every file of every delivery that belongs to a feed, by date and name."""
    return [
        (date.fromisoformat(day.name), contract, path)
        for day in sorted(folder.iterdir())
        if day.is_dir() and DELIVERY.fullmatch(day.name)
        for path in sorted(day.iterdir())
        if (contract := contract_of(path.stem)) and path.is_file()
    ]


def sentence(outcome: BatchSummary | Refused) -> str:
    """What became of a file, in one line."""
    if isinstance(outcome, Refused):
        return REASONS[outcome.code].label.lower()
    if outcome.state == State.APPLIED:
        waiting = f", {outcome.rows_refused:,} in quarantine" if outcome.rows_refused else ""
        new, removed = outcome.tally.get("new", 0), outcome.tally.get("removed", 0)
        return f"{outcome.rows_read:,} rows: {new:,} new, {removed:,} removed{waiting}"
    why = "; ".join(detail for _, detail in outcome.problems)
    return f"{outcome.state}: {why}"
