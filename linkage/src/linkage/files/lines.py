"""JSON lines: one object a line."""

import io
import json

import polars as pl

from linkage.schema import BadInput

from .encoding import Text, not_utf8

KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "an object",
}


def read(text: Text) -> pl.DataFrame:
    """A column a key; a column of whole and broken numbers is kept as it was written. Raises BadInput."""
    try:
        frame = pl.read_ndjson(io.BytesIO(text.data), infer_schema_length=None)
        mixed = {name: pl.String for name, kind in frame.schema.items() if kind == pl.Float64}
        if mixed:  # 17 would have become "17.0"
            frame = pl.read_ndjson(io.BytesIO(text.data), infer_schema_length=None, schema_overrides=mixed)
    except pl.exceptions.PolarsError as fault:
        first = str(fault).splitlines()[0]
        raise BadInput(_fault(text) or f"{text.path} cannot be read as JSON lines: {first}.") from None
    return frame


def _fault(text: Text) -> str | None:
    """The first line that is wrong, or that holds another kind of value than the lines before."""
    kinds: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(io.BytesIO(text.data), 1):
        if not line.strip():
            continue
        where = f"{text.path}, line {number}"
        try:
            record = json.loads(line)
        except UnicodeDecodeError:
            return f"{where}: {not_utf8(line)}."
        except json.JSONDecodeError as fault:
            return f"{where}: not JSON: {fault.msg} at character {fault.colno}; each line must be one object."
        if not isinstance(record, dict):
            return f"{where}: {KINDS.get(type(record), 'null')} where an object with named values must stand."
        for name, value in record.items():
            kind = KINDS.get(type(value))
            earlier, seen = kinds.setdefault(name, (kind, number)) if kind else (None, 0)
            if kind and kind != earlier and {kind, earlier} & {"a list", "an object"}:
                return (
                    f"{where}, column {name!r}: {kind} here, but {earlier} in line {seen}; write it one way."
                )
    return None
