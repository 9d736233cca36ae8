"""The log's tree at ten million entries: the whole of it proved, one entry proved, one head against another.

Written as the database would have written them, by COPY and without its indexes. LEAVES sets how many. Ten
million take five gigabytes of disk while it runs.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from . import report

LEAVES = int(os.environ.get("LEAVES") or 10_000_000)
PROOFS = 200


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

    from borough.platform.audit import api as audit
    from borough.platform.audit import operations

    call_command("migrate", verbosity=0)
    _fill()
    began = time.perf_counter()
    head = operations.sign_head()
    assert head
    report("audit.first_head_of_ten_million", time.perf_counter() - began, "s", 300, "lower")
    began = time.perf_counter()
    found = audit.verify()
    assert isinstance(found, audit.Verified), found
    assert (found.entries, found.root) == (LEAVES, head.root)
    report("audit.verify_ten_million", time.perf_counter() - began, "s", 60, "lower")

    def prove(number: int) -> None:
        assert audit.proves_inclusion(audit.inclusion(1 + number * 7_919 % LEAVES, head))

    report("audit.prove_one_of_ten_million_p95", _p95(prove), "ms", 50, "lower")


def _fill() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename = 'audit_event' AND indexname ~ '^event_'"
        )
        for (index,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{index}"')
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER chain")
        with cursor.copy("COPY audit_event FROM STDIN") as copy:
            for line in _rows():
                copy.write(line)
        cursor.execute("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER chain")
        cursor.execute("ANALYZE audit_event")


def _rows() -> Iterator[bytes]:
    """About batches, not people: what is measured is the tree."""
    previous, start = "0" * 64, datetime(2020, 1, 1, tzinfo=UTC)
    for position in range(1, LEAVES + 1):
        at = (start + timedelta(seconds=20 * position)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        fields = [
            "person.looked", f"user:{position % 600}", f"Officer {position % 600}", "officer",
            f"batch:{position % 260_000}", "serve-a-caller", f"CRM {position}",
            '{"fields":["address","identity"],"people":["p:%040x"]}' % (position % 260_000),
        ]  # fmt: skip
        text = "".join(f"{len(field)}:{field}," for field in (previous, str(position), at, *fields))
        hash = sha256(b"\x00" + text.encode()).hexdigest()
        yield ("\t".join((str(position), at, *fields, previous, hash)) + "\n").encode()
        previous = hash


def _p95(step: Callable[[int], object]) -> float:
    """Milliseconds."""
    times = []
    for number in range(PROOFS):
        start = time.perf_counter()
        step(number)
        times.append((time.perf_counter() - start) * 1_000)
    return statistics.quantiles(times, n=20)[-1]
