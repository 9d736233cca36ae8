"""Rows of text against their contract: which are right, which are not and why. Pure, and by column."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from .contract import Column, Contract, Cost, Type
from .positions import put_right, where_wrong
from .values import CONTROL, FORMULA, given, in_form

# What separates the values of a row as it is kept; no value may hold it, being a control character.
SEPARATOR = "\x1f"
DELETED = "_deleted"
RIGHT = "right:"
HIDDEN = "control-character"
NOTHING = pl.Series([None], dtype=pl.String)


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
    raw = _raw(rows, contract)
    said = raw.select(DELETED, *(given(column).alias(column.field) for column in contract.columns))
    right = said.select(in_form(column).alias(column.field) for column in contract.columns)
    right, swapped = put_right(right, contract)
    codes = _codes(raw, said, right, contract, extracted_on)
    kept = _kept(said, right, codes, contract)
    costs = _costs(codes, raw, contract)
    wrong = costs.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    table = raw.select("_row", "_cells", "_operation", DELETED).hstack(kept)
    table = table.with_columns(_key(codes, contract))
    return Checked(
        good=table.filter(~wrong).select("_row", "_key", "_cells", DELETED, *contract.fields),
        bad=_bad(table.filter(wrong), costs.filter(wrong), contract),
        failures=_failures(codes, said, contract),
        tally=_odd(raw, contract) | ({"swapped": swapped} if swapped else {}),
        set_aside=_set_aside(codes, contract),
    )


def _raw(rows: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """The rows with their values joined as they are kept, and whether each is a deletion."""
    cells = pl.concat_str(contract.fields, separator=SEPARATOR)
    said = pl.col("_operation") if contract.operation else pl.lit("")
    deletions = list(contract.operation.delete) if contract.operation else []
    return rows.with_columns(
        said.alias("_operation"), cells.alias("_cells"), said.is_in(deletions).alias(DELETED)
    )


def _codes(
    raw: pl.DataFrame, said: pl.DataFrame, right: pl.DataFrame, contract: Contract, extracted_on: date
) -> pl.DataFrame:
    """For each field the code of what is wrong with each value; null where nothing is."""
    forms = said.hstack(right.rename(lambda name: RIGHT + name))
    codes = forms.select(
        _code(column, contract, extracted_on).alias(column.field) for column in contract.columns
    )
    codes = where_wrong(codes, right, contract)
    # Between the values stands one control character: more of them, and one is within a value.
    hidden = pl.col("_cells").str.count_matches(CONTROL) >= len(contract.fields)
    if not raw.select(hidden.any()).item():
        return codes
    found = raw.select(pl.col(contract.fields).str.contains(CONTROL))
    return codes.select(
        pl.when(found[name]).then(pl.lit(HIDDEN)).otherwise(name).alias(name) for name in contract.fields
    )


def _code(column: Column, contract: Contract, extracted_on: date) -> pl.Expr:
    """Of the values as given (under their name) and in their right form (under RIGHT and their name)."""
    said, right = pl.col(column.field), pl.col(RIGHT + column.field)
    code = (
        pl.when(said.str.len_chars() > column.max_length)
        .then(pl.lit("too-long"))
        .when(said.is_not_null() & right.is_null())
        .then(pl.lit(_wrong(column)))
        .when(_outside(column, right, extracted_on))
        .then(pl.lit("out-of-range"))
    )
    if column.field in contract.key_fields:
        return code.when(said.is_null()).then(pl.lit("missing")).otherwise(None)
    if column.required:
        code = code.when(said.is_null()).then(pl.lit("missing"))
    # A deletion needs to name its record and nothing more.
    return pl.when(~pl.col(DELETED)).then(code.otherwise(None))


def _wrong(column: Column) -> str:
    own = {
        Type.DATE: "bad-date", Type.TIME: "bad-date", Type.CHOICE: "not-in-list", Type.GEOMETRY: "bad-geometry",
    }  # fmt: skip
    return own.get(column.type, "wrong-type")


def _outside(column: Column, right: pl.Expr, extracted_on: date) -> pl.Expr:
    low, high = (extracted_on.isoformat() if b == "extract" else b for b in (column.low, column.high))
    if column.type in (Type.DATE, Type.TIME):
        # Before 1850 or after 2150 is a slip of the keyboard in any system of the council.
        day = right.str.slice(0, 10)
        return (day < (low or "1850-01-01")) | (day > (high or "2150-01-01"))
    outside = pl.lit(False)
    if column.type in (Type.NUMBER, Type.PENCE, Type.POUNDS, Type.DECIMAL):
        amount = right.cast(pl.Float64 if column.type is Type.DECIMAL else pl.Int64, strict=False)
        if low:
            outside = outside | (amount < float(low))
        if high:
            outside = outside | (amount > float(high))
    return outside


def _kept(said: pl.DataFrame, right: pl.DataFrame, codes: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """The values that go on: in their right form, or as they came where a wrong one is only noted."""
    return pl.DataFrame(
        [
            right[c.field].zip_with(
                codes[c.field].is_null(), said[c.field] if c.costs is Cost.NOTE else NOTHING
            )
            for c in contract.columns
        ]
    )


def _costs_the_row(column: Column, contract: Contract) -> bool:
    return column.costs is Cost.ROW or column.field in contract.key_fields


def _costs(codes: pl.DataFrame, raw: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """The codes that send a row to quarantine. Under `_fault` what is wrong with the row itself."""
    parts = [raw["_fault"]]
    if contract.operation:
        known = [*contract.operation.upsert, *contract.operation.delete]
        unknown = pl.when(~pl.col("_operation").is_in(known)).then(pl.lit("not-in-list"))
        parts = [raw.select(pl.coalesce("_fault", unknown)).to_series()]
    for column in contract.columns:
        name = column.field
        if _costs_the_row(column, contract):
            parts.append(codes[name])
        elif (codes[name] == HIDDEN).any():
            # It costs the row wherever it stands: the row could not be kept as it came.
            parts.append(codes.select(pl.when(pl.col(name) == HIDDEN).then(name)).to_series())
    return pl.DataFrame(parts)


def _bad(rows: pl.DataFrame, costs: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """Rows for quarantine, their faults as `field:code` by bars, the row's own first."""
    each = [pl.lit(f"{name.removeprefix('_fault')}:") + pl.col(name) for name in costs.columns]
    faults = costs.select(pl.concat_str(each, separator="|", ignore_nulls=True)).to_series()
    whole = pl.concat_str("_cells", "_operation", separator=SEPARATOR) if contract.operation else "_cells"
    return rows.select("_row", "_key", raw=whole, faults=faults)


