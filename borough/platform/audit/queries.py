"""Reading the log."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from . import pseudonyms
from .heads import SignedHead
from .models import Event, Head, Pseudonym
from .rules.entry import what_is_told


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
    """The whole log, newest first. `about`: the person whom a pseudonym means, or the thing, or the pseudonym
    of somebody who was forgotten."""
    person = Pseudonym.objects.filter(pseudonym=OuterRef("subject")).values("person")
    named = Coalesce(Subquery(person), "subject")
    return Event.objects.annotate(about=named).order_by("-position")  # type: ignore[no-redef]


def entry(position: int) -> Event | None:
    return entries().filter(position=position).first()


def about(*subjects: str) -> "QuerySet[Event]":
    """Entries about one of these: as their subject, or among the people that were shown. Both are indexed.
    Subjects are identifiers of persons, or things as they stand in the log."""
    known = pseudonyms.of(subjects)
    named = [known.get(subject, subject) for subject in subjects]
    shown = RawSQL("detail::jsonb -> 'people' ?| %s", [named], output_field=BooleanField())
    return entries().filter(Q(subject__in=named) | Q(shown))


def people_in(event: Event) -> list[str]:
    """Everybody whom an entry says was shown: identifiers, and pseudonyms of those who were forgotten."""
    people = [str(person) for person in json.loads(event.detail).get("people", [])]
    known = pseudonyms.behind(people)
    return [known.get(person, person) for person in people]


def since(moment: datetime) -> "QuerySet[Event]":
    """Entries written from then on, the oldest first."""
    return entries().filter(at__gte=moment).order_by("position")


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


def oldest_unsigned() -> datetime | None:
    """When the first entry after the last signed head was written; None when the end is signed."""
    newest = newest_head()
    after = newest.size if newest else 0
    return Event.objects.filter(position=after + 1).values_list("at", flat=True).first()


def heads_kept(latest: int | None = None) -> list[SignedHead]:
    """Signed heads from the table, the newest first."""
    rows = Head.objects.order_by("-id").values_list(*SignedHead.__slots__)
    return [SignedHead(*row) for row in (rows[:latest] if latest else rows)]


def newest_head() -> SignedHead | None:
    return next(iter(heads_kept(1)), None)


def head_of(size: int) -> SignedHead | None:
    """The first head that was signed of a tree of this size."""
    rows = Head.objects.filter(size=size).order_by("id").values_list(*SignedHead.__slots__)[:1]
    return next((SignedHead(*row) for row in rows), None)
