"""Identities that are never joined: adopted, changed identity, witness. The linker consults this; nobody is
told. What it says is never given as a reason."""

from collections.abc import Iterable
from datetime import datetime

import polars as pl
from django.db import transaction
from django.db.models import QuerySet

from borough.platform.audit import api as audit
from borough.platform.audit.api import Actor
from borough.residents.identifiers import read_identifier
from borough.residents.models import Record

from .models import Apart, KeyedValue, Sided
from .operations import NotDone
from .values import COLUMNS, kept, keyed

SAME = {"id_a": pl.String, "id_b": pl.String, "same": pl.Boolean}


def set_apart(one: str, other: str, *, because: str, by: Actor, now: datetime) -> Apart | NotDone:
    """Never let these two persons (identifiers) be joined, by whatever records come."""
    sides = [kept(_rows_of(identifier)) for identifier in (one, other)]
    if read_identifier(one) == read_identifier(other):
        return NotDone("other", "Enter two different people")
    for field, side in zip(("one", "other"), sides, strict=True):
        if not side:
            return NotDone(field, "Check the identifier: no record has it")
    if not because.strip():
        return NotDone("because", "Enter the reference of the decision")
    both = sides[0] & sides[1]
    with transaction.atomic():
        made = Apart.objects.create(because=because.strip(), set_by=by.id, set_by_name=by.name, set_at=now)
        KeyedValue.objects.bulk_create(
            KeyedValue(apart=made, side=number, value=value)
            for number, side in enumerate(sides, 1)
            for value in sorted(side - both)
        )
        note_sides(
            Record.objects.filter(person__identifier__in=_identifiers(one, other)).values_list(
                "pk", flat=True
            )
        )
        audit.record("apart.set", actor=by, subject=f"apart:{made.pk}", reason=because)
    return made


def note_sides(records: Iterable[int]) -> None:
    """Note which of these records are of one of two identities. Part of the caller's transaction."""
    known = _known()
    if known:
        _note(Record.objects.filter(pk__in=list(records)), known)


def note_all_sides() -> None:
    """The same for every record, anew: what no record says any more goes."""
    Sided.objects.all().delete()
    if known := _known():
        _note(Record.objects.all(), known)


def apart() -> pl.DataFrame:
    """Pairs of records (their numbers as text) that are not the same person, as linkage takes decisions.

    A record that fits both identities is apart from either: a person has to look at it.
    """
    one, other = Sided.objects.filter(side=1), Sided.objects.filter(side=2)
    sides: dict[int, list[str]] = {}
    for decision, record in other.values_list("apart", "record").order_by("record"):
        sides.setdefault(decision, []).append(str(record))
    both = set(one.filter(record__in=other.values("record")).values_list("record", flat=True))
    pairs = [
        (str(record), against, False)
        for decision, record in one.values_list("apart", "record").order_by("record")
        for against in sides.get(decision, ())
        if against != str(record) and not {record, int(against)} <= both
    ]
    return pl.DataFrame(pairs, schema=SAME, orient="row").unique(maintain_order=True)


def _note(records: QuerySet[Record], known: dict[str, set[tuple[int, int]]]) -> None:
    rows = records.values_list("pk", *COLUMNS).iterator(chunk_size=50_000)
    Sided.objects.bulk_create(
        (
            Sided(apart_id=decision, side=side, record=pk)
            for pk, *row in rows
            for decision, side in _sides(tuple(row), known)
        ),
        ignore_conflicts=True,
    )


def _known() -> dict[str, set[tuple[int, int]]]:
    """Keyed value -> the decisions and sides that it belongs to."""
    known: dict[str, set[tuple[int, int]]] = {}
    for value, decision, side in KeyedValue.objects.values_list("value", "apart", "side"):
        known.setdefault(value, set()).add((decision, side))
    return known


def _sides(row: tuple[object, ...], known: dict[str, set[tuple[int, int]]]) -> set[tuple[int, int]]:
    return {found for value in keyed(row) for found in known.get(value, ())}


def _identifiers(*typed: str) -> list[str]:
    return [identifier for text in typed if (identifier := read_identifier(text))]


def _rows_of(identifier: str) -> list[tuple[object, ...]]:
    its = Record.objects.filter(person__identifier=read_identifier(identifier))
    return list(its.values_list(*COLUMNS))
