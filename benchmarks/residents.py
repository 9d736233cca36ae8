"""The Residents Index at over a million records: loading, linking, and the search box beside plain pg_trgm.

The council is prepared as `make run` prepares it. A search is what the page does: log the look, find, fetch
the twenty persons of the first page. Queries are three things that a record says, half of them misspelt.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from . import PEOPLE, ROOT, SEED, report

QUERIES, PEER_QUERIES, WARM = 1_000, 60, 50
CHANGED = 1_000
PEER = "pg_trgm word_similarity over one text a person, GIN"


def main() -> None:
    os.environ |= {"PEOPLE": str(PEOPLE), "SEED": str(SEED), "DEMO": "1"}
    from borough.config.database import embedded_server
    from borough.config.environment import environment

    server = embedded_server(environment.data_dir)
    with server.running():
        server.create(environment.borough_name)
        subprocess.run([sys.executable, "-m", "borough.config.prepare"], cwd=ROOT, check=True)
        _measure()


def _measure() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    import django

    django.setup()
    from borough.residents.models import Linking, Record

    records = Record.objects.count()
    report("residents.records", records, "records", goal=1_100_000, better="higher")
    run = Linking.objects.latest("id")
    report(
        "residents.link", (run.finished_at - run.started_at).total_seconds(), "s", goal=600, better="lower"
    )
    queries = _queries(random.Random(SEED))
    times, found = _timed(_ours, queries)
    _make_peer()
    peer, _ = _timed(_peers, queries[: WARM + PEER_QUERIES])
    report("residents.search_p50", _at(times, 50), "ms", 20, "lower", PEER, _at(peer, 50))
    report("residents.search_p95", _at(times, 95), "ms", 50, "lower", PEER, _at(peer, 95))
    report("residents.search_found_on_first_page", found, "share", goal=0.95, better="higher")
    _measure_changes()


def _measure_changes() -> None:
    """A file of 1,000 changed borrowers arrives, as a source sends it, until all is seen in search and on pages.

    As in the worker, which has the index at hand: a file of few comes first. A tenth of the rows bring another name.
    """
    from borough.residents import holding, placing

    with tempfile.TemporaryDirectory() as folder:
        placing.keep_on_disk()
        start = time.perf_counter()
        holding.let_go()
        placing.keep_on_disk()
        report("residents.index_opened", time.perf_counter() - start, "s", 10, "lower")
        _arrives(Path(folder) / "few.csv", range(20), "warm")
        start = time.perf_counter()
        good = _arrives(Path(folder) / "many.csv", range(20, 20 + CHANGED), "new")
        report("residents.changes_visible", time.perf_counter() - start, "s", 5, "lower")
        shown = sum(_is_seen(f"new{number}@example.org") for number in range(20, 20 + CHANGED))
        assert shown == good > 0.99 * CHANGED, f"{shown:,} of {good:,} are seen"


def _arrives(path: Path, rows: range, mark: str) -> int:
    """The rows of the first delivery with another e-mail address each, taken in and placed; how many are good."""
    from django.utils import timezone

    from borough.platform.feeds import api as feeds
    from borough.residents import placing

    (first,) = (environment_folder() / "extracts").glob("2026-10-01/libraries.csv")
    header, *lines = first.read_text(encoding="iso-8859-1").splitlines()
    columns = header.split(";")
    changed = [_changed(dict(zip(columns, lines[n].split(";"), strict=True)), n, mark) for n in rows]
    said = "\n".join([header, *(";".join(row[name] for name in columns) for row in changed)]) + "\n"
    path.write_text(said, encoding="iso-8859-1")
    now = timezone.now()
    batch = feeds.receive("libraries", path, extracted_on=now.date(), now=now)
    assert batch.state == "applied", batch
    placing.place_all(now)
    return batch.rows_good


def _changed(row: dict[str, str], number: int, mark: str) -> dict[str, str]:
    name = f"OTHER{row['NAME']}" if number % 10 == 0 else row["NAME"]
    return row | {"ACTION": "U", "NAME": name, "EMAIL": f"{mark}{number}@example.org"}


def _is_seen(email: str) -> bool:
    """In search, and on the page that it leads to."""
    from borough.residents import api as residents

    hits = residents.search(email, opened=residents.opened_by("data-rights")).hits
    people = residents.lines([hit.person_id for hit in hits])
    sheets = [residents.sheet(person.identifier) for person in people]
    return any(email == fact.value for sheet in sheets for field in sheet.fields for fact in field.facts)


def environment_folder() -> Path:
    """Where `make run` keeps what the source systems sent."""
    from borough.config.environment import environment

    return environment.data_dir / "synthetic" / f"people-{environment.people}-seed-{environment.seed}"


def _timed(search: Callable[[str], list[int]], queries: list[tuple[int, str]]) -> tuple[list[float], float]:
    """Milliseconds of each query after the warm-up, and the share that found the person meant."""
    times, found = [], 0
    for number, (person, text) in enumerate(queries):
        start = time.perf_counter()
        people = search(text)
        if number >= WARM:
            times.append((time.perf_counter() - start) * 1_000)
            found += person in people
    return times, found / len(times)


def _ours(text: str) -> list[int]:
    from borough.platform.audit import api as audit
    from borough.residents import api as residents

    opened = residents.opened_by("data-rights")
    found = residents.search(text, opened=opened)
    known = residents.known([hit.person_id for hit in found.hits], opened=opened)
    first = known[:20]
    people = [line.identifier for line in residents.lines(first, opened=opened)]
    audit.record("person.searched", actor=audit.SYSTEM, purpose="benchmark", detail={"people": people})
    return first


def _make_peer() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("DROP TABLE IF EXISTS peer")
        cursor.execute("""
            CREATE TABLE peer AS SELECT person_id, string_agg(DISTINCT concat_ws(' ', forename, surname,
                to_char(date_of_birth, 'DD/MM/YYYY'), house, street, postcode, phone, email, source_key), ' ')
                AS text
            FROM residents_record GROUP BY person_id
        """)
        cursor.execute("CREATE INDEX ON peer USING gin (text gin_trgm_ops)")
        cursor.execute("ANALYZE peer")


def _peers(text: str) -> list[int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM peer WHERE %s <%% text ORDER BY word_similarity(%s, text) DESC LIMIT 20",
            [text, text],
        )
        return [row[0] for row in cursor.fetchall()]


def _queries(chance: random.Random) -> list[tuple[int, str]]:
    """A person, and what somebody who looks for them may type."""
    from borough.residents.models import Record

    ids = list(Record.objects.exclude(surname=None).exclude(forename=None).values_list("id", flat=True))
    chosen = chance.sample(ids, QUERIES + WARM)
    records = Record.objects.in_bulk(chosen)
    return [(records[key].person_id, _typed(records[key], chance)) for key in chosen]


def _typed(record, chance: random.Random) -> str:
    born = record.date_of_birth and record.date_of_birth.strftime("%d/%m/%Y")
    street = record.street and f"{record.house or ''} {record.street}"
    given = [record.forename, born, record.postcode, record.phone, record.email, street, record.source_key]
    others = chance.sample([value for value in given if value], k=min(2, sum(map(bool, given))))
    return " ".join([_misspelt(record.surname, chance), *others])


def _misspelt(word: str, chance: random.Random) -> str:
    if chance.random() < 0.5 or len(word) < 4:
        return word
    place = chance.randrange(1, len(word) - 1)
    slip = chance.choice(["", word[place] * 2, chance.choice("aeiourstn"), word[place + 1] + word[place]])
    return word[:place] + slip + word[place + (2 if len(slip) == 2 and slip[0] != slip[1] else 1) :]


def _at(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]
