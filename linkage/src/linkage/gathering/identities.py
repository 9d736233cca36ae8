"""Entity ids that survive: what stays keeps its id, and what changed is told as events.

Majority rule: of all overlaps between an entity of before and a group of now, the largest gives the group that
entity's id, then the largest of what is left, and so on; each id goes to one group at most and each group
takes one at most. Of equal overlaps the larger entity's comes first, then the id that sorts first: an id is a
name, and only names depend on it. A group that takes none is named after its first record. No name is used
twice, ever: where an entity had it once, "~2", "~3" and so on is written behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

__all__ = ["EVENTS", "Event", "Survival", "Told", "named", "survive"]

RECORD = ("id", "person")
Told = tuple[str, str, str | None, list[dict[str, object]]]
_RECORDS = pl.List(pl.Struct({"id": pl.String, "person": pl.Int16}))


class Event(StrEnum):
    """What can happen to an entity; `other` and `records` of the table say the rest."""

    MADE = "made"  # of records that were in none before
    MERGED = "merged"  # has ended: `records`, the most of it, are in `other` now
    SPLIT = "split"  # lives on, and `records` of it are the new entity `other`
    MOVED = "moved"  # `records` went to `other`, which was there before
    GONE = "gone"  # has ended: all its `records` were removed


EVENTS: dict[str, pl.DataType] = {
    "event": pl.Enum([event.value for event in Event]),
    "entity": pl.String(),
    "other": pl.String(),
    "records": _RECORDS,
}


@dataclass(frozen=True)
class Survival:
    """`entities`: id, person, entity of every record of now; `events`: in the columns of EVENTS."""

    entities: pl.DataFrame
    events: pl.DataFrame


def survive(before: pl.DataFrame, now: pl.DataFrame, used: Callable[[str], bool]) -> Survival:
    """Names the groups of `now`.

    before: id, person, entity: every record that the entities concerned had, removed ones as well.
    now: id, person, group (whole numbers): every record that they have, new ones as well.
    used: whether an entity ever had this name.
    """
    flows = _flows(before, now)
    kept = _kept(flows)
    groups = now.group_by("group").agg(members=pl.struct(RECORD).sort_by(*RECORD))
    groups = groups.sort(pl.col("members").list.first())
    entity_of = _entity_of(groups, {group: entity for entity, group in kept.items()}, used)
    names = pl.DataFrame(
        {"group": list(entity_of), "entity": list(entity_of.values())},
        schema={"group": now.schema["group"], "entity": pl.String},
    )
    entities = now.join(names, on="group", maintain_order="left").select(*RECORD, "entity")
    told = [*_of_flows(flows, kept, entity_of), *_made(groups, flows, entity_of), *_gone(before, flows)]
    events = pl.DataFrame(told, schema=EVENTS, orient="row")
    return Survival(entities, events.sort("event", "entity", "other", nulls_last=True))


def named(id: str, person: int) -> str:
    """A record's name: its id, and for the second person of a joint record "id/2"."""
    return id if person == 1 else f"{id}/{person}"


def _flows(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """A row an overlap, the largest first: entity, group, records, and how many they are."""
    sizes = before.group_by("entity").agg(size=pl.len())
    found = before.join(now, on=RECORD).group_by("entity", "group").agg(
        records=pl.struct(RECORD).sort_by(*RECORD), overlap=pl.len()
    )  # fmt: skip
    return found.join(sizes, on="entity").with_columns(
        first=pl.col("records").list.first().struct.field("id"),
        person=pl.col("records").list.first().struct.field("person"),
    ).sort("overlap", "size", "entity", "first", "person", descending=[True, True, False, False, False])  # fmt: skip


def _kept(flows: pl.DataFrame) -> dict[str, int]:
    """Entity -> the group that keeps its id."""
    kept: dict[str, int] = {}
    taken: set[int] = set()
    for entity, group in flows.select("entity", "group").iter_rows():
        if entity not in kept and group not in taken:
            kept[entity] = group
            taken.add(group)
    return kept


def _entity_of(groups: pl.DataFrame, holds: dict[int, str], used: Callable[[str], bool]) -> dict[int, str]:
    """Group -> entity, for all groups; new names in the order of the groups' first records."""
    fresh: set[str] = set()
    for group, members in groups.iter_rows():
        if group in holds:
            continue
        plain = name = named(members[0]["id"], members[0]["person"])
        times = 1
        while used(name) or name in fresh:
            times += 1
            name = f"{plain}~{times}"
        fresh.add(name)
        holds[group] = name
    return holds


def _of_flows(flows: pl.DataFrame, kept: dict[str, int], entity_of: dict[int, str]) -> list[Told]:
    held = set(kept.values())
    told: list[Told] = []
    merged: set[str] = set()
    for entity, group, records in flows.select("entity", "group", "records").iter_rows():
        if kept.get(entity) == group:
            continue
        if group not in held:
            kind = Event.SPLIT
        elif entity in kept or entity in merged:
            kind = Event.MOVED
        else:
            kind = Event.MERGED
            merged.add(entity)
        told.append((kind, entity, entity_of[group], records))
    return told


def _made(groups: pl.DataFrame, flows: pl.DataFrame, entity_of: dict[int, str]) -> list[Told]:
    known = set(flows["group"])
    return [(Event.MADE, entity_of[group], None, members)
            for group, members in groups.iter_rows() if group not in known]  # fmt: skip


def _gone(before: pl.DataFrame, flows: pl.DataFrame) -> list[Told]:
    ended = before.join(flows, on="entity", how="anti").group_by("entity").agg(
        records=pl.struct(RECORD).sort_by(*RECORD)
    )  # fmt: skip
    return [(Event.GONE, entity, None, records) for entity, records in ended.iter_rows()]
