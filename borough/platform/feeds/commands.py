"""`borough feeds load`, `borough feeds replay`, `borough new feed`."""

from pathlib import Path

import click
from django.utils import timezone

from borough.platform.audit import api as audit

from . import skeleton
from .deliveries import load_folder, sentence
from .operations import replay

CHECKOUT = Path(__file__).parents[3]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def load(folder: Path) -> None:
    """Load the deliveries of FOLDER (FOLDER/YYYY-MM-DD/feed.ext), oldest first.

    What is loaded already is left alone, so that this may be stopped and started again.
    """
    files = 0
    for delivered in load_folder(folder):
        click.echo(str(delivered))
        files += 1
    if not files:
        raise click.ClickException(f"No deliveries in {folder}: expected folders named by date.")


@click.command()
@click.argument("batch", type=int)
@click.option("--why", required=True, help="Kept with the decision and in the audit log.")
def replay_batch(batch: int, why: str) -> None:
    """Read the stored file of BATCH again by the contract of today."""
    click.echo(sentence(replay(batch, why=why, by=audit.SYSTEM, now=timezone.now())))


@click.command()
@click.argument("name")
def new_feed(name: str) -> None:
    """Write the skeleton of a feed: contract, example file and test."""
    try:
        made = skeleton.write(name, CHECKOUT)
    except skeleton.CannotWrite as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(
        f"""Written:
  {made.contract}
  {made.example}
  {made.test}
Next:
  1. State in the contract what the source really sends.
  2. Put a few rows of it, made up, into the example file; say in the test what becomes of each.
  3. pytest {made.test}
  4. borough feeds load FOLDER, with the first real file in FOLDER/YYYY-MM-DD/{made.contract.stem}.csv"""
    )


COMMANDS = {"feeds load": load, "feeds replay": replay_batch, "new feed": new_feed}
