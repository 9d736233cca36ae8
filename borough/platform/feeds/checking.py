"""Rows of text against their contract: which are right, which are not and why. Pure, and by column."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from .contract import Column, Contract, Cost, Type
from .values import CONTROL, FORMULA, given, normal

# What separates the values of a row as it is kept; no value may hold it, being a control character.
SEPARATOR = "\x1f"
DELETED = "_deleted"


@dataclass(frozen=True, slots=True)
class Checked:
    """`good`: `_row`, `_key`, `_cells` (the values as they came), `_deleted`, then the fields in right form.

    `bad`: `_row`, `_key` (null where it cannot be told), `raw`, `faults` (`field:code`, by bars).
    `failures`: column -> share of the values given that are wrong, whatever that costs.
    `tally`: what else is worth counting.
    """

    good: pl.DataFrame
    bad: pl.DataFrame
    failures: dict[str, float]
    tally: dict[str, int] = field(default_factory=dict)
    set_aside: dict[str, dict[str, int]] = field(default_factory=dict)


def check_rows(rows: pl.DataFrame, contract: Contract, extracted_on: date) -> Checked:
    """`rows` as in `Reading.rows`. Every row comes out once, as good or as bad."""
    fields = contract.fields
    cells = pl.concat_str(fields, separator=SEPARATOR).alias("_cells")
    raw = rows.select("_row", "_fault", *_operation(rows), cells, *fields)
    deleted = (
        pl.col("_operation").is_in(list(contract.operation.delete)) if contract.operation else pl.lit(False)
    )
    raw = raw.with_columns(deleted.alias(DELETED))
    ways = {column.field: _faults(column, contract, extracted_on) for column in contract.columns}
    found = raw.select("_row", *(fault.alias(name) for name, fault in ways.items()))
    right = raw.select(
        "_row",
        "_fault",
        "_operation",
        "_cells",
        DELETED,
        *(_kept(column, found) for column in contract.columns),
    )
    costly = [column.field for column in contract.columns if _costs_the_row(column, contract)]
    faults = _row_faults(found, costly, raw, contract)
    right = right.with_columns(faults.alias("faults"), _key(right, found, contract))
    whole = (
        pl.concat_str("_cells", "_operation", separator=SEPARATOR) if contract.operation else pl.col("_cells")
    )
    bad = right.filter(pl.col("faults") != "").select("_row", "_key", raw=whole, faults=pl.col("faults"))
    good = right.filter(pl.col("faults") == "").drop("faults", "_fault", "_operation")
    return Checked(
        good=good,
        bad=bad,
        failures=_failures(found, raw, contract),
        tally=_odd(raw, contract),
        set_aside=_counted(found, [c.field for c in contract.columns if c.field not in costly]),
    )


def _operation(rows: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col("_operation") if "_operation" in rows.columns else pl.lit("").alias("_operation")]


def _costs_the_row(column: Column, contract: Contract) -> bool:
    return column.costs is Cost.ROW or column.field in contract.key_fields


def _faults(column: Column, contract: Contract, extracted_on: date) -> pl.Expr:
    """The code of what is wrong with each value; null where nothing is."""
    said, right = given(column), normal(column)
    code = (
        pl.when(pl.col(column.field).str.contains(CONTROL))
        .then(pl.lit("control-character"))
        .when(said.str.len_chars() > column.max_length)
        .then(pl.lit("too-long"))
        .when(said.is_not_null() & right.is_null())
        .then(pl.lit(_wrong(column)))
        .when(_outside(column, right, extracted_on))
        .then(pl.lit("out-of-range"))
    )
    in_key = column.field in contract.key_fields
    if in_key or column.required:
        absent = said.is_null() if in_key else said.is_null() & ~pl.col(DELETED)
        code = code.when(absent).then(pl.lit("missing"))
    # A deletion needs to name its record and nothing more.
    return code.otherwise(None) if in_key else pl.when(~pl.col(DELETED)).then(code.otherwise(None))


def _wrong(column: Column) -> str:
    return {Type.DATE: "bad-date", Type.TIME: "bad-date", Type.CHOICE: "not-in-list"}.get(
        column.type, "wrong-type"
    )


def _outside(column: Column, right: pl.Expr, extracted_on: date) -> pl.Expr:
    low, high = (extracted_on.isoformat() if b == "extract" else b for b in (column.low, column.high))
    if column.type in (Type.DATE, Type.TIME):
        # Before 1850 or after 2150 is a slip of the keyboard in any system of the council.
        day = right.str.slice(0, 10)
        return (day < (low or "1850-01-01")) | (day > (high or "2150-01-01"))
    outside = pl.lit(False)
    if column.type in (Type.NUMBER, Type.PENCE, Type.POUNDS):
        amount = right.cast(pl.Int64, strict=False)
        if low:
            outside = outside | (amount < int(low))
        if high:
            outside = outside | (amount > int(high))
    return outside


def _kept(column: Column, found: pl.DataFrame) -> pl.Expr:
    """The value that goes on: in its right form, or as it came where a wrong one is only noted."""
    wrong = found[column.field].is_not_null()
    if column.costs is Cost.NOTE:
        return pl.when(wrong).then(given(column)).otherwise(normal(column)).alias(column.field)
    return pl.when(~wrong).then(normal(column)).alias(column.field)


def _row_faults(found: pl.DataFrame, costly: list[str], raw: pl.DataFrame, contract: Contract) -> pl.Series:
    """`field:code` by bars, the row's own fault first; empty where the row is right."""
    parts = [raw.select(pl.when(pl.col("_fault").is_not_null()).then(":" + pl.col("_fault"))).to_series()]
    for name in contract.fields:
        # A hidden character costs the row wherever it stands: the row could not be kept as it came.
        costs = pl.col(name).is_not_null() if name in costly else pl.col(name) == "control-character"
        parts.append(found.select(pl.when(costs).then(pl.lit(f"{name}:") + pl.col(name))).to_series())
    if contract.operation:
        known = [*contract.operation.upsert, *contract.operation.delete]
        wrong = pl.when(~pl.col("_operation").is_in(known)).then(pl.lit(":not-in-list"))
        parts.append(raw.select(wrong).to_series())
    table = pl.DataFrame([part.alias(str(i)) for i, part in enumerate(parts)])
    return table.select(pl.concat_str(pl.all(), separator="|", ignore_nulls=True)).to_series()


