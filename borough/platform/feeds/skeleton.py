"""`borough new feed NAME`: a contract to fill in, an example file and a test that passes."""

import re
from dataclasses import dataclass
from pathlib import Path

CONTRACT = """# What a file of {title} must look like. Every key is explained in borough/platform/feeds/README.md.
title = "{title}"
system = "The system that writes the file"
owner = "The service that answers for the data"
description = "What the file holds, in one sentence that a resident understands."
cadence = "7 days"       # how often it comes
late_after = "10 days"   # when silence becomes an alarm
keep = "How long we keep it, after what"
mode = "replace"         # replace: the file is everything; upsert: what changed; append: events
key = "{{reference}}"      # how a record is named: fields in braces
unique = true            # one file uses a key once

[agreement]
reference = "IG-0000-00" # the data sharing agreement
controller = "Who is the data controller"
until = 2030-03-31       # files are turned away the day after

[file]
format = "csv"           # csv, fixed, xml, jsonl or xlsx
encoding = "utf-8"       # utf-8, windows-1252, iso-8859-1, utf-16 or us-ascii
separator = ","
header = true

# Where the file states its own count of rows. Take this away if it has none; ask the source for it first.
[file.totals]
pattern = 'TOTAL,(?P<count>\\d+)'

[[column]]
source = "REFERENCE"     # the heading in the file
field = "reference"      # our name for it
pattern = 'R\\d{{4}}'
role = "id"              # what linkage may be told about it; leave out what it need not know
description = "Number of the record."

[[column]]
source = "NAME"
field = "name"
required = true
placeholders = ["UNKNOWN"]
role = "full_name"
description = "Whole name."

[[column]]
source = "BORN"
field = "born"
type = "date"
formats = ["%d/%m/%Y"]
high = "extract"         # not after the day of the extract
costs = "row"            # row: the row waits in quarantine; value: left out; note: kept and counted
role = "date_of_birth"
description = "Birth date."
"""
EXAMPLE = """REFERENCE,NAME,BORN
R0001,Amina Yusuf,01/05/1984
R0002,UNKNOWN,
R0003,John O'Brien,31/02/1990
TOTAL,3
"""
TEST = '''"""The feed {slug}: its example file, and what becomes of each row."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from borough.platform.feeds import api as feeds

FOLDER = Path(__file__).parent
NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_the_example_file(settings, tmp_path):
    settings.FEEDS_FOLDER = tmp_path
    contract = feeds.contract_of("{slug}")
    assert contract, "the contract is not in a folder that an app gives to feeds.add_folder"
    batch = feeds.receive(contract, FOLDER / "{slug}.csv", extracted_on=date(2026, 10, 31), now=NOW)
    assert batch.state == "applied"
    # R0001 is right; R0002 names nobody; R0003 was born on a day that does not exist.
    assert batch.rows_good == 1
    assert batch.tally["reasons"] == {{"missing": 1, "bad-date": 1}}
'''


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The files written, by what they are."""

    contract: Path
    example: Path
    test: Path


class CannotWrite(Exception):
    """Nothing was written; the message says why."""


def write(name: str, root: Path) -> Skeleton:
    """Raises CannotWrite when the name is no name, or something of that name is there."""
    slug = re.sub(r"[\s-]+", "_", name.strip().lower())
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,58}", slug) or slug in ("batch", "quarantine", "row"):
        raise CannotWrite(
            f"{name!r} cannot be a feed's name: letters, digits and _, beginning with a letter."
        )
    made = Skeleton(
        contract=root / "borough" / "residents" / "feeds" / f"{slug}.toml",
        example=root / "tests" / "feeds" / "examples" / f"{slug}.csv",
        test=root / "tests" / "feeds" / "examples" / f"test_{slug}.py",
    )
    words = {"slug": slug, "title": slug.replace("_", " ").capitalize()}
    texts = {
        made.contract: CONTRACT.format(**words),
        made.example: EXAMPLE,
        made.test: TEST.format(**words),
    }
    if there := [path for path in texts if path.exists()]:
        raise CannotWrite(f"{there[0]} is there already; nothing was written.")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return made
