"""Linking all records into persons, in one transaction, so that nobody ever sees half of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

import polars as pl
from django.db import transaction
from django.utils import timezone
from linkage.progress import SILENT, Progress

import linkage

from . import decisions, records
from .events import note_changes
from .models import Change, Decision, Linking, Pending, Placing, Record
from .persons import settled
from .rewriting import in_the_way, rewritten
from .search.operations import TABLES as SEARCH
from .search.operations import write_everybody
from .shield.likeness import cover_everybody
from .tables import copy_in, execute, one_at_a_time
from .weighing import model_kept

RECORD = "residents_record"
MANY = 0.1  # share of the records: if more of them change, the whole table is written anew
PLACES = 4  # of a confidence; what differs beyond them is no change


@transaction.atomic
def link_all(*, now: datetime, learn: bool = False, progress: Progress = SILENT) -> Linking:
    """Every record's person anew: the first linking, or one after so much came that what was learned fits no more.

    What agreement and disagreement weigh is learned from the records, kept, and used again while it fits;
    `learn`: now in any case. Readers see the former state until the end; a second linking, or a load, waits.
    """
    one_at_a_time()
    every = records.every_record()
    model = None if learn else model_kept(every.height)
    # Named only here: compiled code takes seconds to load, and most processes never link.
    linked = linkage.link(
        records.as_asked(every),
        records.SCHEMA,
        model=model,
        decisions=decisions.in_force(),
        progress=progress,
    )
    linking = Linking(
        started_at=now, engine=records.ENGINE, records=every.height,
        model=linked.model.to_settings(), learned=model is None,
    )  # fmt: skip
    put_in_force(linking, with_entities(every, linked.entities), now=now, progress=progress)
    return linking


def with_entities(every: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """The entity of each record of the database, as `persons.settled` takes it."""
    its = entities.select(
        pl.col("id").cast(pl.Int64), "entity", pl.col("confidence").cast(pl.Float64).round(PLACES)
    )
    return its.join(every.select("id", "was", "waits", "was_confidence"), on="id")


def put_in_force(
    linking: Linking, found: pl.DataFrame, *, now: datetime, progress: Progress = SILENT
) -> Placing:
    """Every record's person by `found`, which is of all of them. Part of a transaction that holds the turn."""
    execute(f"LOCK TABLE {RECORD} IN SHARE ROW EXCLUSIVE MODE")
    moved, made = settled(found)
    changed = moved.filter(
        (pl.col("waits") == 1)
        | pl.col("person").ne_missing(pl.col("was"))
        | (pl.col("confidence") != pl.col("was_confidence"))
    )
    linking.finished_at, linking.state = now, Linking.State.IN_FORCE
    linking.persons, linking.made, linking.merged, linking.split = moved["person"].n_unique(), len(made), 0, 0
    linking.save()
    placing = Placing.objects.create(
        cause=Placing.Cause.RELINK, token=uuid4().hex, at=now, linking=linking, records=changed.height,
        seconds=0, kept=False,
    )  # fmt: skip
    many = changed.height > MANY * moved.height and not in_the_way(RECORD)
    with (
        progress.stage("Writing persons and what they are found by"),
        rewritten(*((RECORD, *SEARCH) if many else SEARCH)),
    ):
        _rewrite(moved) if many else _update(changed)
        told = note_changes(moved, now, made=made, placing=placing.pk)
        cover_everybody()
        write_everybody()
    Pending.objects.all().delete()
    _tell_decisions()
    linking.merged = told.filter(pl.col("kind") == Change.Kind.MERGED).height
    linking.split = told.filter(pl.col("kind") == Change.Kind.SPLIT)["was"].n_unique()
    linking.finished_at = timezone.now()
    linking.save()
    placing.seconds = (linking.finished_at - now).total_seconds()
    placing.save(update_fields=["seconds"])
    return placing


def _tell_decisions() -> None:
    """All that are in force were followed, and none that was withdrawn."""
    Decision.objects.filter(withdrawn_at=None, fault="").update(told=True)
    Decision.objects.exclude(withdrawn_at=None).update(told=False)


def _update(changed: pl.DataFrame) -> None:
    with _moved(changed):
        execute(
            "UPDATE residents_record r SET person_id = m.person, confidence = m.confidence FROM moved m "
            "WHERE r.id = m.id"
        )


def _rewrite(moved: pl.DataFrame) -> None:
    """All records into the empty table, those of one person together: whoever is opened is read at once."""
    names = [field.column for field in Record._meta.concrete_fields if field.column]
    new = {"person_id": "m.person", "confidence": "m.confidence"}
    values = ", ".join(new.get(name, f"r.{name}") for name in names)
    with _moved(moved):
        execute(
            f"INSERT INTO residents_record ({', '.join(names)}) "
            f"SELECT {values} FROM public.residents_record r JOIN moved m ON m.id = r.id ORDER BY m.person, r.id"
        )


@contextmanager
def _moved(rows: pl.DataFrame) -> Iterator[None]:
    execute("CREATE TEMPORARY TABLE moved (id bigint, person bigint, confidence float8)")
    copy_in("moved", rows.select("id", "person", "confidence"))
    execute("ANALYZE moved")
    yield
    execute("DROP TABLE moved")
