"""A file of records, whatever its columns, becomes one table of people with every value written one way."""

from collections.abc import Callable
from typing import Any

import polars as pl

from . import contacts, dates, general, identifiers, names, places
from .columns import STANDARD
from .schema import DATES, BadInput, Role, Schema

_NAME = pl.Struct(
    {"forename": pl.String, "middle_names": pl.String, "surname": pl.String, "title_sex": pl.String}
)
_ADDRESS = pl.Struct({"flat": pl.String, "number": pl.String, "street": pl.String, "written": pl.String})
_BETWEEN = "\x1f"  # ASCII's unit separator: stands between fields that are read together, and in none of them
# What a record says of one human being and so, in a joint record, of the first one named.
_PERSONAL = ("date_of_birth", "born_partial", "sex", "nino", "nhs_number")
_OF_THE_RECORD = (Role.UPRN, Role.VALID_FROM, Role.VALID_TO)
_PARSED: dict[Role, tuple[Callable[[str], Any], pl.DataType]] = {
    Role.SEX: (identifiers.parse_sex, pl.String()),
    Role.UPRN: (places.parse_uprn, pl.String()),
    Role.EMAIL: (contacts.parse_email, pl.String()),
    Role.PHONE: (contacts.parse_phone, pl.String()),
    Role.NINO: (identifiers.parse_nino, pl.String()),
    Role.NHS_NUMBER: (identifiers.parse_nhs_number, pl.String()),
}
_VALUES = _PARSED | {
    Role.TEXT: (general.parse_text, pl.String()),
    Role.NAME: (general.parse_any_name, pl.String()),
    Role.CATEGORY: (general.parse_text, pl.String()),
    Role.NUMBER: (general.parse_number, pl.Float64()),
    Role.IDENTIFIER: (general.parse_identifier, pl.String()),
}
_WRITTEN = pl.Struct({"whole": pl.Date, "parts": pl.String})


