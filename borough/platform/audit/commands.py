"""The log on the command line."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
from django.utils import timezone

from . import heads, operations, queries
from .rules import Broken, Entry, Unguarded


@click.command()
@click.option("--head", "kept", type=click.Path(exists=True, path_type=Path), help="Heads that you kept.")
def verify(kept: Path | None) -> None:
    """Prove that the log is whole: nothing changed, removed, moved or cut off; and that its guards stand.

    Ends with 1 when it is not, or they do not.
    """
    began = time.perf_counter()
    try:
        found = queries.verify(list(heads.read(kept)) if kept else [], watch=_progress)
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    if isinstance(found, Broken):
        raise click.ClickException(
            f"The log is broken at entry {found.position:,}. {found.reason} {found.remedy}"
        )
    if isinstance(found, Unguarded):
        raise click.ClickException(
            f"Every entry of the log is whole, but it is not guarded. {found.reason} {found.remedy}"
        )
    seconds = time.perf_counter() - began
    click.echo(f"The log is whole: {found.entries:,} entries checked in {seconds:.1f} seconds.")
    click.echo(f"Last hash: {found.hash}")
    if since := queries.oldest_unsigned():
        # What no head has signed could be rewritten by whoever owns the tables, and the chain would still hold.
        click.echo(f"Not yet signed: the entries since {timezone.localtime(since):%-d %B %Y %H:%M}.")


def _progress(entries: Iterator[Entry]) -> Iterator[Entry]:
    end = queries.last()
    bar = click.progressbar(
        entries, length=end.position if end else 0, label="Checking", file=sys.stderr, update_min_steps=10_000
    )
    with bar as watched:
        yield from watched


@click.command()
def head() -> None:
    """Print the log's signed end, one line of JSON. Give it to somebody outside the council to keep."""
    signed = operations.sign_head()
    if signed is None:
        raise click.ClickException("The log is empty: nothing has been recorded yet.")
    click.echo(signed.written())


COMMANDS = {"audit verify": verify, "audit head": head}
