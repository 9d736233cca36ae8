"""Reading the log."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from . import guards, heads
from .heads import SignedHead
from .models import Event, Head
from .rules import FIELDS, Broken, Entry, Unguarded, Verified, what_is_told
from .rules import verify as verify_chain


@dataclass(frozen=True, slots=True)
class Look:
    """One time that somebody's facts were shown. `fields`: the groups of fields that were."""

    at: datetime
    event: str
    actor: str
    actor_name: str
    purpose: str
    reason: str
    fields: tuple[str, ...]
    position: int


def entries() -> "QuerySet[Event]":
    """The whole log, newest first."""
    return Event.objects.order_by("-position")


def entry(position: int) -> Event | None:
    return Event.objects.filter(position=position).first()


def about(person: str) -> "QuerySet[Event]":
    """Entries about this person: as their subject, or among the people that were shown. Both are indexed."""
    shown = RawSQL("detail::jsonb -> 'people' ? %s", [person], output_field=BooleanField())
    return Event.objects.filter(Q(subject=person) | Q(shown)).order_by("-position")


def looks_at(person: str) -> list[Look]:
    """Each time that this person was shown to somebody, newest first: what their own list is made from."""
    found = about(person).filter(event__regex=r"^(person|row)\.")  # a row of a source is about people too
    return [
        Look(e.at, e.event, e.actor, e.actor_name, e.purpose, e.reason, what_is_told(e.detail), e.position)
        for e in found
    ]


def actors() -> list[tuple[str, str]]:
    """Everybody who is in the log, with the name they had last, by name."""
    with_names = """SELECT value, (SELECT actor_name FROM audit_event e WHERE e.actor = each.value
                    ORDER BY position DESC LIMIT 1) FROM each"""
    return sorted(_each("actor", with_names), key=lambda row: row[1])


def events() -> list[str]:
    """Every kind of event that is in the log."""
    return [event for (event,) in _each("event", "SELECT value FROM each")]


def _each(column: str, select: str) -> list[Any]:
    """`select` from `each`, the different values of an indexed column, by one step in the index for each:
    the log has millions of entries and few actors."""
    with connection.cursor() as cursor:
        cursor.execute(f"""
            WITH RECURSIVE steps AS (
                (SELECT {column} AS value FROM audit_event ORDER BY {column} LIMIT 1)
                UNION ALL
                SELECT (SELECT {column} FROM audit_event WHERE {column} > steps.value ORDER BY {column} LIMIT 1)
                FROM steps WHERE steps.value IS NOT NULL
            ), each AS (SELECT value FROM steps WHERE value IS NOT NULL)
            {select}
        """)
        return list(cursor.fetchall())


def last() -> Event | None:
    return entries().first()


def oldest_unsigned() -> datetime | None:
    """When the first entry after the last signed head was written; None when the end is signed."""
    signed = Head.objects.order_by("-position").values_list("position", flat=True).first() or 0
    return Event.objects.filter(position=signed + 1).values_list("at", flat=True).first()


Watch = Callable[[Iterator[Entry]], Iterator[Entry]]


def verify(also: Iterable[SignedHead] = (), watch: Watch = iter) -> Verified | Unguarded | Broken:
    """Recompute the whole chain and compare it with every head that was kept: ours, in the table and in the
    file, and `also` those that somebody outside kept. Then see that the guards stand. `watch`: sees the
    entries go by."""
    ours = [*_heads_in_table(), *heads.read(heads.file())]
    keys = heads.our_public_keys()
    for head in ours:
        if not heads.holds(head, keys):
            return Broken(head.position, "A kept head is not signed by this council.", "Ask who wrote it.")
    for head in also:
        if not heads.holds(head, [head.public_key]):
            return Broken(
                head.position, "A head that you gave was changed.", "Compare with its other copies."
            )
    found = verify_chain(watch(_entries()), [head.anchor for head in [*ours, *also]])
    if isinstance(found, Verified) and (lifted := guards.lifted()):
        return Unguarded(" ".join(lifted), "Find out who lifted it, then put it back as migration 0002 says.")
    return found


def _heads_in_table() -> list[SignedHead]:
    return [SignedHead(*row) for row in Head.objects.values_list(*SignedHead.__slots__)]


def _entries() -> Iterator[Entry]:
    rows = Event.objects.order_by("position").values_list(*FIELDS).iterator(chunk_size=10_000)
    return (Entry(*row) for row in rows)
