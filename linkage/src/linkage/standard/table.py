"""A file of records, whatever its columns, becomes one table of people with every value written one way.

`people.people_of` defines what becomes of one record; here the same is done to columns, once for each
distinct text.
"""

from collections.abc import Callable, Iterator
from functools import partial

import polars as pl

from linkage.schema import BadInput, Role, Schema

from . import names
from .columns import STANDARD as STANDARD
from .conventions import Conventions
from .distinct import read_each, side_by_side
from .folding import BLANK
from .people import NAMES, known, name_of, place_of, surname_first
from .postcodes import parse_code
from .readers import Reader, readers

_TEXT = pl.Categorical()
_NAME: dict[str, pl.DataType] = {"forename": _TEXT, "middle_names": _TEXT, "surname": _TEXT,
                                 "suffix": _TEXT, "former_surname": _TEXT}  # fmt: skip
_PLACE: dict[str, pl.DataType] = {
    "flat": _TEXT,
    "number": _TEXT,
    "street": _TEXT,
    "locality": _TEXT,
    "postcode": _TEXT,
}
# Columns that come and go inside, so named that no file's column can be meant.
_RAW, _AT, _WHO, _TITLE = "\x1f", "\x1fat", "\x1fwho", "\x1ftitle"


def standardise(
    records: pl.DataFrame, schema: Schema, conventions: Conventions | None = None
) -> pl.DataFrame:
    """People in the columns of `STANDARD` and those of general role (`standard_kinds`), in the records' order.

    One row a person: `MR & MRS A KHAN` gives `person` 1 and 2, and so does a record whose schema has columns
    for a second person. Records that name nobody (a company, the occupier) and say nothing that identifies
    a person give no row. `conventions`: how the whole file is written, where these are but a part of it; None
    finds it out. Doing it twice changes nothing. Raises BadInput.
    """
    schema = Schema.given(schema)
    people = coded(records, schema, conventions)
    return people.select(pl.col(name).cast(kind) for name, kind in standard_kinds(schema).items())


def coded(records: pl.DataFrame, schema: Schema, conventions: Conventions | None = None) -> pl.DataFrame:
    """As `standardise`, with all texts but ids as Polars' codes of them (`pl.Categorical`): a quarter of the memory,
    and what else is worked out is worked out once for each."""
    texts = _checked(records, schema)
    conventions = conventions or Conventions.of(records, schema)
    parts = [_of_one_person(texts, schema, conventions, number) for number in schema.persons()]
    people = pl.concat(parts) if len(parts) > 1 else parts[0]
    if len(parts) > 1:
        people = people.sort(_AT, "person", maintain_order=True)
    return people.select(standard_kinds(schema).keys())


def standard_kinds(schema: Schema) -> dict[str, pl.DataType]:
    """The columns of a standardised table and their types: `STANDARD`, then each of general role."""
    return STANDARD | {
        name: kind for reader in readers(schema, Conventions(), 1) for name, kind in reader.kinds.items()
    }


