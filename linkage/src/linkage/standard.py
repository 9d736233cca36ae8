"""A file of records, whatever its columns, becomes one table of people with every value written one way."""

from collections.abc import Callable
from typing import Any

import polars as pl

from . import contacts, dates, identifiers, names, places
from .schema import BadInput, Role, Schema

_NAME = pl.Struct(
    {"forename": pl.String, "middle_names": pl.String, "surname": pl.String, "title_sex": pl.String}
)
_ADDRESS = pl.Struct({"flat": pl.String, "number": pl.String, "street": pl.String, "written": pl.String})
_BETWEEN = "\x1f"  # ASCII's unit separator: stands between fields that are read together, and in none of them
# The columns of every standardised table. Missing is null; never an empty string.
STANDARD: dict[str, pl.DataType] = {
    "id": pl.String(), "person": pl.Int16(), "source": pl.String(), "forename": pl.String(),
    "middle_names": pl.String(), "surname": pl.String(), "date_of_birth": pl.Date(), "sex": pl.String(),
    "flat": pl.String(), "number": pl.String(), "street": pl.String(), "postcode": pl.String(),
    "uprn": pl.String(), "email": pl.String(), "phone": pl.String(), "nino": pl.String(),
    "nhs_number": pl.String(), "valid_from": pl.Date(), "valid_to": pl.Date(),
}  # fmt: skip
# What a record says of one human being and so, in a joint record, of the first one named.
_PERSONAL = ("date_of_birth", "sex", "nino", "nhs_number")
_OF_THE_RECORD = (Role.UPRN, Role.VALID_FROM, Role.VALID_TO)
_VALUES: dict[Role, tuple[Callable[[str], Any], pl.DataType]] = {
    Role.DATE_OF_BIRTH: (dates.parse_birth_date, pl.Date()),
    Role.SEX: (identifiers.parse_sex, pl.String()),
    Role.UPRN: (places.parse_uprn, pl.String()),
    Role.EMAIL: (contacts.parse_email, pl.String()),
    Role.PHONE: (contacts.parse_phone, pl.String()),
    Role.NINO: (identifiers.parse_nino, pl.String()),
    Role.NHS_NUMBER: (identifiers.parse_nhs_number, pl.String()),
    Role.VALID_FROM: (dates.parse_date, pl.Date()),
    Role.VALID_TO: (dates.parse_date, pl.Date()),
}


def standardise(records: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """People in the columns of `STANDARD`, in the records' order.

    One row a person: `MR & MRS A KHAN` gives `person` 1 and 2, and so does a record whose schema has columns
    for a second person. Records that name nobody (a company, the occupier) and say nothing that identifies
    a person give no row. Raises BadInput.
    """
    frame = _checked(records, schema)
    frame = frame.with_columns(*(_value(frame, schema, role, None) for role in _OF_THE_RECORD),
                               _address(frame, schema).alias("place"))  # fmt: skip
    return pl.concat(_of_one_person(frame, schema, number) for number in schema.persons()).sort(
        "id_order", "person", maintain_order=True
    ).select(pl.col(name).cast(kind) for name, kind in STANDARD.items())  # fmt: skip


def _of_one_person(frame: pl.DataFrame, schema: Schema, number: int) -> pl.DataFrame:
    own = [role for role in _VALUES if role not in _OF_THE_RECORD]
    frame = frame.with_columns(
        *(_value(frame, schema, role, number) for role in own),
        _people(frame, schema, number).alias("people"),
    )
    return _one_row_a_person(frame, number)


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


def _value(frame: pl.DataFrame, schema: Schema, role: Role, person: int | None) -> pl.Series:
    """The first column of this role, and of this person, whose text can be read."""
    parse, kind = _VALUES[role]
    result = pl.Series(role.value, [None] * frame.height, dtype=kind)
    for column in reversed(schema.having(role, person)):
        read = _each(frame[f"_{column}"], parse, kind)
        result = read.zip_with(read.is_not_null(), result)
    return result.alias(role.value)


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


def _one_row_a_person(frame: pl.DataFrame, number: int) -> pl.DataFrame:
    numbers = pl.int_ranges(number, pl.col("people").list.len() + number, dtype=pl.Int16)
    people = (
        frame.with_columns(person=numbers)
        .explode("people", "person")
        .unnest("people")
        .unnest("place")
        .rename({"written": "postcode"})
        .with_columns(
            pl.when(pl.col("person") == number).then(pl.col(column)).alias(column) for column in _PERSONAL
        )
        .with_columns(sex=pl.coalesce("sex", "title_sex"))
    )
    known = pl.col("forename", "surname", "date_of_birth", "nino", "nhs_number").is_not_null()
    return people.filter(pl.any_horizontal(known)).select("id_order", *STANDARD)
