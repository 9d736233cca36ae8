"""Records in, persons out: standardise, find candidates, learn, weigh, and gather into entities."""

import numpy as np
import polars as pl

from . import training
from .frames import as_frame, checked
from .placeholders import without_placeholders
from .schema import Role, Schema
from .splink_engine import Comparer, Limits, comparing, components, with_keys
from .splink_engine.clustering import cluster
from .standard import standardise
from .weights import Model

# Fewer records than this teach nothing: start values hold.
TEACHABLE = 5_000
RANDOM_PAIRS = 600_000
# Compared by value: how often two strangers hold the same is counted, not sampled.
COUNTED = ("born", "email", "phone", "nino", "nhs_number")
BY_FREQUENCY = ("forename", "surname")


def link(
    records: pl.DataFrame, schema: Schema, *, memory: str | None = None, threads: int | None = None
) -> pl.DataFrame:
    """`id`, `person` (of a joint record: 1, 2, ...), `entity`, `confidence` (0 to 1).

    Each id stands there at least once; a record that names nobody is an entity alone. Entities do not depend
    on the order of the rows. `memory` ("2GB") and `threads` bound the engine. Raises BadInput.
    """
    records = checked(as_frame(records), schema)
    people = without_placeholders(standardise(records, schema)).sort("id", "person")
    first, confidence = _entities(people, Limits(memory, threads))
    name = pl.when(pl.col("person") == 1).then("id").otherwise(pl.format("{}/{}", "id", "person"))
    found = people.select("id", "person", entity=name.gather(first), confidence=pl.Series(confidence))
    (ids,) = schema.having(Role.ID)
    nobody = records.select(id=pl.col(ids).cast(pl.String)).join(found, on="id", how="anti").select(
        "id", person=pl.lit(1, pl.Int16), entity="id", confidence=pl.lit(1.0)
    )  # fmt: skip
    return pl.concat([found, nobody]).sort("id", "person")


def _entities(people: pl.DataFrame, limits: Limits) -> tuple[np.ndarray, np.ndarray]:
    """For each of the people, the row of the first of their entity, and the confidence."""
    if people.height < 2:
        return np.arange(people.height), np.ones(people.height)
    table = with_keys(people)
    with comparing(table, limits) as comparer:
        candidates = comparer.candidates()
        model = learn(table, comparer, candidates)
        strangers, housemates = (bits.sum(axis=1) for bits in model.bits(candidates))
        weight = model.weight(strangers, housemates)
        a, b = (candidates[side].to_numpy()[weight >= 0].astype(np.int64) for side in ("a", "b"))
        group = components.components(a, b, weight[weight >= 0], people.height)
        pairs = comparer.compare(*components.pairs_within(group))
    return cluster(pairs, group, people, model, learn_sources=people.height >= TEACHABLE)


def learn(table: pl.DataFrame, comparer: Comparer, candidates: pl.DataFrame) -> Model:
    """What levels weigh in this file; in a small one, what they weigh elsewhere."""
    records = table.height
    if records < TEACHABLE:
        return training.untrained(records)
    random = comparer.compare(*_random_pairs(records))
    frequencies = {name: _frequency(table[name]) for name in BY_FREQUENCY}
    same = {name: _same(table, name) for name in BY_FREQUENCY} | {
        name: _same(table, name, pl.col("forename").str.slice(0, 1)) for name in COUNTED
    }
    return training.train(records, random, candidates, same, frequencies, _namesakes(table))


def _random_pairs(records: int) -> tuple[np.ndarray, np.ndarray]:
    a, b = np.random.default_rng(records).integers(0, records, (2, RANDOM_PAIRS))
    low, high = np.minimum(a, b), np.maximum(a, b)
    different = np.unique(np.column_stack([low, high])[low != high], axis=0)
    return different[:, 0], different[:, 1]


def _frequency(values: pl.Series) -> np.ndarray:
    """The share of the records that say anything which say the same; 1 where this one says nothing."""
    share = values.to_frame("value").select(pl.len().over("value") / pl.col("value").count())
    return share.to_series().zip_with(values.is_not_null(), pl.Series([1.0])).to_numpy()


def _same(table: pl.DataFrame, name: str, *apart: pl.Expr) -> float:
    """The chance that two records hold the same value; a lone letter is none.

    Pairs that agree on `apart` as well are left out, as most of them are one person, and strangers who agree
    on it are made up for.
    """
    said = table.filter(pl.col(name).str.len_chars() > 1).drop_nulls("forename" if apart else name)

    def agree(*on: pl.Expr | str) -> float:
        return float((said.group_by(*on).len("n")["n"].cast(pl.Float64) ** 2).sum()) / max(said.height**2, 1)

    if not apart:
        return agree(name)
    return (agree(name) - agree(name, *apart)) / max(1 - agree(*apart), 0.1)


def _namesakes(table: pl.DataFrame) -> float:
    """Bits by which people born on different days share both names more often than chance has it."""
    known = table.filter(pl.col("forename").str.len_chars() > 1).drop_nulls(["forename", "surname", "born"])
    if known.height < TEACHABLE // 5:
        return 0.0

    def agree(*on: str) -> float:
        return float((known.group_by(*on).len("n")["n"].cast(pl.Float64) ** 2).sum()) / known.height**2

    strangers = agree("forename", "surname") - agree("forename", "surname", "born")
    return float(np.clip(np.log2(max(strangers, 1e-12) / (agree("forename") * agree("surname"))), 0, 6))
