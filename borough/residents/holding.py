"""The index that linkage keeps of the records: held by one process, kept on disk, made anew where neither will do.

It is a copy: the database says who is who. A copy belongs to the history of one database, which its number and
token of a placing prove; what was placed since then it catches up with by `Touched`.
"""

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import polars as pl
from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

import linkage
from linkage import BadInput

from . import decisions, records
from .models import Linking, Placing, Touched
from .tables import one_at_a_time
from .weighing import model_in_force

if TYPE_CHECKING:
    from linkage.index import Index

log = logging.getLogger(__name__)


@dataclass
class Held:
    """`number`, `token`: of the last placing that it knows. `unsaved`: records that its copy on disk lacks."""

    index: "Index"
    number: int
    token: str
    unsaved: int = 0


_held: Held | None = None


def current() -> Held:
    """The index, knowing all that was placed but what `behind` says. Part of a transaction that holds the lock."""
    global _held
    if _held is None or not _belongs(_held.number, _held.token):
        _held = None  # its memory goes before another one comes
        _held = _opened() or _made()
    return _held


def let_go() -> None:
    """Forget the one in memory, which may know what the database does not."""
    global _held
    _held = None


def adopt(index: "Index", placing: Placing) -> None:
    """This one from now on, which knows all that was placed until then; and onto the disk."""
    global _held
    _held = Held(index, placing.pk, placing.token)
    with transaction.atomic():
        one_at_a_time()
        keep(_held)


def renew() -> Held:
    """Made anew from the database, without what records said that are gone. Holds the turn while it lasts."""
    with transaction.atomic():
        one_at_a_time()
        let_go()
        for folder in _folder().glob("[0-9]*-*"):
            shutil.rmtree(folder, ignore_errors=True)
        return current()


def behind(held: Held) -> set[int]:
    """Numbers of records that were placed since."""
    since = Touched.objects.filter(placing_id__gt=held.number)
    return set(since.values_list("record_id", flat=True))


def keep(held: Held) -> None:
    """Onto the disk, in place of what was there, which stays until this is whole."""
    folder = _folder() / f"{held.number}-{held.token}"
    held.index.save(folder)
    held.unsaved = 0
    for other in _folder().iterdir():
        if other != folder and not other.name.startswith("proposal"):
            shutil.rmtree(other, ignore_errors=True)
    _forget_before(held.number)


def _forget_before(number: int) -> None:
    """What no copy needs any more to catch up: the one on disk, or that of a proposal."""
    open_ones = Linking.objects.filter(state__in=[Linking.State.RUNNING, Linking.State.PROPOSED])
    proposed = open_ones.aggregate(seen=Min("seen"))["seen"]
    known = number if proposed is None else min(number, proposed)
    Placing.objects.filter(pk__lte=known, kept=True).update(kept=False)
    Touched.objects.filter(placing_id__lte=known).delete()


def _belongs(number: int, token: str) -> bool:
    """Whether it is of this database, and can catch up with it."""
    known = Placing.objects.filter(pk=number, token=token).exists()
    return known and not Placing.objects.filter(pk__gt=number, kept=False).exists()


def _opened() -> Held | None:
    """The newest copy on disk that belongs here."""
    for folder in sorted(_folder().glob("[0-9]*-*"), key=lambda folder: -int(folder.name.split("-")[0])):
        number, token = folder.name.split("-", 1)
        if _belongs(int(number), token) and (index := opened(folder)):
            return Held(index, int(number), token)
    return None


def opened(folder: Path) -> "Index | None":
    """None where it is damaged, or of other columns or another version than today's."""
    from linkage.index import Index  # compiled code: most processes never hold one

    try:
        index = Index.open(folder)
    except BadInput as fault:
        log.warning("The index on disk is not used: %s", fault)
        return None
    return index if index.schema.document() == records.SCHEMA.document() else None


def _made() -> Held:
    """From the records and persons in the database, and on disk."""
    from linkage.index import Index

    every = records.every_record().filter(pl.col("waits") == 0)
    asked = records.as_asked(every)
    entities = every.select(
        pl.col("id").cast(pl.String), person=pl.lit(1, pl.Int16), entity=pl.format("person {}", "was"),
        confidence="was_confidence",
    )  # fmt: skip
    model = model_in_force() or linkage.train(asked, records.SCHEMA)
    index = Index.build(asked, records.SCHEMA, model, entities, decisions=decisions.between(every["id"]))
    held = Held(index, *_anchor())
    keep(held)
    return held


def _anchor() -> tuple[int, str]:
    """Number and token of the last placing; a check is one, where there is none yet."""
    last = Placing.objects.order_by("-id").first() or Placing.objects.create(
        cause=Placing.Cause.CHECK, token=uuid4().hex, at=timezone.now(), records=0, seconds=0
    )
    return last.pk, last.token


def _folder() -> Path:
    folder = Path(settings.INDEX_FOLDER)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