def _checked(records: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """The text of the schema's columns, and their rows. Raises BadInput."""
    if absent := [column for column in schema.columns if column not in records.columns]:
        raise BadInput(f"The schema names the column {absent[0]!r}, which the file does not have.")
    for column in schema.columns:
        if records[column].dtype.is_nested() or records[column].dtype == pl.Binary:
            raise BadInput(f"Column {column!r} holds {records[column].dtype}: give text, a number or a date.")
    texts = records.select(
        pl.col(column).cast(pl.String).str.strip_chars(BLANK).replace("", None).alias(f"{_RAW}{column}")
        for column in schema.columns
    )
    (ids,) = schema.having(Role.ID)
    key = texts[f"{_RAW}{ids}"]
    if bad := key.null_count():
        row = key.is_null().arg_max() or 0
        raise BadInput(f"Column {ids!r}: {bad} records have no id, the first in row {row + 1}.")
    if key.n_unique() < key.len():
        again = texts.filter(key.is_duplicated())[f"{_RAW}{ids}"][0]
        raise BadInput(f"Column {ids!r}: the id {again!r} stands on more than one record.")
    source = _together(schema, Role.SOURCE, None, " ").alias("source")
    return texts.with_columns(key.alias("id"), source.cast(_TEXT)).with_row_index(_AT)


def _together(schema: Schema, role: Role, person: int | None, between: str) -> pl.Expr:
    """The texts of all columns of a role in one; null where none says anything."""
    columns = [f"{_RAW}{column}" for column in schema.having(role, person)]
    if not columns:
        return pl.lit(None, pl.String)
    text = (
        pl.concat_str(columns, separator=between, ignore_nulls=True)
        if len(columns) > 1
        else pl.col(columns[0])
    )
    return text.replace("", None)


def _place(texts: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """Flat, number, street, the rest, and the postcode: its own column's, else the one in the address."""
    both = texts.select(_AT, line=_together(schema, Role.ADDRESS, None, ", "),
                        code=_together(schema, Role.POSTCODE, None, " "))  # fmt: skip
    place = read_each(both["line"], lambda text: tuple(place_of(text, "").values()), _PLACE)
    code = read_each(both["code"], lambda text: (parse_code(text),), {"code": _TEXT})
    return place.with_columns(postcode=pl.coalesce(code["code"], pl.col("postcode")))


def _of_one_person(
    texts: pl.DataFrame, schema: Schema, conventions: Conventions, number: int
) -> pl.DataFrame:
    """The rows of people from this number on: those whom the columns of this person name."""
    found = readers(schema, conventions, number)
    people, place, *values = side_by_side([
        partial(_people, texts, schema, conventions, number),
        partial(_place, texts, schema),
        *(partial(_read, texts, reader) for reader in found),
    ])  # fmt: skip
    told = pl.concat([texts.select(_AT, "id", "source"), place, *values], how="horizontal")
    if people.height == texts.height and (people[_WHO] == 0).all():  # nobody but the first anywhere
        rows = pl.concat([told, people.drop(_AT)], how="horizontal")
    else:
        rows = people.join(told, on=_AT, how="left", maintain_order="left")
        personal = [name for reader in found if reader.personal for name in reader.kinds]
        rows = rows.with_columns(
            pl.when(pl.col(_WHO) == 0).then(pl.col(name)).alias(name) for name in personal
        )
    rows = rows.with_columns(sex=pl.coalesce("sex", _TITLE), person=pl.col(_WHO) + number)
    rows = rows.filter(pl.any_horizontal(pl.col(known(schema)).is_not_null()))
    return rows.select(_AT, *standard_kinds(schema))


def _read(texts: pl.DataFrame, reader: Reader) -> pl.DataFrame:
    """The first of the reader's columns whose text says anything."""
    found: pl.DataFrame | None = None
    kinds = {name: _TEXT if kind == pl.String else kind for name, kind in reader.kinds.items()}
    for column, read in zip(reader.columns, reader.reads, strict=True):
        its = read_each(texts[f"{_RAW}{column}"], read, kinds)
        if found is not None:
            said = pl.any_horizontal(found.select(pl.all().is_not_null()))
            its = found.select(
                pl.when(said).then(pl.col(name)).otherwise(its[name]).alias(name) for name in kinds
            )
        found = its
    if found is None:
        return pl.select(
            pl.repeat(None, texts.height, dtype=kind).alias(name) for name, kind in kinds.items()
        )
    return found


def _people(texts: pl.DataFrame, schema: Schema, conventions: Conventions, number: int) -> pl.DataFrame:
    """Row, place among the record's people, name and title of each person; a blank one where nobody is named."""
    written = texts.select(_AT, *(_together(schema, role, number, " ").alias(role.value) for role in NAMES))
    apart = pl.col("full_name").is_not_null() & pl.col("forename").is_null() & pl.col("surname").is_null()
    slow = apart | pl.col("forename").str.contains(names.JOINT).fill_null(False)
    if not written.select(slow.any()).item():
        return _by_columns(written, conventions)
    written = written.with_columns(slow.alias("slow"))
    fast = _by_columns(written.filter(~pl.col("slow")), conventions)
    return pl.concat([fast, _by_records(written.filter("slow"), schema, conventions, number)]).sort(_AT, _WHO)


def _by_columns(written: pl.DataFrame, conventions: Conventions) -> pl.DataFrame:
    """One person a record, whose forenames, middle names and surname are read apart."""
    given = read_each(
        written["forename"],
        _given(conventions.joined),
        {"forename": _TEXT, "more": _TEXT, _TITLE: _TEXT, "suffix": _TEXT},
    )
    middle = read_each(
        written["middle_names"], lambda text: (names.parse_middle_names(text) or None,), {"middle": _TEXT}
    )
    family = read_each(
        written["surname"], _family, {"surname": _TEXT, "behind": _TEXT, "former_surname": _TEXT}
    )
    middle_names = pl.concat_str("more", "middle", separator=" ", ignore_nulls=True).replace("", None)
    return pl.concat([written.select(_AT), given, middle, family], how="horizontal").select(
        _AT, pl.lit(0, pl.Int16).alias(_WHO), "forename",
        middle_names.cast(_TEXT).alias("middle_names"),
        "surname", pl.coalesce("suffix", "behind").alias("suffix"), "former_surname", _TITLE,
    )  # fmt: skip


def _given(joined: frozenset[str] | None) -> Callable[[str], tuple[str | None, ...]]:
    def read(text: str) -> tuple[str | None, ...]:
        its = names.parse_forenames(text, joined)
        return its.forename or None, its.middle_names or None, its.sex or None, its.suffix or None

    return read


def _family(text: str) -> tuple[str | None, ...]:
    its = names.parse_surname(text)
    return its.surname or None, its.suffix or None, its.former or None


def _by_records(written: pl.DataFrame, schema: Schema, conventions: Conventions, number: int) -> pl.DataFrame:
    """Of full names and joint forenames: all the people whom each distinct writing names."""
    first, fields = surname_first(schema, number), [role.value for role in NAMES]
    distinct = written.select(fields).unique().with_row_index("writing")
    rows = list(_rows(distinct, first, conventions.joined))
    kinds: dict[str, pl.DataType] = {"writing": pl.UInt32(), _WHO: pl.Int16(), **_NAME, _TITLE: _TEXT}
    people = pl.DataFrame(rows, schema=kinds, orient="row")
    which = written.join(distinct, on=fields, how="left", nulls_equal=True).select(_AT, "writing")
    return which.join(people, on="writing", how="left").select(_AT, _WHO, *_NAME, _TITLE)


def _rows(
    distinct: pl.DataFrame, first: bool, joined: frozenset[str] | None
) -> Iterator[tuple[int | str | None, ...]]:
    for writing, *texts in distinct.iter_rows():
        people = names.parse_people(*(text or "" for text in texts), surname_first=first, joined=joined)
        for who, person in enumerate(people or [names.NOBODY]):
            yield writing, who, *name_of(person).values(), person.sex or None