def _key(right: pl.DataFrame, found: pl.DataFrame, contract: Contract) -> pl.Expr:
    """The record's name, null where a part of it is wrong. Without a key in the contract: empty."""
    if not contract.key_fields:
        return pl.lit("").alias("_key")
    sane = pl.lit(True)
    for name in contract.key_fields:
        sane = sane & pl.lit(found[name].is_null())
    template = contract.key
    for name in contract.key_fields:
        template = template.replace("{" + name + "}", "{}")
    return pl.when(sane).then(pl.format(template, *contract.key_fields)).alias("_key")


def _failures(found: pl.DataFrame, raw: pl.DataFrame, contract: Contract) -> dict[str, float]:
    """Of the values given in each column, the share that is wrong; a required one that is absent counts."""
    if raw.is_empty():
        return {}
    wrong = found.select(pl.col(contract.fields).is_not_null().sum()).row(0)
    absent = found.select((pl.col(contract.fields) == "missing").sum()).row(0)
    said = raw.select(
        given(column).is_not_null().sum().alias(column.field) for column in contract.columns
    ).row(0)
    return {
        name: w / (s + a)
        for name, w, a, s in zip(contract.fields, wrong, absent, said, strict=True)
        if w and s + a
    }


def _counted(found: pl.DataFrame, names: list[str]) -> dict[str, dict[str, int]]:
    """field -> code -> how many."""
    counts = {
        name: dict(found[name].filter(found[name] != "control-character").value_counts().iter_rows())
        for name in names
    }
    return {name: codes for name, codes in counts.items() if codes}


def _odd(raw: pl.DataFrame, contract: Contract) -> dict[str, int]:
    texts = [column.field for column in contract.columns if column.type is Type.TEXT]
    if not texts:
        return {}
    formulas = raw.select(pl.col(texts).str.contains(FORMULA).sum()).row(0)
    return {"formulas": sum(formulas)} if any(formulas) else {}
