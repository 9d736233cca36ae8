"""An index of a whole file."""

import numpy as np
import polars as pl

from linkage import blocking, scan
from linkage.clustering import Gathering, People, gather
from linkage.compiled import Compiled
from linkage.identities import survive
from linkage.model import Model, probability
from linkage.schema import BadInput, Role
from linkage.tables import Table

from .core import Core
from .members import NONE, Members
from .reading import Reader


def build(records: pl.DataFrame, reader: Reader, model: Model, entities: pl.DataFrame | None,
          *, threads: int | None = None) -> Core:  # fmt: skip
    """Raises BadInput."""
    people = _people(records, reader)
    table = Table.of(people.select(*reader.columns))
    compiled = Compiled(table, model)
    systems = people["source"].unique(maintain_order=True).drop_nulls().to_list()
    places = {name: place for place, name in enumerate(its for its in systems if its)}
    sources = np.array([places.get(its, NONE) for its in people["source"]], np.int32)
    if entities is None:
        entities, known = _linked(compiled, people, sources, tuple(places), threads)
    else:
        known = Gathering()
    members = _members(people, sources, entities)
    return Core.of(table, model, members, known, tuple(places), threads=threads)


def _people(records: pl.DataFrame, reader: Reader) -> pl.DataFrame:
    """With those who name nobody, who say nothing."""
    found = reader.table(records).select("id", "person", "source", *reader.columns)
    (ids,) = reader.schema.having(Role.ID)
    nobody = records.select(id=pl.col(ids).cast(pl.String)).join(found, on="id", how="anti").with_columns(
        person=pl.lit(1, pl.Int16))  # fmt: skip
    return pl.concat([found, nobody], how="diagonal").sort("id", "person")


def _linked(compiled: Compiled, people: pl.DataFrame, sources: np.ndarray, systems: tuple[str, ...],
            threads: int | None) -> tuple[pl.DataFrame, Gathering]:  # fmt: skip
    model = compiled.model
    blocks = blocking.blocking(compiled.table, model.rules)
    parts = scan.pairs(compiled, blocks, at_least=0.0, threads=threads)
    edges = scan.Pairs.of(parts)
    none = np.zeros((0, 2), np.int64)
    number = people["id"].rank("dense").to_numpy().astype(np.int64)
    people_ = People(sources, systems, number, none, none)
    found = gather(compiled, (edges.a, edges.b, edges.weight), people_, blocks, threads=threads)
    now = people.select("id", "person", group=pl.Series(found.cluster))
    before = pl.DataFrame(schema={"id": pl.String, "person": pl.Int16, "entity": pl.String})
    entities = survive(before, now, lambda _: False).entities
    return entities.with_columns(confidence=pl.Series(probability(found.belongs))), found.known


def _members(people: pl.DataFrame, sources: np.ndarray, entities: pl.DataFrame) -> Members:
    """Raises BadInput where a record has no entity."""
    keys = ["id", "person"]
    given = entities.with_columns(pl.col("person").cast(pl.Int16)).unique(keys)
    found = people.select(keys).join(given, on=keys, how="left", maintain_order="left")
    if absent := found.filter(pl.col("entity").is_null())["id"].to_list():
        raise BadInput(
            f"The record {absent[0]!r} stands in no entity: the entities are not those of these records."
        )
    members = Members.empty()
    members.append(0, people["id"].to_list(), people["person"].to_list(), sources.tolist())
    members.join(np.arange(people.height), members.named(found["entity"].to_list()))
    members.its["pending"][: people.height] = False
    if "confidence" in found.columns:
        members.its["confidence"][: people.height] = found["confidence"].to_numpy()
    return members
