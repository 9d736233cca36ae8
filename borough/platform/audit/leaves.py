"""Every entry as the tree sees it, read from the database by several readers at once."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from .models import Event
from .rules.entry import GENESIS
from .rules.walk import BLOCK, Part, walk
from .stored import size_now

Watch = Callable[[int], object]
AT_ONCE = 10_000  # rows a reader fetches
WORTH_SHARING = 100_000  # entries below which one reader is as fast

# The canonical text as `rules/entry.py` defines it, in plain SQL: faster than in Python, and not by the
# function in the database, which whoever changes entries could change too.
TEXT = " || ".join(
    f"octet_length({field}) || ':' || {field} || ','"
    for field in (
        "previous", "position::text", """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
        "event", "actor", "actor_name", "roles", "subject", "purpose", "reason", "detail",
    )
)  # fmt: skip
LEAVES = f"""
    SELECT convert_to({TEXT}, 'UTF8'), decode(hash, 'hex') FROM audit_event
     WHERE position > %s AND position <= %s ORDER BY position
"""


def ignore(read: int) -> None:
    """For who does not watch."""


def parts(asked: Collection[int], watch: Watch) -> Iterable[Part]:
    """The whole log as parts that were walked, in order. asked: sizes at which a root is wanted."""
    size = size_now()
    readers = (os.cpu_count() or 1) if size >= WORTH_SHARING else 1
    stretch = -(-size // readers // BLOCK) * BLOCK or BLOCK
    # The last one reads to the end of the table, whatever is there.
    ends = [*range(stretch, stretch * readers, stretch), 1 << 62]
    starts = [0, *ends[:-1]]
    if readers == 1:
        return [_part(0, ends[0], asked, watch)]
    with ThreadPoolExecutor(readers) as pool:
        return list(pool.map(lambda first, last: _alone(first, last, asked, watch), starts, ends))


def _alone(first: int, last: int, asked: Collection[int], watch: Watch) -> Part:
    """In a thread, with a connection of its own."""
    try:
        return _part(first, last, asked, watch)
    finally:
        connection.close()


def _part(first: int, last: int, asked: Collection[int], watch: Watch) -> Part:
    before = Event.objects.filter(position=first).values_list("hash", flat=True).first() or GENESIS
    return walk(_leaves(first, last, watch), after=first, last=before, asked=asked)


def _leaves(first: int, last: int, watch: Watch) -> Iterator[tuple[bytes, bytes]]:
    """Text and kept hash of each entry of a stretch, in order, without holding them all."""
    with transaction.atomic(), connection.connection.cursor(f"audit_leaves_{first}", binary=True) as cursor:
        cursor.execute(LEAVES, [first, last])
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows
            watch(len(rows))
