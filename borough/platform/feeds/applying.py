"""One step of the fold, forwards and back. All of it in a transaction that holds the feed's row."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.utils import timezone

from .checking import Checked, check_rows
from .consumers import apart, examined
from .contract import Contract
from .copying import copy_in, current_rows, numbers_of, raw_columns
from .models import Batch, Ending, Mend, QuarantinedRow, State
from .reading import FileFault, Reading, read
from .rules import Found, Problem, agreement_ended, pounds, problems, to_be_seen
from .settling import Distinct, Settlement, one_row_a_key, settle
from .totals import found_pence
from .usual import known_share, usual_share

# Held for one of these, a file is known to lack its end: accepted all the same, it takes nothing away.
WITHOUT_END = {"file-cut-off", "wrong-trailer"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file read and checked, before anything is decided."""

    reading: Reading
    checked: Checked
    distinct: Distinct
    pence: int | None

    @property
    def refused(self) -> int:
        return self.reading.broken.height + self.checked.bad.height + self.distinct.bad.height


def take(path: Path, contract: Contract, extracted_on: date, mended: pl.DataFrame | None = None) -> Taken:
    """Raises FileFault. `mended`: rows as in `Reading.rows` that stand in for those with their number."""
    reading = read(path, contract)
    rows = reading.rows
    pence = found_pence(reading, contract)
    if mended is not None and not mended.is_empty():
        others = rows.join(mended, on="_row", how="anti", maintain_order="left")
        rows = pl.concat([others, mended.select(rows.columns)]).sort("_row")
        broken = reading.broken.join(mended, on="_row", how="anti", maintain_order="left")
        reading = Reading(rows=rows, broken=broken, counted=reading.total, stated=reading.stated,
                          holds=reading.holds, notes=reading.notes)  # fmt: skip
    checked = check_rows(rows, contract, extracted_on)
    examined(contract, checked.good)
    return Taken(reading, checked, one_row_a_key(checked.good, contract), pence)


@dataclass(frozen=True, slots=True)
class Applied:
    """What an applied batch made different, and the numbers of its rows that are in."""

    settlement: Settlement
    numbers: pl.Series


def process(
    batch: Batch, contract: Contract, path: Path, now: datetime, *, before: bool = False
) -> Applied | None:
    """Read, decide, and apply, hold or refuse; saves the batch. None where nothing was applied.

    `before`: it was applied before, and so is not weighed anew against what is current.
    """
    batch.columns = raw_columns(contract)
    if contract.agreement and not before and agreement_ended(contract, timezone.localdate(now)):
        its = contract.agreement
        said = f"{its.reference} with {its.controller} ended on {its.until}. Nothing of the file was read."
        batch.state, batch.problems = State.HELD, [["agreement-ended", said]]
        batch.save()
        return None
    try:
        taken = take(path, contract, batch.extracted_on, mended_rows(batch, contract))
    except FileFault as fault:
        batch.state, batch.problems = State.REFUSED, [[fault.code, fault.detail]]
        batch.save()
        return None
    current = current_rows(batch.feed_id)
    _describe(batch, taken)
    settlement = _settle(batch, taken, contract, current)
    usual = None if before else usual_share(batch.feed_id, contract)
    batch.problems = [
        list(problem)
        for problem in _problems(taken, contract, 0 if before else current.height, settlement, usual)
    ]
    if contract.preview and not before and batch.attempt == 1 and current.height:
        batch.problems += [list(problem) for problem in to_be_seen(settlement.tally)]
    if any(code not in batch.accepted for code, _ in batch.problems):
        batch.state = State.HELD
        batch.tally |= settlement.tally
        batch.save()
        return None
    _store(batch, taken, settlement)
    batch.state, batch.applied_at = State.APPLIED, now
    batch.tally |= settlement.tally
    batch.rows_refused += settlement.bad.height
    batch.save()
    refused = settlement.bad.select("_row")
    return Applied(settlement, taken.distinct.rows.join(refused, on="_row", how="anti")["_row"])


def _settle(batch: Batch, taken: Taken, contract: Contract, current: pl.DataFrame) -> Settlement:
    wrong = pl.concat([taken.checked.bad["_key"], taken.distinct.bad["_key"]]).drop_nulls()
    removes = not (WITHOUT_END & set(batch.accepted))
    return settle(taken.distinct.rows, current, contract, protected=wrong, removes=removes)


def foreseen(batch: Batch, contract: Contract, path: Path) -> Settlement:
    """What a held batch would change if it were accepted now. Nothing is written. Raises FileFault."""
    taken = take(path, contract, batch.extracted_on, mended_rows(batch, contract))
    return _settle(batch, taken, contract, current_rows(batch.feed_id))


def _problems(
    taken: Taken, contract: Contract, current: int, settlement: Settlement, usual: float | None
) -> list[Problem]:
    stated = taken.reading.stated
    found = Found(
        rows=taken.reading.total,
        good=taken.distinct.rows.height,
        refused=taken.refused,
        counted=taken.reading.total,
        stated_count=stated.count if stated else None,
        stated_pence=stated.pence if stated else None,
        pence=taken.pence,
        failures=taken.checked.failures,
        foreign=taken.reading.rows.filter(pl.col("_fault") == "mixed-encoding").height,
        current=current,
        known=known_share(settlement.tally),
        usual=usual,
    )
    return taken.reading.holds + problems(found, contract)


