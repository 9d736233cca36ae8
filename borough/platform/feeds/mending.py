"""Rows in quarantine: given their right values, or left out. What came stays as it came."""

from datetime import datetime

import polars as pl
from django.db import transaction

from borough.platform.audit import api as audit

from .applying import Applied, undo
from .checking import SEPARATOR, check_rows
from .consumers import apart
from .contract import Contract
from .contracts import contract_then
from .models import Mend, QuarantinedRow, State
from .ordering import again, in_order, locked, log
from .queries import BatchSummary, batch_summary, overtaken
from .reasons import Refused
from .rules import reason_is_given


def mend(
    row_id: int, values: dict[str, str], *, why: str, by: audit.Actor, now: datetime
) -> BatchSummary | Refused:
    """Give a row its right values and apply it, at its place in the order of batches.

    Refused as `still-wrong`, with `field:code` by bars as its detail, where the values are not right yet.
    """
    row = QuarantinedRow.objects.select_related("batch").get(pk=row_id)
    batch, contract = row.batch, contract_then(row.batch)
    cells = SEPARATOR.join(values.get(name, "") for name in batch.columns)
    if cells == row.raw:
        return Refused.because("nothing-changed", "The values are as they came.")
    if faults := _faults(row, cells, contract):
        return Refused.because("still-wrong", faults)
    try:
        with transaction.atomic():
            locked(contract)
            batch.refresh_from_db()
            if refusal := _closed(row, why):
                return refusal
            Mend.objects.create(row=row, cells=cells, why=why.strip(), by=by.name, at=now)
            _apply(row, contract, now)
            log("row.mended", batch.pk, by, reason=why, row=row.number)
    except _KeyTaken:
        return Refused.because("still-wrong", ":duplicate-key")
    return batch_summary(batch.pk)


def set_aside(row_id: int, *, why: str, by: audit.Actor, now: datetime) -> BatchSummary | Refused:
    """Decide that a row stays out."""
    with transaction.atomic():
        row = QuarantinedRow.objects.select_for_update(of=("self",)).select_related("batch").get(pk=row_id)
        if refusal := _closed(row, why):
            return refusal
        Mend.objects.create(row=row, cells="", why=why.strip(), by=by.name, at=now)
        log("row.set_aside", row.batch_id, by, reason=why, row=row.number)
    return batch_summary(row.batch_id)


class _KeyTaken(Exception):
    """Rolls back a mend whose row is still not in, as its key is another's."""


def _faults(row: QuarantinedRow, cells: str, contract: Contract) -> str:
    stored = pl.DataFrame(
        {"_row": [row.number], "_key": [""], "_cells": [cells]}, schema_overrides={"_row": pl.UInt32}
    )
    bad = check_rows(apart(stored, row.batch.columns, contract), contract, row.batch.extracted_on).bad
    return "" if bad.is_empty() else str(bad["faults"][0])


def _apply(row: QuarantinedRow, contract: Contract, now: datetime) -> None:
    def step() -> Applied | None:
        undo(row.batch, State.RECEIVED)
        return again(row.batch, contract, now)

    applied = in_order(row.batch, contract, now, step)
    if applied is None or row.number not in applied.numbers:
        raise _KeyTaken


def _closed(row: QuarantinedRow, why: str) -> Refused | None:
    """Why the row can no longer be decided, or not with this reason."""
    if not reason_is_given(why):
        return Refused.because("no-reason", "The reason is too short.")
    if row.batch.state != State.APPLIED or Mend.objects.filter(row=row).exists():
        return Refused.because("not-now", "The row is no longer waiting.")
    if overtaken(row):
        return Refused.because("overtaken", "A later file has this record.")
    return None
