"""A contract in plain English, for its readable page. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .contract import Column, Contract, Cost, Format, Mode, Type

MODES = {
    Mode.REPLACE: "Everything, each time: what a file does not list has gone.",
    Mode.UPSERT: "What has changed since the last file, deletions included.",
    Mode.APPEND: "Events, which never change once they have come.",
}
FORMATS = {
    Format.CSV: "Delimited text",
    Format.FIXED: "Fixed-width text",
    Format.XML: "XML",
    Format.JSON_LINES: "JSON, one object a line",
    Format.GEOJSON: "GeoJSON, a feature a row",
    Format.WORKBOOK: "Excel workbook",
}
TYPES = {
    Type.TEXT: "Text",
    Type.DATE: "Date",
    Type.TIME: "Date and time",
    Type.NUMBER: "Whole number",
    Type.DECIMAL: "Number",
    Type.GEOMETRY: "Position or shape",
    Type.PENCE: "Pence",
    Type.POUNDS: "Pounds",
    Type.CHOICE: "One of a list",
    Type.POSTCODE: "Postcode",
    Type.UPRN: "UPRN",
    Type.EMAIL: "E-mail address",
    Type.PHONE: "Telephone number",
    Type.NINO: "National Insurance number",
    Type.NHS_NUMBER: "NHS number",
}
COSTS = {
    Cost.ROW: "The row waits in quarantine",
    Cost.VALUE: "The value is left out",
    Cost.NOTE: "The value is kept and counted",
}
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
EXAMPLE = date(1999, 12, 31)


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """One column as people read it."""

    name: str
    says: str
    kind: str
    rules: str
    when_wrong: str


def columns_in_words(contract: Contract) -> list[ColumnWords]:
    return [
        ColumnWords(
            column.source,
            column.description,
            TYPES[column.type],
            " ".join(_rules(column, contract)),
            COSTS[Cost.ROW if column.field in contract.key_fields else column.costs],
        )
        for column in contract.columns
    ]


def file_in_words(contract: Contract) -> Mapping[str, str]:
    """What the file looks like, by heading."""
    layout = contract.file
    text = layout.format in (Format.CSV, Format.FIXED, Format.JSON_LINES, Format.XML)
    said = {"Format": FORMATS[layout.format], "What a file means": MODES[contract.mode]}
    if layout.format is Format.CSV:
        separator = SEPARATORS.get(layout.separator, layout.separator)
        said["Dialect"] = f"Separated by {separator}; {'quoted' if layout.quote else 'never quoted'}"
    if text:
        said["Encoding"] = layout.encoding + (", with a byte order mark" if layout.bom else "")
    if layout.totals:
        said["Control totals"] = "Count of rows" + (
            f", and sum of {contract.column(layout.totals.sum_of).source}" if layout.totals.sum_of else ""
        )
    said["Key"] = f"{contract.key}{', once a file' if contract.unique else ''}" if contract.key else "None"
    return said


def _rules(column: Column, contract: Contract) -> Iterator[str]:
    if column.field in contract.key_fields:
        yield "Part of the key."
    elif column.required:
        yield "Must be there."
    if column.formats:
        begins = "May begin with a date" if column.type is Type.TEXT else "Written"
        yield f"{begins} as {' or '.join(EXAMPLE.strftime(form) for form in column.formats)}."
    if column.choices:
        named = (code if code == says else f"{code} ({says})" for code, says in column.choices.items())
        yield f"{', '.join(named)}."
    if column.low:
        yield f"Not below {_bound(column.low)}."
    if column.high:
        yield f"Not {'after' if column.type in (Type.DATE, Type.TIME) else 'above'} {_bound(column.high)}."
    if column.placeholders:
        yield f"{', '.join(column.placeholders)} counts as empty."


def _bound(bound: str) -> str:
    return "the day of the extract" if bound == "extract" else bound


def duration_in_words(length: timedelta) -> str:
    """`9 days`, `2 weeks`, `6 hours`."""
    hours = int(length.total_seconds()) // 3600
    for unit, size in (("week", 168), ("day", 24), ("hour", 1)):
        if hours % size == 0:
            return f"{hours // size} {unit}{'' if hours == size else 's'}"
    return f"{hours} hours"


def visible(text: str) -> str:
    """Text with its hidden characters shown by the signs that Unicode has for them."""
    return "".join(chr(0x2400 + ord(c)) if ord(c) < 32 and c != "\n" else c for c in text)


def changed_in_words(tally: Mapping[str, int]) -> str:
    """What a batch changed: `12 new, 3 changed, 1 gone`."""
    said = (("new", "new"), ("changed", "changed"), ("removed", "gone"))
    return ", ".join(f"{tally[name]:,} {word}" for name, word in said if tally.get(name))


def ends_in_words(title: str, days: int) -> str:
    """What is said of an agreement in its last sixty days."""
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"The agreement of {title} ends {when}: renew it, or its files will be held"
