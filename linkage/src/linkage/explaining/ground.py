"""What an explanation stands on: the file made ready for its model, with the values as they were given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from linkage.comparing import scan
from linkage.comparing.admission import Admission
from linkage.comparing.compiled import Compiled
from linkage.conditions import columns
from linkage.frames import as_frame
from linkage.gathering.against import Against
from linkage.gathering.clustering import Gathering
from linkage.gathering.sources import NOTHING
from linkage.model import Comparison, Model
from linkage.schema import BadInput, Role, Schema
from linkage.standard.prepared import prepared
from linkage.tables import Table

# From which roles a comparison's values came; any other comparison is of a column of the file's own.
_ROLES: Mapping[str, tuple[Role, ...]] = {
    "forename": (Role.FORENAME, Role.FULL_NAME), "surname": (Role.SURNAME, Role.FULL_NAME),
    "middle_names": (Role.MIDDLE_NAMES, Role.FORENAME, Role.FULL_NAME), "suffix": (Role.SURNAME, Role.FULL_NAME),
    "place": (Role.ADDRESS, Role.POSTCODE, Role.UPRN),
}  # fmt: skip
# What a reader wants to see of a comparison that reads several columns.
_SHOWN = {"place": ("flat", "number", "street", "postcode", "uprn"), "date_of_birth": ("born",)}


@dataclass(frozen=True, eq=False)
class Ground:
    """`people`: `id`, `person` and, where known, `source` of each row of the table; `raw`: the records as given."""

    people: pl.DataFrame
    compiled: Compiled
    raw: pl.DataFrame | None = field(default=None, repr=False)
    schema: Schema | None = None

    @cached_property
    def names(self) -> list[str]:
        """The id of each row; of the second person of a joint record "id/2"."""
        second = pl.col("person") > 1
        return self.people.select(
            pl.when(second).then(pl.format("{}/{}", "id", "person")).otherwise("id")
        ).to_series().to_list()  # fmt: skip

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.names)}

    @cached_property
    def _given(self) -> dict[str, int]:
        if self.raw is None or self.schema is None:
            return {}
        (ids,) = self.schema.having(Role.ID)
        return {name: row for row, name in enumerate(self.raw[ids].cast(pl.String))}

    def row(self, name: str) -> int:
        if name in self._rows:
            return self._rows[name]
        if name in self._given:
            raise BadInput(f"The record {name!r} names nobody, so it was compared with no other.")
        raise BadInput(f"There is no record with the id {name!r}.")

    def standard(self, comparison: Comparison, row: int) -> str | None:
        """The value as it was compared."""
        table = self.compiled.table
        wanted = _SHOWN.get(comparison.name) or (comparison.name,)
        there = {*table.names, *table.number_names}
        shown = [its for its in wanted if its in there] or sorted(
            its for its in _read(comparison) if its in there
        )
        return " ".join(text for its in shown if (text := _text(table, its, row))) or None

    def given(self, comparison: Comparison, row: int) -> str | None:
        """The value as the record has it; None where it says nothing, or the file is not at hand."""
        if self.raw is None or self.schema is None:
            return None
        its = self._given[self.people["id"][row]]
        values = [
            self.raw[column][its] for column in self._columns(comparison, int(self.people["person"][row]))
        ]
        return " ".join(str(value) for value in values if value is not None) or None

    def _columns(self, comparison: Comparison, person: int) -> list[str]:
        assert self.schema is not None
        general = self.schema.general()
        if comparison.name in general:
            return [general[comparison.name][0]]
        roles = _ROLES.get(comparison.name)
        if roles is None:
            roles = (Role(comparison.name),) if comparison.name in set(Role) else ()
        mine = [self.schema.having(role, person) or self.schema.having(role) for role in roles]
        if comparison.name == "place":
            return [column for columns in mine for column in columns]
        return next((columns for columns in mine if columns), [])

    @cached_property
    def gathering(self) -> Gathering:
        """What the model learned of gathering, or what holds before."""
        known = self.compiled.model.extras.get("gathering")
        return Gathering.of(known) if isinstance(known, Mapping) else Gathering()

    @cached_property
    def sources(self) -> list[str]:
        return self.people["source"].fill_null("").to_list() if "source" in self.people.columns else []

    @cached_property
    def against(self) -> Against:
        """What speaks against records as wholes: systems that hold a person once, people of one joint record."""
        systems = sorted({its for its in self.sources if its})
        place = {name: number for number, name in enumerate(systems)} | {"": -1}
        source = [place[its] for its in self.sources] or [-1] * self.people.height
        bits = [self.gathering.sources.get(name, NOTHING) for name in systems]
        record = self.people["id"].rank("dense").to_numpy().astype(np.int64)
        return Against(np.array(source), np.array(bits).reshape(-1, 3), record, np.zeros((0, 2), np.int64))

    def words(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The levels of pairs of rows, as `scan.compare` packs them."""
        return scan.compare(self.compiled, a, b)

    def admitted(self, a: int, b: int) -> tuple[str | None, str]:
        """The first rule that brings the two rows together, and ""; or None, and why none does."""
        return self._admission.of(a, b)

    @cached_property
    def _admission(self) -> Admission:
        return Admission(self.compiled)


def ground(records: object, schema: Schema, model: Model) -> Ground:
    """The file as linking sees it. Raises BadInput."""
    raw, schema, model = as_frame(records), Schema.given(schema), Model.given(model)
    if "splink" in model.extras and "schema" not in model.extras:  # it reads the file's own columns
        from linkage.splink import explaining  # loads DuckDB

        return explaining.ground(raw, schema, model)
    its = prepared(raw, schema)
    return Ground(its.people, Compiled(its.table, model), raw, schema)


def _read(comparison: Comparison) -> set[str]:
    """What its first level reads."""
    return columns(comparison.levels[0].when) or columns(comparison.missing)


def _text(table: Table, column: str, row: int) -> str | None:
    if column in table.names:
        return table.text(int(table.codes[row, table.names[column]]))
    number = float(table.numbers[row, table.number_names[column]])
    return None if np.isnan(number) else f"{number:g}"
