"""An index of a whole file."""

import numpy as np
import polars as pl

from linkage.comparing import blocking, scan
from linkage.comparing.compiled import Compiled
from linkage.frames import checked
from linkage.gathering.clustering import Gathering, People, gather
from linkage.gathering.confidence import confidence
from linkage.gathering.identities import survive
from linkage.model import Model
from linkage.schema import BadInput, Role, Schema
from linkage.tables import Table

from .core import Core
from .members import NONE, Members
from .reading import Reader


def build(records: pl.DataFrame, schema: Schema, model: Model, entities: pl.DataFrame | None,
          *, threads: int | None = None) -> tuple[Core, Reader]:  # fmt: skip
    """Raises BadInput."""
    frame = checked(records, schema)
    reader, people = Reader.of(frame, schema, model)
    people = _with_nobody(people, frame, schema)
    if absent := [column for column in reader.columns if column not in people.columns]:
        raise BadInput(f"The model reads the column {absent[0]!r}, which these records do not give.")
    compiled = Compiled(Table.of(people.select(*reader.columns)), model)
    sources = people["source"].replace("", None)
    systems = sources.drop_nulls().unique().sort().to_list()
    places = {name: place for place, name in enumerate(systems)}
    numbers = np.array([NONE if name is None else places[name] for name in sources], np.int32)
    learned = model.extras.get("gathering")
    known = Gathering.of(learned) if isinstance(learned, dict) else None
    if entities is None:
        entities, known = _linked(compiled, people, numbers, tuple(systems), known, threads)
    members = _members(people, numbers, entities)
    return Core.of(compiled.table, model, members, known or Gathering(), systems, threads=threads), reader


def _with_nobody(people: pl.DataFrame, records: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """And at the end the records that name nobody, who say nothing."""
    (ids,) = schema.having(Role.ID)
    nobody = records.select(id=pl.col(ids).cast(pl.String)).join(people, on="id", how="anti").sort("id")
    return pl.concat([people, nobody.with_columns(person=pl.lit(1, pl.Int16))], how="diagonal")


def _linked(compiled: Compiled, people: pl.DataFrame, sources: np.ndarray, systems: tuple[str, ...],
            known: Gathering | None, threads: int | None) -> tuple[pl.DataFrame, Gathering]:  # fmt: skip
    model = compiled.model
    blocks = blocking.blocking(compiled.table, model.rules)
    parts = scan.pairs(compiled, blocks, at_least=0.0, threads=threads)
    edges = scan.Pairs.of(parts)
    none = np.zeros((0, 2), np.int64)
    number = people["id"].rank("dense").to_numpy().astype(np.int64)
    people_ = People(sources, systems, number, none, none)
    found = gather(compiled, (edges.a, edges.b, edges.weight), people_, blocks, known, threads=threads)
    now = people.select("id", "person", group=pl.Series(found.cluster))
    before = pl.DataFrame(schema={"id": pl.String, "person": pl.Int16, "entity": pl.String})
    entities = survive(before, now, lambda _: False).entities
    return entities.with_columns(confidence=pl.Series(confidence(found.belongs))), found.known


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
