"""What a feed's file must look like. People write it as TOML, `contract_file.py` reads it.

A contract is data: a frozen value, equal to any other made from the same file.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from string import Formatter
from typing import Any


class Mode(StrEnum):
    """What a file means for what came before it."""

    REPLACE = "replace"  # the file is everything: what it does not list has gone
    UPSERT = "upsert"  # the file is what changed, deletions included
    APPEND = "append"  # the file is events, which never change


class Format(StrEnum):
    CSV = "csv"
    FIXED = "fixed"
    XML = "xml"
    JSON_LINES = "jsonl"
    GEOJSON = "geojson"
    WORKBOOK = "xlsx"


class Type(StrEnum):
    """What a value is, and so how it is checked and what form it takes when it is right."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"  # a date with its time of day, in Europe/London
    NUMBER = "number"  # a whole number
    DECIMAL = "decimal"
    GEOMETRY = "geometry"  # GeoJSON: a point, a line or a shape, in degrees of WGS84
    PENCE = "pence"  # whole pence in the file
    POUNDS = "pounds"  # pounds in the file, whole pence when right
    CHOICE = "choice"
    POSTCODE = "postcode"
    UPRN = "uprn"
    EMAIL = "email"
    PHONE = "phone"
    NINO = "nino"
    NHS_NUMBER = "nhs_number"


class Cost(StrEnum):
    """What a wrong value costs."""

    ROW = "row"  # the row goes to quarantine
    VALUE = "value"  # the value is set aside and counted; the row goes on
    NOTE = "note"  # the value goes on as it came, and is counted


# What linkage may be told about a column; the names are those of linkage's own schema.
ROLES = frozenset({
    "id", "source", "forename", "middle_names", "surname", "full_name", "date_of_birth", "sex", "address",
    "postcode", "uprn", "email", "phone", "nino", "nhs_number", "valid_from", "valid_to",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `source` is its name in the file: a heading, an XML or JSON path (`a/b`, `a.b`)."""

    source: str
    field: str
    description: str
    type: Type = Type.TEXT
    role: str = ""
    person: int = 1  # which of the people in one row it speaks of: 1 the child, 2 the parent
    surname_first: bool = False  # a whole name written "Khan Aisha"
    required: bool = False
    at: tuple[int, ...] = ()  # fixed width: first character (from 1) and width
    formats: tuple[str, ...] = ()  # dates and times, tried in turn; of a text, those it may begin with
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)  # code in the file -> what it means
    pattern: str = ""  # a regular expression that the whole value must match
    low: str = ""  # smallest and largest that are right: numbers, pence, ISO dates, or "extract": its date
    high: str = ""
    max_length: int = 200
    pad: int = 0  # digits to restore where a spreadsheet has eaten leading zeros
    placeholders: tuple[str, ...] = ()  # values that mean "nothing", whatever their case
    costs: Cost = Cost.ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Where a file states its own control totals.

    `pattern` is a regular expression for the whole trailer line of a text file, with groups named `count`
    and `sum`; `count` and `sum` are XML paths. `sum_of` names the field that is added up, in pence;
    `once_per` the field whose values each count once (the award of a claim that has several rows).
    """

    pattern: str = ""
    count: str = ""
    sum: str = ""
    sum_of: str = ""
    once_per: str = ""
    pounds: bool = False  # the file states the sum in pounds, not in pence


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the bytes are arranged."""

    format: Format
    encoding: str = "utf-8"
    bom: bool = False  # whether the source begins its files with a byte order mark
    separator: str = ","
    quote: str = '"'
    header: bool = True
    preamble: int = 0  # lines (or sheet rows) before the header
    multiline: bool = False  # quoted values may run over several lines
    record_starts: str = ""  # fixed width: what a data line begins with; other lines are header and trailer
    record: str = ""  # XML: the element that holds one row, or several
    each: tuple[str, ...] = ()  # XML: the elements within it that are one row each; none: it is the row
    sheet: str = ""  # workbook: the sheet's name; empty is the first
    totals: Totals | None = None
    max_bytes: int = 500_000_000
    max_line: int = 100_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Upsert only: the column that says what happened, and which of its values mean a deletion."""

    source: str
    upsert: tuple[str, ...]
    delete: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Under what the source may give us these fields, and until when."""

    reference: str
    controller: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The fields that say where a row is, in degrees of WGS84, and the `box` (south, west, north, east) in
    which it must be: a pair that lies in it only when exchanged was swapped."""

    lat: str
    lon: str
    box: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One feed. `key` says how a record is named, as `{prefix}-{number}`; `unique`: once in one file.

    Records come under an `agreement`, open data under a `licence`. Without `cadence` and `late_after` nobody
    has promised a file, and none is late. `register`: what is made of the rows, unread here.
    """

    slug: str
    title: str
    system: str
    owner: str
    description: str
    keep: str
    mode: Mode
    file: Layout
    columns: tuple[Column, ...]
    agreement: Agreement | None = None
    licence: str = ""
    cadence: timedelta | None = None
    late_after: timedelta | None = None
    position: Position | None = None
    preview: bool = False  # a file that changes what is current waits until a person has seen what it changes
    register: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    key: str = ""
    unique: bool = False
    operation: Operation | None = None
    column_limit: float = 0.5  # share of a column's values that may fail before the batch is held
    row_limit: float = 0.25  # share of rows
    shrink_limit: float = 0.5  # a full extract with a smaller share of the rows before it is held
    text: str = dataclasses.field(default="", repr=False)  # the contract as written

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(column.field for column in self.columns)

    @property
    def key_fields(self) -> tuple[str, ...]:
        return tuple(name for _, name, _, _ in Formatter().parse(self.key) if name)

    def column(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)
