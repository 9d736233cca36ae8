"""Which of two records is the left one: Splink takes the one whose id comes first.

It matters only where a condition asks different things of the two (`l.forename = r.surname`).
"""

from collections.abc import Mapping
from typing import Any as Anything

import polars as pl

from linkage.conditions import All, Any, Asked, Condition, Missing, Near, Not, Same, Shares, Similar
from linkage.model import Model

from .columns import conditions

__all__ = ["in_order", "symmetric"]


def in_order(records: pl.DataFrame, model: Model) -> pl.DataFrame:
    """The records so that the earlier of two is Splink's left one; as they are where that does not matter."""
    if symmetric(model):
        return records
    settings = model.extras.get("splink")
    kept: Mapping[str, Anything] = settings if isinstance(settings, Mapping) else {}
    key = pl.col(kept.get("unique_id_column_name", "unique_id"))
    if kept.get("link_type", "dedupe_only") != "dedupe_only":
        source = pl.col(kept.get("source_dataset_column_name", "source_dataset"))
        key = pl.concat_str(source, key, separator="-__-")
    return records.sort(key, maintain_order=True)


def symmetric(model: Model) -> bool:
    """Every condition asks the same of both records."""
    return all(_shape(its) == _shape(_mirrored(its)) for its in conditions(model))


def _mirrored(condition: Condition) -> Condition:
    match condition:
        case All(of):
            return All(tuple(map(_mirrored, of)))
        case Any(of):
            return Any(tuple(map(_mirrored, of)))
        case Not(of):
            return Not(_mirrored(of))
        case Same(left, right):
            return Same(right, left)
        case Similar(measure, left, right, bound):
            return Similar(measure, right, left, bound)
        case Shares(left, right, count):
            return Shares(right, left, count)
        case Near(left, right, bound):
            return Near(right, left, bound)
        case Missing(column, side):
            return Missing(column, "r" if side == "l" else "l")
        case Asked(_, reads):
            return Asked("the other way round", reads)
    return condition


def _shape(condition: Condition) -> object:
    """The same for what says the same in another order."""
    match condition:
        case All(of) | Any(of):
            return type(condition), frozenset(_shape(its) for its in of)
        case Not(of):
            return Not, _shape(of)
    return condition
