"""All registers as one OpenAPI 3.1 document, from their declarations."""

from typing import Any

from borough.platform.registers.declaration import Register

from .addresses import FORMATS
from .catalogue import MEDIA
from .pages import placed
from .values import SCHEMA

AT = {
    "name": "at",
    "in": "query",
    "required": False,
    "description": "The register as it was on this day.",
    "schema": {"type": "string", "format": "date"},
}
KEY = {
    "name": "key",
    "in": "path",
    "required": True,
    "description": "The key of the item.",
    "schema": {"type": "string"},
}
ERROR = {"$ref": "#/components/schemas/Error"}


def document(registers: list[Register], origin: str) -> dict[str, Any]:
    """OpenAPI 3.1. `origin`: the address of this installation."""
    paths: dict[str, Any] = {}
    for register in registers:
        paths |= _paths(register)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Registers",
            "version": "1",
            "description": "Open data of the council: each register whole in several formats, and each item. "
            "Every answer has an ETag and a date; ask with If-None-Match. Any site may fetch them.",
        },
        "servers": [{"url": origin}],
        "paths": paths,
        "components": {"schemas": {**{_name(one): _schema(one) for one in registers}, "Error": _error()}},
    }


def _paths(register: Register) -> dict[str, Any]:
    base, found = f"/registers/{register.name}", {}
    for form, words in FORMATS.items():
        if form == "geojson" and not placed(register):
            continue
        found[f"{base}.{form}"] = {"get": _whole(register, form, words)}
    found[f"{base}/{{key}}.json"] = {"get": _item(register)}
    return found


def _whole(register: Register, form: str, words: str) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if form == "json":
        items = {"type": "array", "items": {"$ref": f"#/components/schemas/{_name(register)}"}}
        content = {"type": "object", "properties": {"items": items, "attribution": {"type": "string"}}}
    return _operation(
        register, f"{register.name}_{form}", f"{register.title} as {words}", [AT], MEDIA[form], content
    )


def _item(register: Register) -> dict[str, Any]:
    content = {"$ref": f"#/components/schemas/{_name(register)}"}
    summary = f"{register.item} by its key"
    return _operation(register, f"{register.name}_item", summary, [KEY, AT], "application/json", content)


def _operation(
    register: Register, name: str, summary: str, parameters: list[Any], media: str, schema: dict[str, Any]
) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "description": f"{register.description} {register.attribution} {register.licence.title}.",
        "tags": [register.title],
        "parameters": parameters,
        "responses": {
            "200": {"description": summary, "content": {media: {"schema": schema} if schema else {}}},
            "304": {"description": "Nothing has changed since the ETag or the date that you sent."},
            "404": {
                "description": "There is no such thing.",
                "content": {"application/json": {"schema": ERROR}},
            },
        },
    }


def _schema(register: Register) -> dict[str, Any]:
    fields = {name: _field(register, name) for name in register.fields}
    grid = {"easting": _number(), "northing": _number()} if register.contract.position else {}
    shape = {"geometry": {"type": "object"}} if register.shape else {}
    return {
        "type": "object",
        "description": register.description,
        "required": ["key"],
        "properties": {
            "key": {"type": "string"}, **grid, **fields, **shape,
            "since": {"type": "string", "format": "date"}, "source_date": {"type": "string"},
            "amended": {"type": "array", "items": {"type": "string"}},
        },
    }  # fmt: skip


def _field(register: Register, name: str) -> dict[str, Any]:
    column = register.column(name)
    said: dict[str, Any] = dict(SCHEMA.get(column.type, {"type": "string"}))
    said["type"] = [said["type"], "null"]
    said["description"] = column.description
    if column.choices:
        said["enum"] = [*column.choices, None]
    return said


def _number() -> dict[str, Any]:
    return {"type": ["number", "null"], "description": "Metres on the British National Grid."}


def _error() -> dict[str, Any]:
    return {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}


def _name(register: Register) -> str:
    return "".join(part.capitalize() for part in register.name.split("_"))