def _key(codes: pl.DataFrame, contract: Contract) -> pl.Expr:
    """The record's name, null where a part of it is wrong. Without a key in the contract: empty."""
    if not contract.key_fields:
        return pl.lit("").alias("_key")
    template = contract.key
    for name in contract.key_fields:
        template = template.replace("{" + name + "}", "{}")
    right = codes.select(pl.all_horizontal(pl.col(contract.key_fields).is_null())).to_series()
    return pl.when(right).then(pl.format(template, *contract.key_fields)).alias("_key")


def _failures(codes: pl.DataFrame, said: pl.DataFrame, contract: Contract) -> dict[str, float]:
    """Of the values given in each column, the share that is wrong; a required one that is absent counts."""
    if said.is_empty():
        return {}
    fields = pl.col(contract.fields)
    wrong = codes.select(fields.is_not_null().sum()).row(0)
    absent = codes.select((fields == "missing").sum()).row(0)
    given = said.select(fields.is_not_null().sum()).row(0)
    counts = zip(contract.fields, wrong, absent, given, strict=True)
    return {name: w / (g + a) for name, w, a, g in counts if w and g + a}


def _set_aside(codes: pl.DataFrame, contract: Contract) -> dict[str, dict[str, int]]:
    """Of the columns whose wrong values do not cost the row: field -> code -> how many."""
    names = [column.field for column in contract.columns if not _costs_the_row(column, contract)]
    counts = {
        name: dict(codes[name].filter(codes[name] != HIDDEN).value_counts().iter_rows()) for name in names
    }
    return {name: codes for name, codes in counts.items() if codes}


def _odd(raw: pl.DataFrame, contract: Contract) -> dict[str, int]:
    texts = [column.field for column in contract.columns if column.type is Type.TEXT]
    if not texts:
        return {}
    formulas = raw.select(pl.col(texts).str.contains(FORMULA).sum()).row(0)
    return {"formulas": sum(formulas)} if any(formulas) else {}
