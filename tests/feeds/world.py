"""A small world to tell stories of feeds in: a contract of three columns, and what a consumer knows."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from borough.platform.audit.operations import System
from borough.platform.feeds import consumers, contracts, operations
from borough.platform.feeds.contract import Contract
from borough.platform.feeds.contract_file import parse_contract
from borough.platform.feeds.models import QuarantinedRow
from borough.platform.feeds.queries import BatchSummary
from borough.platform.feeds.reasons import Refused

NOW = datetime.datetime(2026, 10, 5, 9, 0, tzinfo=datetime.UTC)
FIRST = datetime.date(2026, 10, 1)
OFFICER = System(id="user:7", name="Olu Officer")
WHY = "agreed with the source by telephone"

HEAD = """
title = "Cards"
system = "Card system"
owner = "Libraries"
description = "Who holds a card."
cadence = "7 days"
late_after = "10 days"
keep = "2 years"
{top}
[agreement]
reference = "IG-1"
controller = "The council"
until = 2030-01-01

[file]
{file}
"""
COLUMNS = """
[[column]]
source = "CARD"
field = "card"
description = "Card number."
role = "id"
{card}
[[column]]
source = "NAME"
field = "name"
description = "Whole name."
role = "full_name"
{name}
[[column]]
source = "BORN"
field = "born"
type = "date"
formats = {formats}
high = "extract"
description = "Birth date."
role = "date_of_birth"
{born}
"""
TOPS = {
    "replace": 'mode = "replace"\nkey = "{card}"\nunique = true\n',
    "events": 'mode = "append"\nkey = "{card}"\n',
    "keyless": 'mode = "append"\n',
    "upsert": 'mode = "upsert"\nkey = "{card}"\n',
}
OPERATION = '[operation]\nsource = "OP"\nupsert = ["I", "U"]\ndelete = ["D"]\n'


def contract_text(mode: str = "replace", file: str = 'format = "csv"', totals: str = "", **parts: str) -> str:
    top = TOPS[mode] + parts.get("top", "")
    extra = (totals and f"\n[file.totals]\n{totals}\n") + (OPERATION if mode == "upsert" else "")
    formats = parts.get("formats", '["%d/%m/%Y"]')
    columns = COLUMNS.format(
        formats=formats, **{name: parts.get(name, "") for name in ("card", "name", "born")}
    )
    return HEAD.format(top=top, file=file) + extra + columns


@dataclass
class World:
    """`known`: what a consumer that believes every change now holds: key -> (name, born)."""

    folder: Path
    contract: Contract = field(init=False)
    known: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    calls: list[tuple[int, list[str], list[str]]] = field(default_factory=list)

    def agree(self, **contract: str) -> Contract:
        self.contract = parse_contract("cards", contract_text(**contract))
        contracts._contracts["cards"] = self.contract
        return self.contract

    def take(self, change: consumers.Change) -> None:
        for key in change.removed:
            self.known.pop(key, None)
        for row in change.changed.iter_rows(named=True):
            self.known[row["_key"]] = (row["name"], row["born"])
        self.calls.append((change.batch_id, change.changed["_key"].to_list(), change.removed.to_list()))

    def write(self, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = self.folder / f"cards-{len(list(self.folder.iterdir()))}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def receive(self, content: str | bytes, day: int = 0, again: bool = False) -> BatchSummary | Refused:
        return operations.receive(
            self.contract, self.write(content), extracted_on=FIRST + datetime.timedelta(day), by=OFFICER,
            now=NOW, again=again,
        )  # fmt: skip

    def loads(self, content: str | bytes, day: int = 0) -> BatchSummary:
        batch = self.receive(content, day)
        assert isinstance(batch, BatchSummary), batch
        return batch

    def quarantine(self) -> list[tuple[int, str]]:
        """(row number, `field:code` by bars) of every row in quarantine."""
        return list(QuarantinedRow.objects.order_by("batch_id", "number").values_list("number", "faults"))

    def decide(self, verb: str, batch: BatchSummary, why: str = WHY) -> BatchSummary | Refused:
        return getattr(operations, verb)(batch.id, why=why, by=OFFICER, now=NOW)


def table(text: str) -> str:
    """The lines of an indented text table, without its indentation, each with its line end."""
    return "".join(line.strip() + "\n" for line in text.strip().splitlines())
