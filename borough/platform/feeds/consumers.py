"""Who takes what a feed changes: functions, called inside the batch's transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from .checking import DELETED, SEPARATOR, check_rows
from .contract import Contract
from .models import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one file makes different.

    `changed`: `_row` (its number in the batch), `_key`, then the contract's fields as text in their right
    form (ISO dates, whole pence; null where nothing is said). `removed`: keys that have gone. The rows of
    `changed` are those of the batch `batch_id`, which was extracted on `extracted_on`.
    """

    contract: Contract
    batch_id: int
    extracted_on: date
    changed: pl.DataFrame
    removed: pl.Series


Consumer = Callable[[Change], None]
Examiner = Callable[[Contract, pl.DataFrame], None]
_consumers: list[Consumer] = []
_examiners: list[Examiner] = []


def examine(function: Examiner) -> Examiner:
    """Have `function` called with the good rows of every file before anything of it counts.

    It may raise FileFault: then the file is refused, whole.
    """
    if function not in _examiners:
        _examiners.append(function)
    return function


def examined(contract: Contract, good: pl.DataFrame) -> None:
    """Raises FileFault."""
    for function in _examiners:
        function(contract, good)


def consume(function: Consumer) -> Consumer:
    """Have `function` called with every Change of every feed. A fault in it undoes the batch."""
    if function not in _consumers:
        _consumers.append(function)
    return function


def publish(contract: Contract, batch: Batch, changed: pl.DataFrame, removed: pl.Series) -> None:
    if changed.is_empty() and removed.is_empty():
        return
    change = Change(
        contract=contract,
        batch_id=batch.pk,
        extracted_on=batch.extracted_on,
        changed=changed.select("_row", "_key", *contract.fields),
        removed=removed,
    )
    for function in _consumers:
        function(change)


def publish_difference(contract: Contract, cause: Batch, before: pl.DataFrame, after: pl.DataFrame) -> None:
    """What has become different between two sets of current rows, each row with the batch that it came in."""
    gone = before.join(after, on="_key", how="anti")["_key"]
    other = after.join(before, on=["_key", "batch", "number"], how="anti")
    for (number,), part in other.sort("batch", "number").group_by("batch", maintain_order=True):
        batch = Batch.objects.get(pk=number)
        stored = part.select("_key", "_cells", _row=pl.col("number"))
        rows = in_right_form(stored, batch.columns, contract, batch.extracted_on)
        publish(contract, batch, rows, pl.Series("_key", [], dtype=pl.String))
    nothing = pl.DataFrame(
        schema={"_row": pl.UInt32, "_key": pl.String} | dict.fromkeys(contract.fields, pl.String)
    )
    publish(contract, cause, nothing, gone)


def in_right_form(
    stored: pl.DataFrame, columns: list[str], contract: Contract, extracted_on: date
) -> pl.DataFrame:
    """Stored rows (`_row`, `_key`, `_cells` in the order of `columns`) as the contract gives them out now."""
    rows = apart(stored, columns, contract)
    checked = check_rows(rows, contract, extracted_on).good.drop("_key", "_cells", DELETED)
    return stored.select("_row", "_key").join(checked, on="_row", how="left", maintain_order="left")


def apart(stored: pl.DataFrame, columns: list[str], contract: Contract) -> pl.DataFrame:
    """The values of stored rows, by name, as in `Reading.rows`. A column that they do not have is empty."""
    parts = stored["_cells"].str.split(SEPARATOR)
    table = pl.DataFrame({"_row": stored["_row"], "parts": parts})
    wanted = [*contract.fields, *(["_operation"] if contract.operation else [])]
    values = [
        pl.col("parts").list.get(columns.index(name), null_on_oob=True).fill_null("").alias(name)
        if name in columns
        else pl.lit("").alias(name)
        for name in wanted
    ]
    rows = table.select("_row", pl.lit(None, dtype=pl.String).alias("_fault"), *values)
    if contract.operation:
        # A good row is kept without its operation: being there, it was not a deletion.
        kept = pl.when(pl.col("_operation") == "").then(pl.lit(contract.operation.upsert[0]))
        rows = rows.with_columns(kept.otherwise("_operation").alias("_operation"))
    return rows
