"""What became of persons, written down: merged, split, records that moved, records deleted at their source."""

from collections.abc import Collection
from datetime import datetime

import polars as pl

from .models import Change
from .tables import copy_in, execute

Kind = Change.Kind


def note_changes(
    moved: pl.DataFrame, now: datetime, *, made: Collection[int], placing: int, batch: int | None = None,
    waited_for: Collection[int] = (),
) -> pl.DataFrame:  # fmt: skip
    """Write down what the records `moved` (id, was, person) did to persons; return kind, was, person, records, moved.

    `moved`: all records of each former person that has any record here. `made`: persons that are new.
    `waited_for`: persons one of whose records waits for its place: they have not ended.
    """
    told = changes_of(moved, made, waited_for)
    rows = told.select(
        "kind", "records", "moved", person_id="was", other_id="person", at=pl.lit(now.isoformat()),
        placing_id=pl.lit(placing), batch_id=pl.lit(batch, pl.Int64), feed=pl.lit(""),
    )  # fmt: skip
    copy_in("residents_change", rows.with_columns(moved=_as_array("moved")))
    into = told.filter(pl.col("kind") == Kind.MERGED)
    execute(
        "UPDATE residents_person p SET gone_to_id = n.other "
        "FROM unnest(%s::bigint[], %s::bigint[]) n (id, other) WHERE p.id = n.id",
        [into["was"].to_list(), into["person"].to_list()],
    )
    execute(
        "UPDATE residents_person p SET gone_to_id = NULL WHERE gone_to_id IS NOT NULL AND id = ANY(%s) "
        "AND EXISTS (SELECT FROM residents_record r WHERE r.person_id = p.id)",
        [moved["person"].unique().to_list()],
    )
    return told


def changes_of(moved: pl.DataFrame, made: Collection[int], waited_for: Collection[int] = ()) -> pl.DataFrame:
    """kind, was, person, records, moved: one row for each flow of records from one person to another.

    Who keeps no record is merged into the person that took most of them.
    """
    flows = (
        moved.drop_nulls("was")
        .filter(pl.col("was") != pl.col("person"))
        .group_by("was", "person")
        .agg(pl.len().alias("records"), pl.col("id").sort().alias("moved"))
        .sort(["was", "records", "person"], descending=[False, True, False])
    )
    lives = pl.col("was").is_in([*moved["person"].unique().to_list(), *waited_for])
    first = pl.int_range(pl.len()).over("was") == 0
    new = pl.col("person").is_in(list(made))
    kind = (
        pl.when(~lives & first)
        .then(pl.lit(Kind.MERGED.value))
        .when(new)
        .then(pl.lit(Kind.SPLIT.value))
        .otherwise(pl.lit(Kind.MOVED.value))
    )
    return flows.with_columns(kind=kind)


def note_gone(gone: pl.DataFrame, *, feed: str, batch: int, now: datetime) -> None:
    """Write down that a source deleted records: `person` of each, and nothing that they said."""
    counted = gone.drop_nulls("person").group_by("person").agg(pl.len().alias("records")).sort("person")
    rows = counted.select(
        "records", person_id="person", kind=pl.lit(Kind.GONE.value), at=pl.lit(now.isoformat()),
        feed=pl.lit(feed), batch_id=pl.lit(batch), moved=pl.lit("{}"),
    )  # fmt: skip
    copy_in("residents_change", rows)


def _as_array(name: str) -> pl.Expr:
    """A list of numbers as PostgreSQL writes an array."""
    return pl.lit("{") + pl.col(name).cast(pl.List(pl.String)).list.join(",") + pl.lit("}")
