"""`profile`: what is in a file, before anything is linked."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from linkage import files
from linkage.commands.watch import watched
from linkage.limits import Limits
from linkage.progress import shown
from linkage.schema import Schema
from linkage.survey import profiling
from linkage.survey.profiling import Column, Profile

from .reading import guessed

PLACEHOLDERS = "Placeholders: shared by many unlike people, counted as missing"
HOT = "Hot blocks: over 60 records that share a key; they are left to finer keys"
SHOWN = 12
WIDTH = 120  # of a table that is not read on a terminal


def run(given: argparse.Namespace) -> None:
    if guessed(given):
        return
    progress = shown(quiet=given.quiet)
    with watched(Limits.of(given.memory, given.threads)):
        schema = Schema.read(given.schema) if given.schema else None
        with progress.stage("Reading"):
            stack = files.read_all(given.files, given.encoding)
        with progress.stage("Looking", stack.frame.height):
            found = profiling.profile(stack.frame, schema)
    if given.json:
        print(json.dumps(document(found), indent=2, ensure_ascii=False))
    else:
        _print(found, stack.name, by_schema=schema is not None)


def document(found: Profile) -> dict[str, Any]:
    """Plain JSON: keys as the names of the fields."""
    return asdict(found) | {"expect": list(found.expect)}


def _print(found: Profile, name: str, *, by_schema: bool) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    roles = "roles by the schema" if by_schema else "roles guessed: --guess prints them as a schema to mend"
    console.print(Text(f"{name}: {found.records:,} records; {roles}."), soft_wrap=True)
    console.print(_columns(found))
    if found.placeholders:
        rows = [(its.column, its.value, f"{its.records:,}", its.why) for its in found.placeholders]
        console.print(_table(PLACEHOLDERS, ("Column", "Value", "Records", "Why"), rows))
    if found.hot:
        blocks = [
            (its.rule, f"{its.blocks:,}", f"{its.records:,}", f"{_short(its.value)} {its.largest:,}")
            for its in found.hot[:SHOWN]
        ]
        console.print(_table(HOT, ("Same", "Blocks", "Records", "Largest"), blocks))
    for sentence in found.expect:
        console.print(Text(f"- {sentence}"), soft_wrap=True)


def _columns(found: Profile) -> Table:
    whole = max(found.records, 1)
    rows = [
        (its.name, its.role or "-", f"{its.filled / whole:.1%}", f"{its.distinct:,}", _top(its.top, whole),
         _top(its.shapes, whole), _remark(its))
        for its in found.columns
    ]  # fmt: skip
    heads = ("Column", "Role", "Filled", "Distinct", "Commonest", "Shapes", "Remarks")
    return _table("Columns", heads, rows)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", show_edge=False, pad_edge=False)
    for head in heads:
        numeric = head in ("Filled", "Distinct", "Records", "Blocks")
        table.add_column(head, justify="right" if numeric else "left", no_wrap=numeric, overflow="fold")
    for row in rows:
        table.add_row(*(Text(value) for value in row))
    return table


def _top(counted: tuple[tuple[str, int], ...], whole: int) -> str:
    return "\n".join(f"{_short(value)} {rows / whole:.1%}" for value, rows in counted[:3])


def _remark(its: Column) -> str:
    said = [its.why] if its.role is None or its.why.startswith("unsure") else []
    if its.illegible:
        first = f"{_short(its.illegible.first)} in row {its.illegible.row + 1}"
        said.append(f"{its.illegible.values:,} cannot be read, as {first}")
    return "; ".join(said)


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 24 else line[:23] + "…"
