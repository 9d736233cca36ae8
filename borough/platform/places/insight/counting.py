"""Counting what is looked for: in memory by kind and ward, written once a minute, all at once.

A process that is killed loses at most a minute of counts: they are figures, not facts about anybody.
"""

import threading
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from .models import Sought

EVERY = 60.0
"""Seconds between two writings."""
MOST = 20_000
"""Different things counted between two writings; beyond that (an attack) new ones are left out."""

Key = tuple[date, str, str]
_asked: Counter[Key] = Counter()
_found: Counter[Key] = Counter()
_lock = threading.Lock()


def count(kind: str, ward_code: str, *, found: bool, now: datetime | None = None) -> None:
    """Somebody looked for a kind ("" where the words meant none) from a ward ("" where not known). Never writes."""
    day = timezone.localdate(now)
    key = (day - timedelta(days=day.weekday()), ward_code[:9], kind[:60])
    with _lock:
        if key in _asked or len(_asked) < MOST:
            _asked[key] += 1
            _found[key] += found


def flush() -> int:
    """Write what was counted since the last time, in one statement; returns how many rows."""
    with _lock:
        asked, found = dict(_asked), dict(_found)
        _asked.clear()
        _found.clear()
    if not asked:
        return 0
    rows = [
        (week, ward, kind, n, found.get((week, ward, kind), 0)) for (week, ward, kind), n in asked.items()
    ]
    table = Sought._meta.db_table
    with connection.cursor() as cursor:
        # Sorted, so that two processes that write at once never wait for one another in a ring.
        cursor.executemany(
            f"INSERT INTO {table} (week, ward_code, kind, asked, found) VALUES (%s, %s, %s, %s, %s) "
            f"ON CONFLICT (week, ward_code, kind) DO UPDATE SET asked = {table}.asked + excluded.asked, "
            f"found = {table}.found + excluded.found",
            sorted(rows),
        )
    return len(rows)


def keep_writing() -> threading.Event:
    """Write in the background of this process until the event is set. Called once by each web server process."""
    stop = threading.Event()
    threading.Thread(target=_write_until, args=(stop,), daemon=True, name="sought").start()
    return stop


def _write_until(stop: threading.Event) -> None:
    import structlog

    while not stop.wait(EVERY):
        try:
            flush()
        except Exception as fault:  # counted again from nothing; the next minute may be better
            structlog.get_logger("borough.insight").warning(
                "counts were not written", fault=type(fault).__name__
            )
        finally:
            connection.close()
