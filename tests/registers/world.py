"""The real registers for a test, and a small one to tell stories of: cafes, with hours and a position."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from borough.platform.audit.operations import System
from borough.platform.feeds import api as feeds
from borough.platform.feeds import contracts
from borough.platform.feeds.contract_file import parse_contract
from borough.platform.registers import api as registers

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FIRST = date(2026, 10, 1)
EDITOR = System(id="user:5", name="Maya Editor")
WHY = "the owner telephoned today"
CAFES = """
title = "Cafes"
system = "Survey"
owner = "Economy"
description = "Where there is coffee."
licence = "OGL-3.0"
keep = "As long as it is published"
mode = "replace"
key = "{id}"
unique = true
%s
[file]
format = "csv"

[position]
lat = "lat"
lon = "lon"
box = [51.45, -0.30, 51.65, 0.00]

[register]
item = "Cafe"
label = "name"
source = "A survey"
attribution = "Contains survey data."
hours = "hours"
filters = ["ward"]
columns = ["name", "ward", "hours"]
search = ["name"]
fresh_for = "60 days"
%s
[[register.field]]
name = "note"
description = "What the editors add."

[[column]]
source = "id"
field = "id"
description = "Its number."

[[column]]
source = "name"
field = "name"
required = true
placeholders = ["NA"]
description = "Its name."

[[column]]
source = "ward"
field = "ward"
description = "Where it is."

[[column]]
source = "postcode"
field = "postcode"
type = "postcode"
costs = "note"
description = "Its postcode."

[[column]]
source = "lat"
field = "lat"
type = "decimal"
placeholders = ["NA"]
description = "Latitude."

[[column]]
source = "lon"
field = "lon"
type = "decimal"
placeholders = ["NA"]
description = "Longitude."

[[column]]
source = "hours"
field = "hours"
description = "When it is open."
"""
HEAD = "id,name,ward,postcode,lat,lon,hours\n"


def loaded(*names: str) -> None:
    """Load these registers from `opendata/` (all of them, where none is named; four seconds)."""
    for one in registers.load_registers(*names):
        assert one.known or one.outcome.state == "applied", str(one)


@dataclass
class Cafes:
    """A register of cafes, as a survey sends it: `cafes.brings('''1 | Ada | ...''', day=7)`."""

    folder: Path

    def declare(self, top: str = "", register: str = "") -> "Cafes":
        contracts._contracts["cafes"] = parse_contract("cafes", CAFES % (top, register))
        return self

    def sends(self, table: str | bytes, day: int = 0) -> feeds.BatchSummary | feeds.Refused:
        path = self.folder / f"cafes-{len(list(self.folder.iterdir()))}.csv"
        path.write_bytes(table if isinstance(table, bytes) else as_csv(table).encode())
        contract = feeds.contract_of("cafes")
        return feeds.receive(contract, path, extracted_on=FIRST + timedelta(day), now=NOW, again=True)

    def brings(self, table: str, day: int = 0) -> feeds.BatchSummary:
        batch = self.sends(table, day)
        assert isinstance(batch, feeds.BatchSummary), batch
        assert batch.state == "applied", batch.problems
        return batch

    def says(self, field: str = "name", day: int | None = None) -> dict[str, str]:
        """key -> the value of a field, now or on a day."""
        at = None if day is None else FIRST + timedelta(day)
        return {item.key: item.values[field] for item in registers.items("cafes", at)}


def as_csv(table: str) -> str:
    """`1 | Ada | Belsize | NW3 4XJ | 51.54 | -0.16 | Mo-Fr 09:00-17:00`, a line a row."""
    rows = [
        [cell.strip().replace('"', '""') for cell in line.split("|")]
        for line in table.strip().splitlines()
        if line.strip()
    ]
    return HEAD + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
