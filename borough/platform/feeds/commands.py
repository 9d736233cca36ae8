"""`borough feeds load`, `borough feeds replay`, `borough new feed`."""

import re
from datetime import date
from pathlib import Path

import click
from django.utils import timezone

from borough.platform.audit import api as audit

from .contract import Contract
from .contracts import contract_of, contracts
from .models import State
from .operations import receive
from .queries import BatchSummary
from .reasons import REASONS, Refused

DELIVERY = re.compile(r"\d{4}-\d{2}-\d{2}")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def load(folder: Path) -> None:
    """Load the deliveries of FOLDER (FOLDER/YYYY-MM-DD/feed.ext), oldest first.

    What is loaded already is left alone, so that this may be stopped and started again.
    """
    folder = folder / "extracts" if (folder / "extracts").is_dir() else folder
    files = deliveries(folder)
    if not files:
        raise click.ClickException(f"No deliveries in {folder}: expected folders named by date.")
    width = max(len(contract.slug) for contract in contracts())
    for turn, (day, contract, path) in enumerate(files, 1):
        outcome = receive(contract, path, extracted_on=day, by=audit.SYSTEM, now=timezone.now())
        click.echo(f"{turn:>3}/{len(files)}  {day}  {contract.slug:<{width}}  {sentence(outcome)}")


def deliveries(folder: Path) -> list[tuple[date, Contract, Path]]:
    """Every file of every delivery that belongs to a feed, by date and title."""
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


COMMANDS = {"feeds load": load}