def _describe(batch: Batch, taken: Taken) -> None:
    """What the batch's page says of the file."""
    reading, stated = taken.reading, taken.reading.stated
    batch.rows_read, batch.rows_good, batch.rows_refused = (
        reading.total,
        taken.distinct.rows.height,
        taken.refused,
    )
    codes = pl.concat(
        [reading.broken["code"], _first_code(taken.checked.bad), _first_code(taken.distinct.bad)]
    )
    batch.tally = {
        **taken.checked.tally,
        **{name: count for name, count in taken.distinct.tally.items() if count},
        "reasons": dict(codes.value_counts(sort=True).iter_rows()),
        "set_aside": taken.checked.set_aside,
    }
    batch.totals = {}
    batch.notes = list(reading.notes)
    if stated:
        batch.totals = {"stated_count": stated.count, "found_count": reading.total,
                        "stated_pence": stated.pence, "found_pence": taken.pence}  # fmt: skip
        if stated.pence is not None and taken.pence is None:
            batch.notes.append(
                f"The stated sum of {pounds(stated.pence)} cannot be proved: a row hides its amount."
            )


def _first_code(bad: pl.DataFrame) -> pl.Series:
    return bad["faults"].str.split("|").list.first().str.split(":").list.last()


def _store(batch: Batch, taken: Taken, settlement: Settlement) -> None:
    stored = numbers_of("feeds_row", batch)
    rows = settlement.changed.select(pl.lit(batch.pk).alias("batch"), "_row", "_key", "_cells")
    if not stored.is_empty():
        rows = rows.join(pl.DataFrame({"_row": stored}), on="_row", how="anti", maintain_order="left")
    copy_in("feeds_row", ("batch_id", "number", "key", "cells"), rows)
    _end(batch, settlement, stored)
    _quarantine(batch, taken, settlement)


def _end(batch: Batch, settlement: Settlement, stored: pl.Series) -> None:
    ended = settlement.ended.select("batch", "number", pl.lit(batch.pk, pl.Int64).alias("by"))
    # A row that this batch stored before, when the batches before it were others, and that is no news now.
    stale = pl.DataFrame({"number": stored}).join(
        settlement.changed.select(number=pl.col("_row")), on="number", how="anti"
    )
    stale = stale.select(
        pl.lit(batch.pk, pl.Int64).alias("batch"), "number", pl.lit(batch.pk, pl.Int64).alias("by")
    )
    copy_in("feeds_ending", ("row_batch_id", "row_number", "batch_id"), pl.concat([ended, stale]))


def _quarantine(batch: Batch, taken: Taken, settlement: Settlement) -> None:
    broken = taken.reading.broken.select(
        "_row", key=pl.lit(""), raw="raw", faults=pl.format(":{}", "code"), apart=pl.lit(False)
    )
    parts = [
        bad.select("_row", key=pl.col("_key").fill_null(""), raw="raw", faults="faults", apart=pl.lit(True))
        for bad in (taken.checked.bad, taken.distinct.bad, settlement.bad)
    ]
    rows = pl.concat([broken, *parts])
    if rows.is_empty():
        return
    rows = rows.with_columns(
        # PostgreSQL keeps no NUL; the file, unchanged, does.
        pl.col("raw").str.replace_all("\x00", "\u2400", literal=True),
        code=pl.col("faults").str.split("|").list.first().str.split(":").list.last(),
    )
    seen = numbers_of("feeds_quarantinedrow", batch).to_frame()
    rows = rows.join(seen, on="_row", how="anti", maintain_order="left")
    copy_in(
        "feeds_quarantinedrow",
        ("batch_id", "number", "code", "faults", "key", "raw", "apart"),
        rows.select(pl.lit(batch.pk), "_row", "code", "faults", "key", "raw", "apart"),
    )


def undo(batch: Batch, state: State) -> None:
    """Take back the last applied batch of a feed; its rows stay, being no longer of an applied batch."""
    Ending.objects.filter(batch=batch).delete()
    batch.state, batch.applied_at = state, None
    batch.save()


def later_batches(batch: Batch) -> list[Batch]:
    """The applied batches that come after this one, in order."""
    applied = Batch.objects.filter(feed=batch.feed_id, state=State.APPLIED).exclude(pk=batch.pk)
    after = [b for b in applied if (b.extracted_on, b.position) > (batch.extracted_on, batch.position)]
    return sorted(after, key=lambda b: (b.extracted_on, b.position))


def mended_rows(batch: Batch, contract: Contract) -> pl.DataFrame | None:
    """What officers have made of rows of this file, in this batch or in one that it replays."""
    of_file = QuarantinedRow.objects.filter(batch__feed=batch.feed_id, batch__position=batch.position)
    mends = Mend.objects.filter(row__in=of_file).exclude(cells="").order_by("at").select_related("row__batch")
    rows = {
        mend.row.number: apart(
            pl.DataFrame(
                {"_row": [mend.row.number], "_key": [""], "_cells": [mend.cells]},
                schema_overrides={"_row": pl.UInt32},
            ),
            mend.row.batch.columns,
            contract,
        )
        for mend in mends
    }
    return pl.concat(rows.values()) if rows else None
