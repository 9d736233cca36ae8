"""Feeds at over a million rows, beside a plain `\\copy` of the same bytes into a table of text columns.

One file of 1.1 million rows under the contract of the electoral register: read, checked by column, compared
with what is current, stored with its key, and committed. Then the same register a month later with one row
in a hundred changed, and last the whole synthetic borough in its twelve formats. No consumer takes part: what
the Residents Index does with the rows is measured in benchmarks/residents.py.
"""

import datetime
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from . import ROOT, SEED, report, synthetic_borough

ROWS = int(os.environ.get("ROWS") or 1_100_000)
FEED = "electoral_register"
DATABASE = "borough_bench_feeds"
COPY = "psql \\copy into a table of text columns"
FIRST = datetime.date(2026, 10, 1)
SURNAMES = ["Smith", "Khan", "O'Brien", "Begum", "García", "Müller", "Okafor", "Nowak", "Ahmed", "Jones"]
FORENAMES = ["Amina", "John", "Zoë", "Fatima", "José", "Grace", "Tomasz", "Sadia", "Wei", "Olivia"]


def main() -> None:
    from borough.config.database import embedded_server

    # Settings are read once, on their first import: the address of our own database must be there before.
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / ".borough")
    server = embedded_server(data_dir)
    with server.running():
        for statement in (f"DROP DATABASE IF EXISTS {DATABASE}", f"CREATE DATABASE {DATABASE}"):
            _psql(server.url("postgres"), "-c", statement)
        url = server.url(DATABASE)
        os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "borough.config.settings"}
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], cwd=ROOT, check=True)
        _measure(url, data_dir / "bench-feeds")
        _psql(server.url("postgres"), "-c", f"DROP DATABASE {DATABASE} WITH (FORCE)")


def _measure(url: str, folder: Path) -> None:
    import django

    django.setup()
    from django.conf import settings

    from borough.platform.feeds import api as feeds
    from borough.platform.feeds import consumers

    settings.FEEDS_FOLDER = folder / "kept"
    consumers._consumers.clear()
    folder.mkdir(parents=True, exist_ok=True)
    register, later = folder / "register.csv", folder / "register-later.csv"
    columns = _write(register, changed=0)
    _write(later, changed=100)
    plain = _seconds(lambda: _copy(url, register, columns))
    first = _seconds(lambda: _receive(feeds, FEED, register, FIRST))
    second = _seconds(lambda: _receive(feeds, FEED, later, FIRST + datetime.timedelta(31)))
    report("feeds.load", first, "s", 60, "lower", COPY, plain)
    report("feeds.times_copy", first / plain, "times", 4, "lower")
    report("feeds.rows_per_second", ROWS / first, "rows/s", ROWS / 60, "higher", COPY, ROWS / plain)
    report("feeds.load_later_with_1_percent_changed", second, "s", 60, "lower", COPY, plain)
    _borough(feeds)


def _borough(feeds: Any) -> None:
    extracts = synthetic_borough(ROOT / ".borough" / "benchmarks") / "extracts"
    files = [(day, path) for day in sorted(extracts.iterdir()) for path in sorted(day.iterdir())]
    start, rows = time.perf_counter(), 0
    for day, path in files:
        date = datetime.date.fromisoformat(day.name) + datetime.timedelta(365)  # after the register above
        rows += _receive(feeds, path.stem, path, date).rows_read
    taken = time.perf_counter() - start
    report("feeds.borough_load", taken, "s", 60 * rows / ROWS, "lower")
    report("feeds.borough_rows_per_second", rows / taken, "rows/s", ROWS / 60, "higher")


def _receive(feeds: Any, feed: str, path: Path, day: datetime.date) -> Any:
    from django.utils import timezone

    outcome = feeds.receive(feed, path, extracted_on=day, now=timezone.now())
    assert not isinstance(outcome, feeds.Refused), outcome
    return outcome


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _copy(url: str, path: Path, columns: list[str]) -> None:
    names = ", ".join(f'"{column}" text' for column in columns)
    _psql(url, "-c", f"CREATE TABLE plain ({names})", "-c",
          f"\\copy plain from '{path}' with (format csv, header, encoding 'WIN1252')")  # fmt: skip


def _psql(url: str, *arguments: str) -> None:
    """The wheel's own psql; the password goes by the environment."""
    from borough.config.database import binaries

    parts = urlsplit(url)
    place = {
        "PGHOST": parse_qs(parts.query)["host"][0],
        "PGUSER": parts.username or "",
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/"),
    }
    home = Path(place["PGHOST"]).parent
    command = [str(binaries(home) / "psql"), "-q", "-v", "ON_ERROR_STOP=1", *arguments]
    subprocess.run(command, env=os.environ | place, check=True)


def _write(path: Path, *, changed: int) -> list[str]:
    """The register as its system writes it: quoted, windows-1252, CRLF. One row in `changed` has moved."""
    chance = random.Random(SEED)
    names = ["ElectorNumberPrefix", "ElectorNumber", "ElectorNumberSuffix", "ElectorMarkers", "ElectorDOB",
             "ElectorSurname", "ElectorForename", "ElectorMiddleName", *(f"Address{i}" for i in range(1, 7)),
             "PostCode", "UPRN", "Telephone", "Email", "DateAdded"]  # fmt: skip
    with path.open("w", encoding="windows-1252", newline="") as file:
        file.write(",".join(f'"{name}"' for name in names) + "\r\n")
        for i in range(ROWS):
            surname, forename = chance.choice(SURNAMES), chance.choice(FORENAMES)
            house = i % 190 + (1000 if changed and i % changed == 0 else 0)
            district = chr(65 + i // 50_000 % 26) + chr(65 + i // 2_000 % 25)
            where = (
                f"Flat {i % 40}",
                f"{house} High Street",
                "London",
                "",
                "",
                "",
                f"NW{i % 9 + 1} {i % 9}AB",
            )
            contact = (990_000_000_000 + i, f"07100 {i % 1_000_000:06}", f"resident{i}@example.org")
            added = f"{i % 28 + 1:02}/{i % 12 + 1:02}/20{i % 20 + 5:02}"
            cells = (district, i, 0, "", "", surname, forename, "", *where, *contact, added)
            file.write(",".join(f'"{cell}"' for cell in cells) + "\r\n")
    return names


if __name__ == "__main__":
    main()
