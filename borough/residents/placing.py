"""What came, changed or went is linked with what is there, and given its persons: one step, one transaction.

Until its step a new record has no person, and stands nowhere; nor has one that now says another name, birth date
or number. So nobody ever sees a person half linked.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

import polars as pl
from django.db import transaction

from linkage import BadInput

from . import decisions, holding, records
from .events import note_changes
from .link import PLACES, link_all
from .models import Change, Decision, Pending, Placing, Record
from .persons import records_of_persons, settled
from .search.operations import index_people
from .shield.apart import apart, note_sides
from .shield.likeness import cover
from .shield.searchable import forget
from .tables import copy_in, execute, one_at_a_time
from .weighing import GROWN

MANY = 20_000  # so many waiting, and a quarter of all: then everything is linked anew, by what it says now
AT_A_TIME = 5_000  # records a step, so that the first of a large file are there in seconds
UNSAVED = 20_000  # records until the index is written to disk again


@dataclass(frozen=True, slots=True)
class Work:
    """What one step takes: records of one batch, or a decision."""

    cause: Placing.Cause
    ids: list[int] = field(default_factory=list)
    batch: int | None = None
    decision: Decision | None = None


def place_all(now: datetime) -> int:
    """Step by step until nothing waits; returns how many records found their place."""
    done = 0
    while placed := place_next(now):
        done += placed.records
    return done


def place_next(now: datetime) -> Placing | None:
    """The next step; None when nothing waits. A fault undoes it, in memory too."""
    try:
        with transaction.atomic():
            one_at_a_time()
            if _too_many():
                return Placing.objects.get(linking=link_all(now=now))
            work = _next()
            placed = _place(work, now) if work else None
    except BaseException:
        holding.let_go()
        raise
    return placed


def keep_on_disk(*, at_least: int = UNSAVED) -> None:
    """The index, when so many records are not in its copy yet: what a restart need not link again."""
    with transaction.atomic():
        one_at_a_time()
        held = holding.current()
        if held.unsaved >= at_least:
            holding.keep(held)


def _too_many() -> bool:
    waiting = Pending.objects.count()
    return waiting > MANY and waiting > GROWN * Record.objects.exclude(person=None).count()


def _next() -> Work | None:
    if decision := decisions.next_untold():
        return Work(Placing.Cause.DECISION, decision=decision)
    first = Pending.objects.order_by("since", "batch").values_list("batch", flat=True).first()
    if first is None:
        return None
    waiting = Pending.objects.filter(batch=first).order_by("record_id").values_list("record_id", flat=True)
    return Work(Placing.Cause.BATCH, list(waiting[:AT_A_TIME]), first)


def _place(work: Work, now: datetime) -> Placing:
    begun = time.perf_counter()
    held = holding.current()
    ids = {*work.ids, *holding.behind(held)}
    concerned = ids | _linked(held, ids) | _decided(held, ids, work.decision)
    known, found = _persons_of(held, concerned)
    waits = _still_waiting(found, work)
    moved, made = settled(found, _claims(work.decision))
    placing = Placing.objects.create(
        cause=work.cause, token=uuid4().hex, at=now, batch_id=work.batch, decision=work.decision,
        records=len(work.ids), seconds=0,
    )  # fmt: skip
    _write(moved, waits, made, placing, now)
    Pending.objects.filter(record_id__in=work.ids).delete()
    copy_in("residents_touched", pl.DataFrame({"record_id": sorted(known)}, schema={"record_id": pl.Int64})
            .select(pl.lit(placing.pk).alias("placing_id"), "record_id"))  # fmt: skip
    placing.seconds = round(time.perf_counter() - begun, 3)
    placing.save(update_fields=["seconds"])
    held.number, held.token = placing.pk, placing.token
    held.unsaved += len(known)
    return placing


def _linked(held: holding.Held, ids: set[int]) -> set[int]:
    """These records as the database has them now, and those that are gone, linked; whom that concerned."""
    there = records.some_records(ids)
    gone = [str(key) for key in ids.difference(there["id"].to_list())]
    removed = held.index.entities(gone)["id"].unique().to_list()
    if there.is_empty() and not removed:
        return set()
    changed = held.index.link(records.as_asked(there) if there.height else None, removed=removed)
    return set(changed.entities["id"].cast(pl.Int64).to_list())


def _decided(held: holding.Held, ids: Iterable[int], decision: Decision | None) -> set[int]:
    """What was decided about records that came, and by this decision, holds; whom that concerned."""
    concerned: set[int] = set()
    if decision and decision.withdrawn_at:
        concerned |= _withdrawn(held, decision)
    else:
        pairs = _of_the_index(held, pl.concat([decisions.about(ids, decision), _apart(held, ids)]))
        for (number,), its in pairs.sort("decision").group_by("decision", maintain_order=True):
            concerned |= _followed(held, int(str(number)), its.drop("decision"))
        if decision:
            Decision.objects.filter(pk=decision.pk, fault="").update(told=True)
    return concerned


def _apart(held: holding.Held, ids: Iterable[int]) -> pl.DataFrame:
    """Identities that are never joined, with what came of them; those that the index does not know yet."""
    note_sides(ids)
    keys = ["id_a", "id_b"]
    return apart().join(held.index.decisions().select(keys), on=keys, how="anti").select(
        pl.lit(0, pl.Int64).alias("decision"), *keys, "same"
    )  # fmt: skip


def _followed(held: holding.Held, number: int, pairs: pl.DataFrame) -> set[int]:
    """One that cannot be followed, because others say otherwise, is set aside and says so: it stops nobody."""
    try:
        changed = held.index.decide(pairs)
    except BadInput as fault:
        Decision.objects.filter(pk=number).update(fault=str(fault), told=False)
        return set()
    return _ids(changed.entities["id"], pairs["id_a"], pairs["id_b"])


def _withdrawn(held: holding.Held, decision: Decision) -> set[int]:
    Decision.objects.filter(pk=decision.pk).update(told=False)
    its, keys = decisions.judged(decision), ["id_a", "id_b"]
    if its.is_empty():
        return set()
    others = decisions.about(_ids(its["id_a"], its["id_b"]), None).filter(pl.col("decision") != decision.pk)
    both = pl.concat([others.select(keys), others.select(id_a="id_b", id_b="id_a")])
    held_now = held.index.decisions()
    known = pl.concat([held_now.select(keys), held_now.select(id_a="id_b", id_b="id_a")])
    back = its.select(keys).join(both, on=keys, how="anti").join(known, on=keys, how="semi")
    if back.is_empty():
        return set()
    changed = held.index.withdraw(back)
    return _ids(changed.entities["id"], back["id_a"], back["id_b"])


def _of_the_index(held: holding.Held, pairs: pl.DataFrame) -> pl.DataFrame:
    """A record that waits for its first place is decided about when it has one."""
    there = held.index.entities(pl.concat([pairs["id_a"], pairs["id_b"]]).unique().to_list())["id"].implode()
    return pairs.filter(pl.col("id_a").is_in(there) & pl.col("id_b").is_in(there))


def _persons_of(held: holding.Held, concerned: set[int]) -> tuple[set[int], pl.DataFrame]:
    """`concerned` with all records of the persons concerned; and these by their groups in the index: in the columns
    of `persons.FOUND`, with `waits` and `was_confidence`."""
    known = set(concerned)
    while True:
        there = records.some_records(known)
        persons = set(there["was"].drop_nulls().to_list())
        if not (more := set(records_of_persons(persons)) - known):
            break
        known |= more
    groups = held.index.entities([str(key) for key in sorted(known)]).select(
        pl.col("id").cast(pl.Int64), "entity", pl.col("confidence").cast(pl.Float64).round(PLACES)
    )
    return known, groups.join(there.select("id", "was", "waits", "was_confidence"), on="id").sort("id")


def _still_waiting(found: pl.DataFrame, work: Work) -> set[int]:
    """Of those found, the records without a place whose step is not this one."""
    return set(found.filter(pl.col("waits") == 1)["id"].to_list()) - set(work.ids)


def _claims(decision: Decision | None) -> dict[int, int]:
    """Whose merge is undone comes back under the identifier that they had."""
    undoes = decision.undoes if decision and decision.withdrawn_at is None else None
    if undoes is None or undoes.kind != Change.Kind.MERGED:
        return {}
    return dict.fromkeys(undoes.moved, undoes.person_id)


def _write(moved: pl.DataFrame, waits: set[int], made: set[int], placing: Placing, now: datetime) -> None:
    waiting = pl.col("id").is_in(list(waits))
    placed = moved.filter(~waiting)
    changed = placed.filter(
        (pl.col("waits") == 1)
        | pl.col("person").ne_missing(pl.col("was"))
        | (pl.col("confidence") != pl.col("was_confidence"))
    )
    execute(
        "UPDATE residents_record r SET person_id = n.person, confidence = n.confidence "
        "FROM unnest(%s::bigint[], %s::bigint[], %s::float8[]) n (id, person, confidence) WHERE r.id = n.id",
        [changed[name].to_list() for name in ("id", "person", "confidence")],
    )
    waited_for = moved.filter(waiting)["was"].drop_nulls().to_list()
    note_changes(placed, now, made=made, placing=placing.pk, batch=placing.batch_id, waited_for=waited_for)
    covered = cover(changed["id"].to_list())
    forget(covered)
    concerned = {*changed["person"].to_list(), *changed["was"].drop_nulls().to_list()}
    index_people(sorted(concerned.difference(covered)))


def _ids(*columns: pl.Series) -> set[int]:
    return {int(key) for its in columns for key in its.to_list()}
