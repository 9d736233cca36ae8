"""Personnel's list of staff, and a week judged by hand."""

import csv
from datetime import date
from pathlib import Path

import click
from django.utils import timezone

from . import operations
from .models import Colleague

COLUMNS = ["officer", "team", "manager", "person", "family", "friends", "begins", "ends", "leaving"]


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def staff(file: Path) -> None:
    """Load personnel's CSV of staff, in place of what was known.

    Columns: officer (user:7), team, manager, person, family and friends (by spaces), begins and ends (hours),
    leaving (2026-12-31 or empty).
    """
    with file.open(newline="", encoding="utf-8-sig") as lines:
        reader = csv.DictReader(lines)
        if missing := set(COLUMNS) - set(reader.fieldnames or ()):
            raise click.ClickException(f"{file} lacks the columns {', '.join(sorted(missing))}.")
        rows = [_row(file, number, line) for number, line in enumerate(reader, start=2)]
    click.echo(f"{operations.load_staff(rows):,} members of staff are known.")


def _row(file: Path, number: int, line: dict[str, str]) -> Colleague:
    try:
        return Colleague(
            officer=line["officer"], team=line["team"], manager=line["manager"], person=line["person"],
            family=line["family"].split(), friends=line["friends"].split(), begins=int(line["begins"] or 0),
            ends=int(line["ends"] or 24), leaving=date.fromisoformat(line["leaving"]) if line["leaving"] else None,
        )  # fmt: skip
    except ValueError as wrong:
        raise click.ClickException(f"{file}, line {number}: {wrong}.") from wrong


@click.command()
@click.option("--week", "last", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Its last day.")
def judge(last: object) -> None:
    """Judge the looks of one week. Doing it again adds nothing."""
    made = operations.judge(last.date(), now=timezone.now())  # type: ignore[attr-defined]
    click.echo(
        f"{sum(not alert.sampled for alert in made):,} alerts, {sum(a.sampled for a in made):,} random checks."
    )


COMMANDS = {"misuse staff": staff, "misuse judge": judge}
