"""A file made ready for comparison: people in an order that their content gives, and what is compared of them."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from linkage.comparing.compared import Compared, compared, read
from linkage.facts import Placeholder
from linkage.frames import as_frame, checked
from linkage.schema import Role, Schema
from linkage.tables import Table

from .atoms import with_atoms
from .placeholders import find, without
from .table import standardise


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
    """Rows stand in order of what they say, and of their ids only where they say the same: so neither ids nor
    the order of the file can settle a tie between records that differ. Raises BadInput."""
    frame = checked(as_frame(records), schema)
    said = standardise(frame, schema)
    placeholders = find(said, schema)
    people = without(said, placeholders)
    content = [name for name in people.columns if name not in ("id", "person")]
    people = with_atoms(people.sort(*content, "id", "person", nulls_last=True), schema, read(schema))
    (ids,) = schema.having(Role.ID)
    return Prepared(
        frame[ids].cast(pl.String),
        people.select("id", "person", "source"),
        Table.of(people.drop("id", "person", "source")),
        compared(people, schema),
        placeholders.told,
    )
