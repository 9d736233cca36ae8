"""Which fields of a file are compared, and by which values records are brought together."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from linkage.conditions import columns
from linkage.schema import Role, Schema
from linkage.standard.columns import DERIVED, DERIVED_OF, STANDARD

from . import comparisons
from .fields import Field

# A field that fewer records than this speak of, or that says one thing in more than `FEW`, tells nobody from
# anybody.
SPOKEN_OF, FEW = 2, 20
# Of the general fields, in the order of the schema: a pair's word of levels holds 63 bits.
MOST_BITS = 63
_OF_A_ROLE: dict[Role, Callable[[str], Field]] = {
    Role.TEXT: comparisons.text, Role.NAME: comparisons.other_name, Role.CATEGORY: comparisons.category,
    Role.IDENTIFIER: comparisons.identifier, Role.DATE: comparisons.date,
}  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """`atoms`: of each role, columns whose same value may bring two records together, the finest first."""

    fields: tuple[Field, ...]
    atoms: dict[str, tuple[str, ...]]


def compared(people: pl.DataFrame, schema: Schema) -> Compared:
    """`people`: standardised, with atoms."""
    said = {column for column in people.columns if _says_something(people[column])}
    fields = [field for field in _standard(said) if said & {field.exact, field.name}]
    for name, (_, role) in schema.general().items():
        if name in said:
            fields.append(_number(people, name) if role is Role.NUMBER else _OF_A_ROLE[role](name))
    return Compared(_fitting(fields), _atoms(said, schema))


def read(schema: Schema) -> set[str]:
    """Every column that any comparison or rule of such a file may read."""
    every = {*STANDARD, *DERIVED, *(f"{name}_{part}" for name, (_, role) in schema.general().items()
                                    for part in DERIVED_OF[role.value])}  # fmt: skip
    fields = _standard(every)
    fields += [_OF_A_ROLE[role](name) for name, (_, role) in schema.general().items() if role in _OF_A_ROLE]
    found = {
        column for columns in _atoms(every | set(schema.general()), schema).values() for column in columns
    }
    for its in (field.comparison for field in fields):
        found |= columns(its.missing).union(*(columns(level.when) for level in its.levels))
        found |= {level.frequency.column for level in its.levels if level.frequency is not None}
    return found


def _says_something(values: pl.Series) -> bool:
    said = values.drop_nulls()
    if said.dtype.is_nested():
        differ = said.n_unique() > 1
    else:
        said = said.to_physical()
        differ = bool((said != said[0]).any()) if len(said) else False
    return len(said) >= SPOKEN_OF and (len(said) <= FEW or differ)


def _standard(said: set[str]) -> list[Field]:
    fields = [comparisons.forename(), comparisons.surname(), comparisons.middle(), comparisons.suffix(),
              comparisons.born(), comparisons.sex()]  # fmt: skip
    if said & {"uprn", "postcode", "street", "locality"}:
        fields.append(comparisons.place(said))
    fields += [
        comparisons.contact("email", "email_name", "email_own"),
        comparisons.contact("phone", "phone_end"),
    ]
    return fields + [comparisons.identifier(name) for name in ("nino", "nhs_number")]


def _number(people: pl.DataFrame, name: str) -> Field:
    spread = float(people[name].cast(pl.Float64).std() or 0.0)  # type: ignore[arg-type]
    return comparisons.number(name, (spread / 50, spread / 5))


def _fitting(fields: list[Field]) -> tuple[Field, ...]:
    bits, kept = 0, []
    for field in fields:
        bits += len(field.comparison.levels).bit_length()
        if bits <= MOST_BITS:
            kept.append(field)
    return tuple(kept)


def _atoms(said: set[str], schema: Schema) -> dict[str, tuple[str, ...]]:
    """Columns that stand for one thing are one role: two of them do not make a rule."""
    atoms: dict[str, tuple[str, ...]] = {
        "forename": ("forename_full", "forename_root", "forename_3"),
        "surname": ("surname", "surname_sound", "surname_3"),
        "names": ("names_sorted", "name_low", "name_high"),
        "date_of_birth": ("born", "born_year_month", "born_month_day", "born_year_day", "born_year"),
        "place": ("uprn", "door", "house", "postcode", "postcode_sector", "postcode_outward"),
        "street": ("door_street", "street", "locality"),
        "middle_names": ("middle_first",),
        "email": ("email", "email_name"), "phone": ("phone", "phone_end"), "nino": ("nino",),
        "nhs_number": ("nhs_number",),
    }  # fmt: skip
    for name, (_, role) in schema.general().items():
        match role:
            case Role.TEXT:
                atoms[name] = (name, f"{name}_first")
            case Role.NAME:
                atoms[name] = (name, f"{name}_last")
            case Role.DATE:
                atoms[name] = (f"{name}_iso", f"{name}_year_month", f"{name}_year")
            case Role.CATEGORY | Role.IDENTIFIER:
                atoms[name] = (name,)
    kept = {role: tuple(its for its in columns if its in said) for role, columns in atoms.items()}
    return {role: columns for role, columns in kept.items() if columns}
