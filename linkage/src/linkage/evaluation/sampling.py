"""Which pairs to show to a person, where nobody knows the truth: drawn by stratum, the same for the same seed."""

from typing import Any, Protocol

import numpy as np
import polars as pl

from linkage.frames import as_frame
from linkage.schema import BadInput, Role, Schema

from .labels import named

EDGES = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99)
LEAST_EACH = 8
NEVER = 0.5  # what the model is taken to say of two records in one entity that it never compared
_PAIR = ["id_a", "id_b"]


class Linking(Protocol):
    """What `link(..., pairs=True)` gives."""

    @property
    def entities(self) -> pl.DataFrame: ...

    @property
    def pairs(self) -> pl.DataFrame | None: ...


def sample(
    linked: Linking, n: int, seed: int = 0, *, records: Any = None, schema: Schema | None = None
) -> pl.DataFrame:
    """About `n` pairs to label: `id_a`, `id_b`, `together`, `compared`, `stratum`, `of`, `said`, `same`.

    Of the stratum `of` is how many pairs it has, `said` the model's mean probability; `same` is to be filled.
    Strata are pairs inside one entity and across two, by what the model says of them; pairs inside that were
    never compared are a stratum of their own. More are drawn where the answer is open and where there is most to
    be wrong about. Pairs across entities of probability under .001 are not shown. The rows are mixed, so that
    their order tells the labeller nothing. With `records` and `schema` each pair stands with its values,
    `<column>_a` beside `<column>_b`. Raises BadInput.
    """
    if linked.pairs is None:
        raise BadInput("A sample to label needs the pairs: link with pairs=True.")
    if n < 1:
        raise BadInput(f"A sample of {n} pairs says nothing; ask for 100 or more.")
    entity = named(linked.entities).select("id", pl.col("entity").cast(pl.String)).sort("id")
    compared = _compared(linked.pairs, entity)
    strata = compared.group_by("together", "bin").agg(
        of=pl.len(), said=pl.col("probability").mean().clip(1e-4, 1 - 1e-4)
    )
    inside = _never_compared(entity, compared)
    never = pl.DataFrame(
        {"together": [True], "bin": [-1], "of": [int(inside["never"].sum())], "said": [NEVER]},
        schema=strata.schema,
    )
    strata = _allotted(pl.concat([strata, never.filter(pl.col("of") > 0)]).sort("together", "bin"), n)
    drawn = [
        _drawn_never(inside, compared, entity, size, seed)
        if bin_ < 0
        else _drawn(compared.filter(pl.col("together") == together, pl.col("bin") == bin_), size, seed)
        for together, bin_, size in strata.select("together", "bin", "size").iter_rows()
    ]
    parts = [
        rows.select(
            *_PAIR,
            together=pl.lit(its["together"]),
            compared=pl.lit(its["bin"] >= 0),
            stratum=pl.lit(_name(its["together"], its["bin"])),
            of=pl.lit(its["of"]),
            said=pl.lit(its["said"]),
        )
        for rows, its in zip(drawn, strata.iter_rows(named=True), strict=True)
    ]
    mixed = pl.concat(parts).sort(pl.concat_str(_PAIR, separator="\x1f").hash(seed + 1), *_PAIR)
    mixed = mixed.with_columns(same=pl.lit(None, pl.Boolean))
    return mixed if records is None or schema is None else _with_values(mixed, as_frame(records), schema)


