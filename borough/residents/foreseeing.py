"""What a linking would change, in numbers, with examples and their consequences; nobody's values.

Who is under a shield is in neither: for its readers they are not there.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

import polars as pl

from borough.platform.audit import api as audit

from .events import changes_of
from .models import Change, Linking, Person
from .shield.queries import ids_hidden
from .tables import rows

EXAMPLES = 10  # of each kind
KINDS = (Change.Kind.MERGED, Change.Kind.SPLIT, Change.Kind.MOVED)
GROWN_UP = 18


def foreseen(moved: pl.DataFrame, made: Collection[int], *, today: date) -> dict[str, Any]:
    """`counts`: of each kind, of the records that would have another person, of children among these; `examples`: of
    each kind the largest, by their identifiers.

    moved: id, was, person of every record; persons that would be made have numbers below nought.
    """
    hidden = ids_hidden()
    told = changes_of(moved, made).filter(~pl.col("was").is_in(hidden), ~pl.col("person").is_in(hidden))
    records = [key for keys in told["moved"].to_list() for key in keys]
    about = _about(records)
    born_after = today.replace(year=today.year - GROWN_UP, day=min(today.day, 28))
    children = {key for key, (_, born) in about.items() if born and born > born_after}
    counts = {kind.value: told.filter(pl.col("kind") == kind).height for kind in KINDS}
    largest = [its for kind in KINDS for its in _largest(told, kind)]
    names = dict(
        Person.objects.filter(pk__in={its[end] for its in largest for end in ("was", "person")}).values_list(
            "pk", "identifier"
        )
    )
    return {
        "counts": counts | {"records": len(records), "children": len(children)},
        "examples": [_example(its, names, about, children) for its in largest],
    }


def examples(linking: Linking) -> list[dict[str, Any]]:
    """Those of its `foreseen` without people whom a shield has hidden since."""
    hidden = set(Person.objects.filter(pk__in=ids_hidden()).values_list("identifier", flat=True))
    return [its for its in linking.foreseen["examples"] if not hidden & {its["person"], its["other"]}]


def _largest(told: pl.DataFrame, kind: Change.Kind) -> list[dict[str, Any]]:
    its = told.filter(pl.col("kind") == kind).sort(["records", "was"], descending=[True, False])
    return its.head(EXAMPLES).to_dicts()


def _example(
    its: dict[str, Any],
    names: dict[int, str],
    about: dict[int, tuple[str, date | None]],
    children: set[int],
) -> dict[str, Any]:
    """`looks`: how often officers looked at the person until now, who saw what would no longer be theirs."""
    person = names[its["was"]]
    return {
        "kind": its["kind"], "person": person, "other": names.get(its["person"], ""), "records": its["records"],
        "feeds": sorted({about[key][0] for key in its["moved"] if key in about}),
        "child": bool(children.intersection(its["moved"])), "looks": len(audit.looks_at(person)),
    }  # fmt: skip


def _about(records: list[int]) -> dict[int, tuple[str, date | None]]:
    found = rows("SELECT id, feed, date_of_birth FROM residents_record WHERE id = ANY(%s)", [records])
    return {key: (feed, born) for key, feed, born in found}
