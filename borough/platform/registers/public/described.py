"""CSV on the Web: what stands in the columns of a register's CSV file, and under which licence it is."""

from typing import Any

from borough.platform.registers.declaration import Register

from .files.said import fields
from .values import CSVW


def described(register: Register) -> dict[str, Any]:
    """The metadata document of W3C's Tabular Data Model, which lies beside the file."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{register.name}.csv",
        "dc:title": register.title,
        "dc:description": register.description,
        "dc:license": licences(register),
        "dc:rights": register.attribution,
        "dc:source": register.source,
        "rdfs:comment": "Demonstration data: invented." if register.demonstration else register.note,
        "tableSchema": {
            "primaryKey": "key",
            "columns": [_column(register, name) for name in fields(register)],
        },
    }


def licences(register: Register) -> Any:
    """One, or those that the rows name; DCAT lets a dataset have several."""
    found = [{"@id": one.url} for one in register.terms]
    return found if register.sources else found[0]


def _column(register: Register, name: str) -> dict[str, Any]:
    if name not in register.fields:
        kind = "decimal" if name in ("easting", "northing") else "string"
        return {"name": name, "titles": name, "datatype": kind}
    column = register.column(name)
    return {
        "name": name,
        "titles": name,
        "dc:description": column.description,
        "datatype": CSVW.get(column.type, "string"),
    }
