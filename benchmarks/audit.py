"""The log at a million entries: writing one, proving all of them, finding who looked at a person.

Beside the least that could be done: an insert into the same table without hash and indexes, and reading the
same rows without hashing them. On a server of its own, with fsync on.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from . import report

ENTRIES, WRITES, PEOPLE = 1_000_000, 500, 260_000
FILL = """
    INSERT INTO audit_event (event, actor, actor_name, roles, subject, purpose, reason, detail)
    SELECT 'person.looked', 'user:' || n %% 600, 'Officer ' || n %% 600, 'officer', a.pseudonym,
           'serve-a-caller', 'CRM ' || n,
           format('{"fields":["identity","address"],"people":["%%s","%%s"]}', a.pseudonym, b.pseudonym)
    FROM generate_series(1, %s) n JOIN audit_pseudonym a ON a.person = 'P' || n %% %s
    JOIN audit_pseudonym b ON b.person = 'P' || (n * 7) %% %s
"""


def main() -> None:
    from borough.config.database import embedded_server

    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        server = embedded_server(Path(folder))
        with server.running():
            server.create("borough")
            os.environ["DATABASE_URL"] = server.url("borough")
            _measure()


def _measure() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from borough.platform.audit import api as audit
    from borough.platform.audit import pseudonyms

    call_command("migrate", verbosity=0)
    for first in range(0, PEOPLE, 10_000):
        pseudonyms.given(f"P{number}" for number in range(first, min(first + 10_000, PEOPLE)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_pseudonym")
        cursor.execute(FILL, [ENTRIES, PEOPLE, PEOPLE])
        cursor.execute(
            "CREATE TABLE plain (LIKE audit_event); ALTER TABLE plain ALTER position DROP NOT NULL"
        )
        cursor.execute("ANALYZE audit_event")

    def write(number: int) -> None:
        detail = {"fields": ["identity", "address"], "people": [f"P{number}"]}
        audit.record("person.looked", actor=audit.SYSTEM, subject=f"P{number}", reason="CRM 1", detail=detail)

    def write_plainly(number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO plain SELECT %s, now(), event, actor, actor_name, roles, subject, purpose, reason,"
                " detail, previous, hash FROM audit_event WHERE position = 1", [number],
            )  # fmt: skip

    plain = _p95(write_plainly)
    report("audit.record_p95", _p95(write), "ms", 5, "lower", "the same row without hash or index", plain)
    report("audit.looks_at_p95", _p95(lambda n: audit.looks_at(f"P{n * 97}")), "ms", 50, "lower")
    read = _seconds(_only_read)
    whole = _seconds(audit.verify)
    report("audit.verify_million", whole, "s", 60, "lower", "reading the rows without hashing", read)


def _only_read() -> None:
    from borough.platform.audit.models import Event

    assert (
        sum(1 for _ in Event.objects.order_by("position").values_list().iterator(chunk_size=10_000))
        >= ENTRIES
    )


def _p95(step: Callable[[int], object]) -> float:
    """Milliseconds."""
    times = []
    for number in range(WRITES):
        start = time.perf_counter()
        step(number)
        times.append((time.perf_counter() - start) * 1_000)
    return statistics.quantiles(times, n=20)[-1]


def _seconds(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start
