"""Identities that are never joined: adopted, changed identity, witness. The linker consults this; nobody is
told. What it says is never given as a reason."""

from collections.abc import Iterable
from datetime import datetime

import polars as pl
from django.db import transaction

from borough.platform.audit import api as audit
from borough.platform.audit.api import Actor
from borough.residents.identifiers import read_identifier
from borough.residents.models import Record
from borough.residents.tables import execute

from .models import Apart, KeyedValue
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
        audit.record("apart.set", actor=by, subject=f"apart:{made.pk}", reason=because)
    return made


def apart() -> pl.DataFrame | None:
    """Records (their ids as text) that are not the same person, as linkage takes decisions; None: there are none.

    A record that fits both identities is apart from either: a person has to look at it.
    """
    known = _known()
    if not known:
        return None
    sides: dict[int, tuple[set[str], set[str]]] = {}
    for pk, *row in Record.objects.values_list("pk", *COLUMNS).iterator(chunk_size=50_000):
        for decision, side in _sides(tuple(row), known):
            sides.setdefault(decision, (set(), set()))[side - 1].add(str(pk))
    rows = [pair for one, other in sides.values() for pair in _pairs(one, other)]
    return pl.DataFrame(rows, schema=SAME, orient="row").unique(maintain_order=True) if rows else None


def keep_apart(records: Iterable[int]) -> set[int]:
    """Give a person of their own to those of these records whose person has the other identity. Returns both
    persons of each. Part of the caller's transaction."""
    from borough.residents.ingest import make_persons  # ingest uses what is here

    known, touched = _known(), set()
    for pk, person, *row in Record.objects.filter(pk__in=list(records) if known else []).values_list(
        "pk", "person", *COLUMNS
    ):
        against = {(decision, 3 - side) for decision, side in _sides(tuple(row), known)}
        others = Record.objects.filter(person=person).exclude(pk=pk).values_list(*COLUMNS)
        if person and against & {found for other in others for found in _sides(tuple(other), known)}:
            [alone] = make_persons(1)
            execute("UPDATE residents_record SET person_id = %s WHERE id = %s", [alone, pk])
            touched |= {person, alone}
    return touched


def _pairs(one: set[str], other: set[str]) -> Iterable[tuple[str, str, bool]]:
    unclear = one & other
    for a in sorted(one):
        yield from ((a, b, False) for b in sorted(other) if a != b and not {a, b} <= unclear)


def _known() -> dict[str, set[tuple[int, int]]]:
    """Keyed value -> the decisions and sides that it belongs to."""
    known: dict[str, set[tuple[int, int]]] = {}
    for value, decision, side in KeyedValue.objects.values_list("value", "apart", "side"):
        known.setdefault(value, set()).add((decision, side))
    return known


def _sides(row: tuple[object, ...], known: dict[str, set[tuple[int, int]]]) -> set[tuple[int, int]]:
    return {found for value in keyed(row) for found in known.get(value, ())}


def _rows_of(identifier: str) -> list[tuple[object, ...]]:
    its = Record.objects.filter(person__identifier=read_identifier(identifier))
    return list(its.values_list(*COLUMNS))
