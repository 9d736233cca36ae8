"""A file made ready for comparison: people in an order that their content gives, and what is compared of them."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from linkage.comparing.compared import Compared, compared, read
from linkage.facts import Placeholder
from linkage.frames import as_frame, checked
from linkage.limits import give_back
from linkage.schema import Role, Schema
from linkage.tables import Table

from . import atoms, table
from .order import by_content
from .placeholders import find, without


@dataclass(frozen=True, eq=False)
class Prepared:
    """`ids`: of every record, as text, in the file's order. `people`: `id`, `person` and `source` of each row of
    `table`. `placeholders`: values set aside."""

    ids: pl.Series
    people: pl.DataFrame
    table: Table
    compared: Compared
    placeholders: tuple[Placeholder, ...] = ()


def prepared(records: Any, schema: Schema) -> Prepared:
    """Rows stand in order of what they say (`order`). Raises BadInput."""
    frame = checked(as_frame(records), schema)
    said = table.coded(frame, schema)
    (column,) = schema.having(Role.ID)
    ids = frame[column].cast(pl.String)
    del frame
    give_back()
    placeholders = find(said, schema)
    people = atoms.coded(without(said, placeholders), schema, read(schema))
    content = [name for name in said.columns if name not in ("id", "person", "source")]
    del said
    who = people.select("id", "person", pl.col("source").cast(pl.String))
    its, found = Table.of(people.drop(who.columns), words=atoms.lists(schema)), compared(people, schema)
    del people
    give_back()
    order = by_content(who, its, content)
    return Prepared(ids, who[order], its.take(order), found, placeholders.told)
