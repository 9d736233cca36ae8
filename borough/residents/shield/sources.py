"""People whom a source itself restricts, as `sources.toml` says how each does."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from django.utils import timezone

from borough.platform.audit.api import SYSTEM
from borough.platform.feeds import api as feeds
from borough.residents.models import Record

from .models import Shield
from .rules import Kind

FILE = Path(__file__).with_name("sources.toml")


@cache
def sources() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text())


def restrict(records: Sequence[int] | None) -> list[int]:
    """Shield the persons of those of these records (None: of all) whose rows restrict them. Returns the persons."""
    return [person for feed in sources() for person in _of_feed(feed, records)]


def restrict_rows(feed: str, rows: pl.DataFrame) -> list[int]:
    """The same for rows that are just coming in: `_key` and the feed's fields as text."""
    its = sources().get(feed)
    if its is None or rows.is_empty():
        return []
    keys = rows.filter(pl.col(its["field"]).cast(pl.String) == its["value"])["_key"].to_list()
    people = Record.objects.filter(feed=feed, source_key__in=keys, number__in=its["people"])
    return _shielded(set(people.exclude(person=None).values_list("person", flat=True)), feed)


def _of_feed(feed: str, records: Sequence[int] | None) -> list[int]:
    its = sources()[feed]
    rows = Record.objects.filter(feed=feed, number__in=its["people"]).exclude(person=None)
    if records is not None:
        rows = rows.filter(pk__in=records)
    people = dict(rows.values_list("source_key", "person").distinct())
    said = feeds.current(feed, [its["field"]], set(people)) if people else pl.DataFrame()
    if said.is_empty():
        return []
    keys = said.filter(pl.col(its["field"]) == its["value"])["_key"].to_list()
    return _shielded({people[key] for key in keys}, feed)


def _shielded(people: set[int], feed: str) -> list[int]:
    """But for those of whom two people have lifted it."""
    known = Shield.objects.filter(person__in=people, kind=Kind.SOURCE).values_list("person", flat=True)
    new = sorted(people.difference(known))
    Shield.objects.bulk_create(
        Shield(
            person_id=person, kind=Kind.SOURCE, how=Shield.How.SOURCE, because=f"{feed} says so",
            set_by=SYSTEM.id, set_by_name=SYSTEM.name, set_at=timezone.now(),
        )
        for person in new
    )  # fmt: skip
    return new
