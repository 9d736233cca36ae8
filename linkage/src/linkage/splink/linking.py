"""Linking with a model of Splink's: it reads the file's own columns as they are, by its own rules and levels.

From the pairs on it is our linking: persons are gathered by profiles, not as connected components.
"""

from dataclasses import replace
from itertools import groupby
from typing import Any

import polars as pl

from linkage.comparing.compared import Compared
from linkage.comparing.scan import Pairs, Progress
from linkage.conditions import Asked, Condition, leaves
from linkage.frames import as_frame, checked
from linkage.model import Comparison, Model
from linkage.schema import Role, Schema
from linkage.standard.prepared import Prepared

from . import pairs as splink_pairs
from .columns import SplinkTable, table
from .sides import in_order, symmetric

__all__ = ["gathering", "pairs", "prepared", "rule_names"]


def prepared(records: Any, schema: Schema, model: Model, threads: int) -> Prepared:
    """Of the schema only the ids and the source count: the model names its columns itself. Raises BadInput.

    Rows stand in order of what they say, unless the model asks different things of the left and the right record:
    then as Splink orders them.
    """
    frame = as_frame(records)
    named = checked(frame, schema)
    (ids,), sources = schema.having(Role.ID), schema.having(Role.SOURCE)
    texts = named.select(pl.col(name).cast(pl.String).alias(f"_{name}") for name in (ids, *sources))
    source = pl.concat_str([f"_{name}" for name in sources], separator=" ") if sources else pl.lit("")
    frame = frame.with_columns(texts.select(_id=f"_{ids}", _source=source, _person=pl.lit(1, pl.Int16)))
    content = [name for name, kind in frame.schema.items()
               if name not in (ids, "_id", "_person") and not kind.is_nested()]  # fmt: skip
    frame = frame.sort(*content, "_id", nulls_last=True) if symmetric(model) else in_order(frame, model)
    return Prepared(
        texts[f"_{ids}"],
        frame.select(id="_id", person="_person", source="_source"),
        table(frame.drop("_id", "_source", "_person"), model, threads=threads),
        Compared((), {}),
    )


def pairs(its: Prepared, model: Model, at_least: float, threads: int, progress: Progress) -> Pairs:
    """`rule` is the place of its name in `rule_names`."""
    assert isinstance(its.table, SplinkTable)
    return Pairs.of(
        splink_pairs.pairs(its.table, model, at_least=at_least, threads=threads, progress=progress)
    )


def rule_names(model: Model) -> list[str]:
    """Rules that Splink has as one (joined by OR) have one name, and stand together."""
    return [name for name, _ in groupby(rule.name for rule in model.rules)]


def gathering(model: Model) -> Model:
    """As kernels can weigh it, where persons are gathered: in a comparison with a level that only DuckDB can answer,
    that level is never met, and "else" weighs nothing, as it may have been that level."""
    comparisons = tuple(_without_asked(its) for its in model.comparisons)
    return replace(splink_pairs.known(model), comparisons=comparisons)


def _without_asked(comparison: Comparison) -> Comparison:
    if not any(_asks(its) for its in (comparison.missing, *(level.when for level in comparison.levels))):
        return comparison
    *stated, last = comparison.levels
    levels = (*(replace(its, when=splink_pairs.NEVER) if _asks(its.when) else its for its in stated),
              replace(last, m=1.0, u=1.0))  # fmt: skip
    missing = splink_pairs.NEVER if _asks(comparison.missing) else comparison.missing
    return replace(comparison, missing=missing, levels=levels)


def _asks(condition: Condition) -> bool:
    return any(isinstance(leaf, Asked) for leaf in leaves(condition))
