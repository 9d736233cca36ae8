"""What a file changes: its rows against those that are current. Pure; the whole meaning of the three modes.

The current rows of a feed are the fold of its applied batches in order of extract date. Everything here is
a step of that fold, so the order in which files arrive changes nothing.
"""

from dataclasses import dataclass
from hashlib import blake2b

import polars as pl

from .checking import DELETED
from .contract import Contract, Mode

CURRENT = {"_key": pl.String, "batch": pl.Int64, "number": pl.UInt32, "_cells": pl.String}


@dataclass(frozen=True, slots=True)
class Distinct:
    """`rows`: at most one a key. `bad`: as `Checked.bad`. `tally`: `repeated`, `superseded`."""

    rows: pl.DataFrame
    bad: pl.DataFrame
    tally: dict[str, int]


@dataclass(frozen=True, slots=True)
class Settlement:
    """`changed`: rows that say something new. `ended`: current rows (`_key`, `batch`, `number`) no longer so.

    `removed`: keys that have gone. `bad`: events that contradict an earlier one. `tally`: `new`, `unchanged`.
    """

    changed: pl.DataFrame
    ended: pl.DataFrame
    removed: pl.Series
    bad: pl.DataFrame
    tally: dict[str, int]


def one_row_a_key(good: pl.DataFrame, contract: Contract) -> Distinct:
    """Two identical rows in one file are two events, `key` and `key#2`, unless keys are unique."""
    if contract.mode is Mode.UPSERT:
        last = good.unique("_key", keep="last", maintain_order=True)
        return Distinct(last, _bad(good.clear(), ""), {"superseded": good.height - last.height})
    if not contract.key_fields:
        digests = [blake2b(cells.encode(), digest_size=12).hexdigest() for cells in good["_cells"]]
        good = good.with_columns(_key=pl.Series(digests, dtype=pl.String))
    if contract.unique:
        return _first_of_each(good)
    turn = pl.int_range(1, pl.len() + 1).over("_key")
    key = pl.when(turn > 1).then(pl.format("{}#{}", "_key", turn)).otherwise("_key")
    return Distinct(good.with_columns(key.alias("_key")), _bad(good.clear(), ""), {})


def _first_of_each(good: pl.DataFrame) -> Distinct:
    """The first row of a key stands; one with other content is for a person to decide."""
    if not good["_key"].is_duplicated().any():
        return Distinct(good, _bad(good.clear(), ""), {})
    first = good.unique("_key", keep="first", maintain_order=True)
    again = good.join(first.select("_row"), on="_row", how="anti", maintain_order="left")
    again = again.join(first.select("_key", first=pl.col("_cells")), on="_key", maintain_order="left")
    other = again.filter(pl.col("_cells") != pl.col("first"))
    return Distinct(first, _bad(other, "duplicate-key"), {"repeated": again.height - other.height})


def settle(
    rows: pl.DataFrame, current: pl.DataFrame, contract: Contract, *, protected: pl.Series, removes: bool
) -> Settlement:
    """`current` as `CURRENT`. `protected`: keys of rows in quarantine; to be wrong is not to be gone.

    `removes`: whether a full extract takes away what it does not list (not, where its end is missing).
    """
    live = rows.filter(~pl.col(DELETED))
    known = current.select("_key", before=pl.col("_cells"))
    joined = live.join(known, on="_key", how="left", maintain_order="left")
    new = joined.filter(pl.col("before").is_null())
    differs = joined.filter(pl.col("before").is_not_null() & (pl.col("before") != pl.col("_cells")))
    tally = {
        "new": new.height,
        "changed": differs.height,
        "unchanged": joined.height - new.height - differs.height,
    }
    nothing = pl.Series("_key", [], dtype=pl.String)
    if contract.mode is Mode.APPEND:
        bad = _bad(differs, "event-changed")
        return Settlement(_plain(new), _endings(current.clear()), nothing, bad, tally)
    changed = joined.filter(pl.col("before").is_null() | (pl.col("before") != pl.col("_cells")))
    gone = _gone(rows, current, contract, protected) if removes or contract.mode is Mode.UPSERT else nothing
    ended = current.filter(pl.col("_key").is_in(pl.concat([differs["_key"], gone]).implode()))
    return Settlement(
        _plain(changed), _endings(ended), gone, _bad(rows.clear(), ""), tally | {"removed": len(gone)}
    )


def _gone(rows: pl.DataFrame, current: pl.DataFrame, contract: Contract, protected: pl.Series) -> pl.Series:
    if contract.mode is Mode.UPSERT:
        deleted = rows.filter(pl.col(DELETED)).select("_key")
        return current.join(deleted, on="_key", how="semi")["_key"]
    missing = current.join(rows.select("_key"), on="_key", how="anti")
    return missing.join(pl.DataFrame({"_key": protected}), on="_key", how="anti")["_key"]


def _plain(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.drop("before")


def _endings(current: pl.DataFrame) -> pl.DataFrame:
    return current.select("_key", "batch", "number")


def _bad(rows: pl.DataFrame, code: str) -> pl.DataFrame:
    return rows.select("_row", "_key", raw=pl.col("_cells"), faults=pl.lit(f":{code}"))
