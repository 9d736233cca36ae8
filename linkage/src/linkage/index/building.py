"""An index of a whole file."""

import numpy as np
import polars as pl

from linkage.comparing import blocking, scan
from linkage.comparing.compiled import Compiled
from linkage.frames import checked
from linkage.gathering.clustering import Gathered, Gathering, People, gather
from linkage.gathering.confidence import confidence
from linkage.gathering.decisions import decided as decisions_of
from linkage.gathering.identities import survive
from linkage.model import Model
from linkage.schema import BadInput, Role, Schema
from linkage.tables import Table

from .core import Core
from .decided import Decided
from .deciding import follow
from .edges import Edges
from .members import NONE, Members
from .reading import Reader
from .region import EDGE, KEPT


def build(records: pl.DataFrame, schema: Schema, model: Model, entities: pl.DataFrame | None,
          edges: pl.DataFrame | None = None, decisions: pl.DataFrame | None = None, *,
          threads: int | None = None) -> tuple[Core, Reader]:  # fmt: skip
    """`edges`: rows `a` and `b` of `entities`, as `Linked` has them; without them pairs are compared.
    Raises BadInput."""
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
    if entities is None or edges is None:
        blocks = blocking.blocking(compiled.table, model.rules, threads=threads)
        found = scan.Pairs.of(scan.pairs(compiled, blocks, at_least=KEPT, threads=threads))
        a, b = found.a, found.b
    else:
        a, b = _between(people, entities, edges)
    decided = decisions_of(decisions, people.select("id", "person"))
    if entities is None:
        edge = found.weight >= EDGE
        record = people["id"].rank("dense").to_numpy().astype(np.int64)
        whose = People(numbers, tuple(systems), record, decided.together, decided.apart)
        gathered = gather(
            compiled, (a[edge], b[edge], found.weight[edge]), whose, blocks, known, threads=threads
        )
        entities, known = _entities(people, gathered), gathered.known
    members = _members(people, numbers, entities)
    beside = Edges.of(a, b, people.height)
    core = Core.of(compiled.table, model, members, beside, known or Gathering(), systems, threads=threads)
    if decisions is not None:
        follow(core, Decided().with_more(decisions, members))
    return core, reader


def _with_nobody(people: pl.DataFrame, records: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """And at the end the records that name nobody, who say nothing."""
    (ids,) = schema.having(Role.ID)
    nobody = records.select(id=pl.col(ids).cast(pl.String)).join(people, on="id", how="anti").sort("id")
    return pl.concat([people, nobody.with_columns(person=pl.lit(1, pl.Int16))], how="diagonal")


def _entities(people: pl.DataFrame, found: Gathered) -> pl.DataFrame:
    now = people.select("id", "person", group=pl.Series(found.cluster))
    before = pl.DataFrame(schema={"id": pl.String, "person": pl.Int16, "entity": pl.String})
    entities = survive(before, now, lambda _: False).entities
    return entities.with_columns(confidence=pl.Series(confidence(found.belongs)))


def _between(
    people: pl.DataFrame, entities: pl.DataFrame, edges: pl.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """The rows of people that the edges are between."""
    keys = ["id", "person"]
    row = entities.select(pl.col("id"), pl.col("person").cast(pl.Int16)).join(
        people.select(*keys).with_row_index("row"), on=keys, how="left", maintain_order="left"
    )["row"]  # fmt: skip
    a, b = (row.gather(edges[side]) for side in ("a", "b"))
    if a.null_count() or b.null_count():
        raise BadInput("The edges are between records that are not those of this table: link these.")
    return a.to_numpy().astype(np.int32), b.to_numpy().astype(np.int32)


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
