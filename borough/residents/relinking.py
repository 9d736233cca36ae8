"""All records linked anew beside the live index: what it would change is shown, then switched to or thrown away.

A proposal is a row of `Linking` and an index of its own on disk. The live one goes on meanwhile; what it places, the
proposal catches up with before the switch, which is one transaction.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from linkage.progress import SILENT, Progress

import linkage
from borough.platform.audit import api as audit

from . import decisions, foreseeing, holding, records
from .decisions import SHORTEST_REASON, Refused
from .link import put_in_force, with_entities
from .models import Linking, Pending, Placing, Touched
from .persons import settled
from .tables import column, one_at_a_time
from .weighing import model_kept

if TYPE_CHECKING:
    from linkage.index import Index

State = Linking.State
RUNNING = Refused("All records are being linked already.", "Wait until that has ended.")
NONE = Refused("No proposal waits for a decision.", "Make one: borough residents relink")
NO_REASON = Refused("The reason is too short.", f"Say in at least {SHORTEST_REASON} letters why.")
OVERTAKEN = Refused(
    "All records were linked anew since this proposal was made.", "Throw it away, and make another one."
)
LOST = Refused(
    "The proposal's index is not on this machine, or is damaged.", "Throw it away, and make another."
)
ONE_AT_A_TIME = 0x5E51DE48  # of the database's advisory locks, the one of who links all beside the live index


def propose(*, now: datetime, learn: bool = False, progress: Progress = SILENT) -> Linking | Refused:
    """Link all records as they are now, beside what is in force, and say what would change. Takes the place of an
    earlier proposal."""
    with _alone() as alone:
        if not alone:
            return RUNNING
        linking, every = _begun(now, State.RUNNING)
        linked = _linked(linking, every, learn, progress)
        with progress.stage("Keeping what was found"):
            from linkage.index import Index

            index = Index.build(
                records.as_asked(every), records.SCHEMA, linked.model, linked, decisions=decisions.in_force()
            )
            index.save(_folder(linking))
        _foretold(linking, with_entities(every, linked.entities), State.PROPOSED)
        return linking


def check(*, now: datetime, progress: Progress = SILENT) -> Linking | Refused:
    """How far what is in force has drifted from what linking everything at once, with its model, would give."""
    with _alone() as alone:
        if not alone or Linking.objects.filter(state=State.PROPOSED).exists():
            return RUNNING
        linking, every = _begun(now, State.RUNNING)
        linked = _linked(linking, every, False, progress)
        _foretold(linking, with_entities(every, linked.entities), State.CHECKED)
        return linking


def _begun(now: datetime, state: State) -> tuple[Linking, pl.DataFrame]:
    """The records of one moment, and the last placing of it."""
    with transaction.atomic():
        one_at_a_time()
        for earlier in Linking.objects.filter(state__in=[State.RUNNING, State.PROPOSED]):
            _thrown_away(earlier, "Another one took its place", "The system", now)
        last = Placing.objects.order_by("-id").first()
        every = records.every_record()
        return Linking.objects.create(
            started_at=now, finished_at=now, engine=records.ENGINE, records=every.height, persons=0, made=0,
            merged=0, split=0, state=state, seen=last.pk if last else 0,
        ), every  # fmt: skip


def _linked(linking: Linking, every: pl.DataFrame, learn: bool, progress: Progress) -> linkage.Linked:
    model = None if learn else model_kept(every.height)
    linked = linkage.link(
        records.as_asked(every),
        records.SCHEMA,
        model=model,
        decisions=decisions.in_force(),
        progress=progress,
    )
    linking.model, linking.learned = linked.model.to_settings(), model is None
    return linked


def _foretold(linking: Linking, found: pl.DataFrame, state: State) -> None:
    """What it would change is written beside it."""
    new = iter(range(-1, -found.height - 1, -1))
    moved, made = settled(found, make=lambda count: [next(new) for _ in range(count)])
    linking.foreseen = foreseeing.foreseen(moved, made, today=date.today())
    linking.persons, linking.made = moved["person"].n_unique(), len(made)
    linking.merged, linking.split = (linking.foreseen["counts"][kind] for kind in ("merged", "split"))
    linking.finished_at, linking.state = timezone.now(), state
    linking.save()


def proposal() -> Linking | None:
    return Linking.objects.filter(state=State.PROPOSED).first()


def switch(*, reason: str, by: audit.Actor, now: datetime, progress: Progress = SILENT) -> Linking | Refused:
    """Everybody's person by the proposal, and what came since. One transaction: before it the one, after it the
    other."""
    if len(reason.strip()) < SHORTEST_REASON:
        return NO_REASON
    try:
        with transaction.atomic():
            one_at_a_time()
            linking = proposal()
            if refused := _refused(linking):
                return refused
            assert linking
            index = holding.opened(_folder(linking))
            if index is None:
                return LOST
            with progress.stage("Catching up with what came since"):
                _caught_up(index, linking)
            linking.decided_by, linking.decided_at, linking.decision = by.name, now, reason.strip()
            found = with_entities(records.every_record(), index.entities())
            placing = put_in_force(linking, found, now=now, progress=progress)
            audit.record("index.switched", actor=by, subject=f"linking {linking.pk}", reason=reason.strip())
    except BaseException:
        holding.let_go()
        raise
    holding.adopt(index, placing)
    shutil.rmtree(_folder(linking), ignore_errors=True)
    return linking


def _refused(linking: Linking | None) -> Refused | None:
    if linking is None:
        return NONE
    overtaken = Placing.objects.filter(pk__gt=linking.seen, kept=False).exists()
    return OVERTAKEN if overtaken else None


def _caught_up(index: "Index", linking: Linking) -> None:
    """What was placed since, what waits, and what was decided."""
    since = Touched.objects.filter(placing_id__gt=linking.seen).values_list("record_id", flat=True)
    ids = {*since, *Pending.objects.values_list("record_id", flat=True)}
    there = records.some_records(ids)
    gone = [str(key) for key in ids.difference(there["id"].to_list())]
    removed = index.entities(gone)["id"].unique().to_list()
    if there.height or removed:
        index.link(records.as_asked(there) if there.height else None, removed=removed)
    keys = ["id_a", "id_b", "same"]
    held, now = index.decisions().select(keys), decisions.in_force()
    both = pl.concat([held, held.select(id_a="id_b", id_b="id_a", same="same")])
    if now is not None and (new := now.join(both, on=keys, how="anti")).height:
        index.decide(new)
    wanted = now if now is not None else held.clear()
    wanted = pl.concat([wanted.select(keys), wanted.select(id_a="id_b", id_b="id_a", same="same")])
    if (back := held.join(wanted, on=keys, how="anti")).height:
        index.withdraw(back.select("id_a", "id_b"))


@transaction.atomic
def discard(*, reason: str, by: audit.Actor, now: datetime) -> Linking | Refused:
    """The proposal goes, and nothing changes."""
    if len(reason.strip()) < SHORTEST_REASON:
        return NO_REASON
    linking = proposal()
    if linking is None:
        return NONE
    _thrown_away(linking, reason.strip(), by.name, now)
    audit.record("index.discarded", actor=by, subject=f"linking {linking.pk}", reason=reason.strip())
    return linking


def _thrown_away(linking: Linking, reason: str, by: str, now: datetime) -> None:
    linking.state, linking.decision = State.DISCARDED, reason
    linking.decided_by, linking.decided_at = by, now
    linking.save()
    shutil.rmtree(_folder(linking), ignore_errors=True)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other process links all just now; a process that dies holds nobody up."""
    free = bool(column("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])[0])
    try:
        yield free
    finally:
        if free:
            column("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def _folder(linking: Linking) -> Path:
    return Path(settings.INDEX_FOLDER) / f"proposal-{linking.pk}"
