"""Which keys would bring too many records together: seen before linking, so that nobody waits to find out."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from linkage.model import Rule

from .rules import MOST_IN_A_BLOCK


@dataclass(frozen=True)
class HotKey:
    """Of the records that agree on all that `rule` names: `blocks` of more than 60, `records` in them; in the
    largest, `value` is shared by `largest`."""

    rule: str
    blocks: int
    records: int
    value: str
    largest: int


def hot(people: pl.DataFrame, rules: Iterable[Rule]) -> tuple[HotKey, ...]:
    """`people`: with the columns that the rules name. Those that hold the most records in large blocks first."""
    found = (_of(people, rule) for rule in rules)
    return tuple(sorted((its for its in found if its), key=lambda its: (-its.records, its.rule)))


def _of(people: pl.DataFrame, rule: Rule) -> HotKey | None:
    columns = list(rule.columns)
    sizes = people.lazy().select(columns).drop_nulls().group_by(columns).agg(records=pl.len())
    large = sizes.filter(pl.col("records") > MOST_IN_A_BLOCK).collect()
    if large.is_empty():
        return None
    first = large.sort(["records", *columns], descending=[True, *(False for _ in columns)]).row(0)
    return HotKey(
        rule.name, large.height, int(large["records"].sum()), " + ".join(map(str, first[:-1])), first[-1]
    )