def _with_values(pairs: pl.DataFrame, records: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """As the records have them, side by side; the second person of a joint record has that record's."""
    (ids,) = schema.having(Role.ID)
    columns = [column for column in schema.columns if column != ids]
    values = records.select(pl.col(ids).cast(pl.String).alias("_id"), *columns)
    for side in "ab":
        own = pairs[f"id_{side}"]
        joint = own.is_in(values["_id"].implode()).not_()
        record = own.str.replace(r"/\d+$", "").zip_with(joint, own).alias("_id")
        its = record.to_frame().join(values, on="_id", how="left", maintain_order="left").drop("_id")
        pairs = pairs.hstack(its.rename({name: f"{name}_{side}" for name in its.columns}))
    both = [f"{column}_{side}" for column in columns for side in "ab"]
    return pairs.select(
        "id_a", "id_b", *both, *(name for name in pairs.columns if name not in {*both, *_PAIR})
    )


def _compared(pairs: pl.DataFrame, entity: pl.DataFrame) -> pl.DataFrame:
    """`id_a` < `id_b`, `probability`, `together`, `entity` of the first, `bin`; without hopeless ones across."""
    said = (
        pl.col("probability")
        if "probability" in pairs.columns
        else 1 / (1 + pl.lit(2.0).pow(-pl.col("weight").clip(-60, 60)))
    )
    low, high = (f(pl.col(_PAIR).cast(pl.String)) for f in (pl.min_horizontal, pl.max_horizontal))
    found = named(named(pairs, "id_a", "person_a"), "id_b", "person_b")
    found = found.select(id_a=low, id_b=high, probability=said)
    for side in ("a", "b"):
        found = found.join(entity.rename({"id": f"id_{side}", "entity": f"entity_{side}"}), on=f"id_{side}")
    bin_ = pl.sum_horizontal(*((pl.col("probability") >= edge).cast(pl.Int8) for edge in EDGES))
    found = found.with_columns(together=pl.col("entity_a") == pl.col("entity_b"), bin=bin_.cast(pl.Int8))
    return found.filter(pl.col("together") | (pl.col("bin") > 0))


def _never_compared(entity: pl.DataFrame, compared: pl.DataFrame) -> pl.DataFrame:
    """`entity`, `records`, `never`: how many of its pairs were not compared; in order of names."""
    size = entity.group_by("entity").agg(records=pl.len().cast(pl.Int64))
    seen = (
        compared.filter("together")
        .group_by(pl.col("entity_a").alias("entity"))
        .agg(seen=pl.len().cast(pl.Int64))
    )
    both = size.join(seen, on="entity", how="left").with_columns(pl.col("seen").fill_null(0))
    never = pl.col("records") * (pl.col("records") - 1) // 2 - pl.col("seen")
    return both.select("entity", "records", never=never).filter(pl.col("never") > 0).sort("entity")


def _allotted(strata: pl.DataFrame, n: int) -> pl.DataFrame:
    """`size`: half of the labels in equal parts, half where the count is most uncertain (Neyman 1934)."""
    unsure = (pl.col("said") * (1 - pl.col("said"))).clip(1e-4).sqrt() * pl.col("of")
    size = n / 2 / pl.len() + n / 2 * unsure / unsure.sum()
    return strata.with_columns(size=pl.min_horizontal(size.round().clip(LEAST_EACH), "of").cast(pl.Int64))


def _drawn(pairs: pl.DataFrame, size: int, seed: int) -> pl.DataFrame:
    """The pairs whose ids have the least hashes: a simple random sample that no order of rows can change."""
    key = pl.concat_str(_PAIR, separator="\x1f").hash(seed)
    return pairs.with_columns(key=key).bottom_k(size, by=["key", *_PAIR])


def _drawn_never(
    inside: pl.DataFrame, compared: pl.DataFrame, entity: pl.DataFrame, size: int, seed: int
) -> pl.DataFrame:
    """Pairs by their number, entity after entity; only the entities that are hit are written out."""
    ends = inside["never"].cum_sum().to_numpy()
    numbers = np.sort(np.random.default_rng(seed).choice(int(ends[-1]), size, replace=False))
    hit = np.searchsorted(ends, numbers, side="right")
    starts = ends - inside["never"].to_numpy()
    chosen = pl.DataFrame({"entity": inside["entity"].gather(hit), "place": numbers - starts[hit]})
    records = entity.join(chosen, on="entity", how="semi")
    every = records.rename({"id": "id_a"}).join(records.rename({"id": "id_b"}), on="entity")
    every = every.filter(pl.col("id_a") < pl.col("id_b"))
    every = every.join(compared.filter("together"), on=_PAIR, how="anti").sort("entity", *_PAIR)
    every = every.with_columns(place=pl.int_range(pl.len()).over("entity"))
    return every.join(chosen, on=["entity", "place"], how="semi")


def _name(together: bool, bin_: int) -> str:
    where = "inside" if together else "across"
    edges = (0.0, *EDGES, 1.0)
    return f"{where}, never compared" if bin_ < 0 else f"{where}, {edges[bin_]:g} to {edges[bin_ + 1]:g}"