def standardise(records: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """People in the columns of `STANDARD` and one column for each of general role, in the records' order.

    One row a person: `MR & MRS A KHAN` gives `person` 1 and 2, and so does a record whose schema has columns
    for a second person. Records that name nobody (a company, the occupier) and say nothing that identifies
    a person give no row. Raises BadInput.
    """
    frame = _checked(records, schema)
    frame = frame.with_columns(_address(frame, schema).alias("place"),
                               *(_first(frame, schema, role, None) for role in _OF_THE_RECORD))  # fmt: skip
    wanted = STANDARD | {name: kind for its in general_kinds(schema).values() for name, kind in its.items()}
    return pl.concat(_of_one_person(frame, schema, number) for number in schema.persons()).sort(
        "id_order", "person", maintain_order=True
    ).select(pl.col(name).cast(kind) for name, kind in wanted.items())  # fmt: skip


def general_kinds(schema: Schema) -> dict[str, dict[str, pl.DataType]]:
    """Of each column of general role, its columns in the standardised table and their types."""
    kinds: dict[str, dict[str, pl.DataType]] = {}
    for name, (column, role) in schema.general().items():
        kinds[column] = {name: _VALUES[role][1]} if role is not Role.DATE else \
            {name: pl.Date(), f"{name}_partial": pl.String()}  # fmt: skip
    return kinds


def _of_one_person(frame: pl.DataFrame, schema: Schema, number: int) -> pl.DataFrame:
    own = [role for role in _PARSED if role not in _OF_THE_RECORD]
    born = _first(frame, schema, Role.DATE_OF_BIRTH, number)
    frame = frame.with_columns(
        *(_first(frame, schema, role, number) for role in own),
        born.struct.field("whole").alias("date_of_birth"),
        born.struct.field("parts").alias("born_partial"),
        *_general(frame, schema, number),
        _people(frame, schema, number).alias("people"),
    )
    return _one_row_a_person(frame, schema, number)


def _general(frame: pl.DataFrame, schema: Schema, number: int) -> list[pl.Series]:
    found: list[pl.Series] = []
    for column, kinds in general_kinds(schema).items():
        if schema.option(column).person != number:
            found += [pl.Series(name, [None] * frame.height, dtype=kind) for name, kind in kinds.items()]
            continue
        read = _read(frame, schema, column)
        parts = read.struct.unnest().iter_columns() if schema.columns[column] is Role.DATE else [read]
        found += [its.alias(name) for its, name in zip(parts, kinds, strict=True)]
    return found


def _checked(records: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    if absent := [column for column in schema.columns if column not in records.columns]:
        raise BadInput(f"The schema names the column {absent[0]!r}, which the file does not have.")
    text = records.select(
        pl.col(column).cast(pl.String).str.replace_all(_BETWEEN, " ", literal=True).alias(f"_{column}")
        for column in schema.columns
    )
    (ids,) = schema.having(Role.ID)
    text = text.with_columns(
        pl.col(f"_{ids}").alias("id"),
        pl.concat_str([f"_{c}" for c in schema.having(Role.SOURCE)], separator=" ").alias("source")
        if schema.having(Role.SOURCE)
        else pl.lit("").alias("source"),
        pl.row_index("id_order"),
    )
    if bad := text["id"].null_count():
        row = text["id"].is_null().arg_max()
        raise BadInput(f"Column {ids!r}: {bad} records have no id, the first in row {(row or 0) + 1}.")
    if text["id"].is_duplicated().any():
        again = text.filter(pl.col("id").is_duplicated())["id"][0]
        raise BadInput(f"Column {ids!r}: the id {again!r} stands on more than one record.")
    return text


def _first(frame: pl.DataFrame, schema: Schema, role: Role, person: int | None) -> pl.Series:
    """The first column of this role, and of this person, whose text can be read."""
    result = pl.Series(role.value, [None] * frame.height, dtype=_kind(role))
    for column in reversed(schema.having(role, person)):
        read = _read(frame, schema, column)
        result = read.zip_with(read.is_not_null(), result)
    return result.alias(role.value)


def _kind(role: Role) -> pl.DataType:
    return (
        _WRITTEN
        if role in (Role.DATE_OF_BIRTH, Role.DATE)
        else pl.Date()
        if role in DATES
        else _VALUES[role][1]
    )


def _read(frame: pl.DataFrame, schema: Schema, column: str) -> pl.Series:
    role, form = schema.columns[column], schema.option(column).date_format or "dmy"
    parse = _VALUES[role][0] if role not in DATES else _date_reader(role, form)
    return _each(frame[f"_{column}"], parse, _kind(role))


def _date_reader(role: Role, form: str) -> Callable[[str], Any]:
    if role in (Role.VALID_FROM, Role.VALID_TO):
        return lambda text: dates.read_date(text, form).whole
    read = dates.read_birth_date if role is Role.DATE_OF_BIRTH else dates.read_date

    def parts(text: str) -> dict[str, Any] | None:
        found = read(text, form)
        return found._asdict() if found != dates.NOTHING else None

    return parts


def _each(texts: pl.Series, parse: Callable[[str], Any], kind: pl.DataType) -> pl.Series:
    """`parse` once for each distinct text: a million records have far fewer names than records."""
    distinct = texts.drop_nulls().unique()
    read = pl.Series("read", [parse(text) for text in distinct], dtype=kind)
    table = pl.DataFrame({"text": distinct, "read": read})
    return pl.DataFrame({"text": texts}).join(table, on="text", how="left", maintain_order="left")["read"]


def _text(schema: Schema, role: Role, person: int | None, separator: str) -> pl.Expr:
    columns = [pl.col(f"_{column}").str.strip_chars().replace("", None)
               for column in schema.having(role, person)]  # fmt: skip
    return (
        pl.concat_str(columns, separator=separator, ignore_nulls=True) if columns else pl.repeat("", pl.len())
    )


def _people(frame: pl.DataFrame, schema: Schema, person: int) -> pl.Series:
    """A list of names for each record, parsed once for each distinct way of writing them."""
    first = any(schema.option(column).surname_first for column in schema.having(Role.FULL_NAME, person))
    roles = (Role.FULL_NAME, Role.FORENAME, Role.MIDDLE_NAMES, Role.SURNAME)
    texts = [_text(schema, role, person, " ").fill_null("") for role in roles]
    written = frame.select(pl.concat_str(texts, separator=_BETWEEN).alias("written"))["written"]
    rows = [(text, *name) for text in written.unique() for name in _names(text, first)]
    fields = list(_NAME.to_schema())
    people = pl.DataFrame(rows, schema=dict.fromkeys(["written", *fields], pl.String), orient="row")
    listed = people.group_by("written", maintain_order=True).agg(people=pl.struct(fields))
    return written.to_frame("written").join(listed, on="written", how="left", maintain_order="left")["people"]


def _names(written: str, surname_first: bool) -> list[tuple[str | None, ...]]:
    """Forename, middle names, surname and what a title says, of each person; at least one, if of nothing."""
    full, forename, middle, surname = written.split(_BETWEEN)
    if forename or surname:
        given = names.parse_forenames(f"{forename} {middle}")
        people = [names.Name(given.forename, given.middle_names, names.parse_surname(surname), given.sex)]
    else:
        people = names.parse_full_name(full, surname_first=surname_first)
    found: list[tuple[str | None, ...]] = [
        (its.forename or None, its.middle_names or None, its.surname or None, its.sex or None)
        for its in people
    ]
    return found or [(None, None, None, None)]


def _address(frame: pl.DataFrame, schema: Schema) -> pl.Series:
    """Flat, number, street, and the postcode: its own column's, else the one in the address."""
    line = _text(schema, Role.ADDRESS, None, ", ").fill_null("")
    code = _text(schema, Role.POSTCODE, None, " ").fill_null("")
    written = frame.select(pl.concat_str([line, code], separator=_BETWEEN).alias("t"))["t"]
    return _each(written, _place, _ADDRESS)


def _place(written: str) -> dict[str, str | None]:
    line, code = written.split(_BETWEEN)
    found = places.parse_address(line)
    postcode = places.parse_postcode(code) or found.postcode
    return {"flat": found.flat or None, "number": found.number or None, "street": found.street or None,
            "written": postcode or None}  # fmt: skip


def _one_row_a_person(frame: pl.DataFrame, schema: Schema, number: int) -> pl.DataFrame:
    """A joint record's general columns speak of the first one named, but for texts and names."""
    kinds = general_kinds(schema)
    ours = [name for its in kinds.values() for name in its]
    personal = [name for column, its in kinds.items() for name in its
                if schema.columns[column] not in (Role.TEXT, Role.NAME)]  # fmt: skip
    numbers = pl.int_ranges(number, pl.col("people").list.len() + number, dtype=pl.Int16)
    people = (
        frame.with_columns(person=numbers)
        .explode("people", "person")
        .unnest("people")
        .unnest("place")
        .rename({"written": "postcode"})
        .with_columns(
            pl.when(pl.col("person") == number).then(pl.col(column)).alias(column)
            for column in (*_PERSONAL, *personal)
        )
        .with_columns(
            sex=pl.coalesce("sex", "title_sex"),
            suffix=pl.lit(None, pl.String),
            former_surname=pl.lit(None, pl.String),
        )
    )
    known = pl.col("forename", "surname", "date_of_birth", "nino", "nhs_number", *ours).is_not_null()
    return people.filter(pl.any_horizontal(known)).select("id_order", *STANDARD, *ours)
