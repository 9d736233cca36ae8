"""The log on the command line."""

import json
import sys
import time
from pathlib import Path

import click
from django.utils import timezone

from . import heads, operations, proving, queries, stored
from .heads import SignedHead
from .rules.walk import Broken, Unguarded


@click.command()
@click.option("--head", "kept", type=click.Path(exists=True, path_type=Path), help="Heads that you kept.")
@click.option("--entry", type=int, help="Prove that this one entry is in the log, and print the proof.")
@click.option("--between", type=(int, int), help="Prove that the head of one size begins that of another.")
def verify(kept: Path | None, entry: int | None, between: tuple[int, int] | None) -> None:
    """Prove that the log is whole: nothing changed, removed, moved or cut off; and that its guards stand.

    With --entry or --between, prove only that, in a moment. Ends with 1 when it does not hold.
    """
    if entry is not None:
        _prove_entry(entry)
    elif between:
        _prove_between(*between)
    else:
        _prove_all(_read(kept) if kept else [])


def _prove_all(kept: list[SignedHead]) -> None:
    began = time.perf_counter()
    try:
        with click.progressbar(length=stored.size_now(), label="Checking", file=sys.stderr) as bar:
            found = proving.verify(kept, watch=bar.update)
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
    click.echo(f"Root of the tree: {found.root}")
    if since := queries.oldest_unsigned():
        # What no head has signed could be rewritten by whoever owns the tables, and the tree would still hold.
        click.echo(f"Not yet signed: the entries since {timezone.localtime(since):%-d %B %Y %H:%M}.")


def _prove_entry(position: int) -> None:
    head = queries.newest_head()
    if not 0 < position <= stored.size_now():
        raise click.ClickException(f"The log has no entry {position:,}: it has {stored.size_now():,}.")
    if head is None or head.size < position:
        raise click.ClickException(
            "No head is signed over that entry yet: run borough audit head, then ask again."
        )
    _print(proof := proving.inclusion(position, head), proving.proves_inclusion(proof))


def _prove_between(old: int, new: int) -> None:
    found = [queries.head_of(size) for size in sorted((old, new))]
    if missing := [size for size, head in zip(sorted((old, new)), found, strict=True) if head is None]:
        raise click.ClickException(
            f"No head was signed of {missing[0]:,} entries: /audit/heads/ lists the sizes."
        )
    first, second = (head for head in found if head)
    _print(proof := proving.consistency(first, second), proving.proves_consistency(proof))


def _print(proof: dict[str, object], holds: bool) -> None:
    if not holds:
        raise click.ClickException(
            "It does not hold: the log was changed. Run borough audit verify to find where."
        )
    click.echo(json.dumps(proof))


def _read(file: Path) -> list[SignedHead]:
    try:
        return list(heads.read(file))
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong


@click.command()
def head() -> None:
    """Print the log's signed head, one line of JSON. Give it to somebody outside the council to keep."""
    signed = operations.recent_head()
    if signed is None:
        raise click.ClickException("The log is empty: nothing has been recorded yet.")
    click.echo(signed.written())


COMMANDS = {"audit verify": verify, "audit head": head}
