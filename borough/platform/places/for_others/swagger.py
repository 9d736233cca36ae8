"""The routes of 2015 as Swagger 2.0, the form in which they were described then. Pure."""

from typing import Any

Body = dict[str, Any]

SERVICE = ("service", "What to find: one of the names of 2015, or the key of a kind.")
POSTCODE = ("postcode", "A postcode, street or place.")
LATITUDE, LONGITUDE = ("latitude", "Degrees (WGS84)."), ("longitude", "Degrees (WGS84).")
ROUTES = {
    "/services/{service}": ("The ten nearest of a service to N1C 4AG", "Services", (SERVICE,)),
    "/services/{service}/locations/{postcode}": (
        "The ten nearest of a service", "Services", (SERVICE, POSTCODE),
    ),
    "/services/{service}/locations/lats/{latitude}/lngs/{longitude}": (
        "The ten nearest of a service to a point", "Services", (SERVICE, LATITUDE, LONGITUDE),
    ),
    "/services/streetworks/locations/{postcode}": ("Works in the streets", "Services", (POSTCODE,)),
    "/services/streetworks/locations/lats/{latitude}/lngs/{longitude}": (
        "Works in the streets near a point", "Services", (LATITUDE, LONGITUDE),
    ),
    "/addresses/{uprn}": (
        "About an address", "Information", (("uprn", "What /uprn/ gives: a token of ours for an address."),),
    ),
    "/uprn/{path}": ("What leads on to /addresses/", "text", (("path", "An address or a postcode."),)),
    "/auth_token": ("A token in the header X-Access-Token, which gives no rights", "text", ()),
}  # fmt: skip
LOCATION = ("Area", "East", "North", "Longitude", "Latitude")
ITEM = ("LocationID", "BuildingName", "StreetNum", "Street", "PostCode", "Longitude", "Latitude", "ViewLat",
        "ViewLng", "View", "Distance", "LAref", "externalref")  # fmt: skip
TEXT: Body = {"type": "string"}


def document(host: str, scheme: str) -> Body:
    """`host`: of this installation, with its port."""
    return {
        "swagger": "2.0",
        "info": {
            "title": "Where is my nearest, as of 2015",
            "description": "The routes of the council's app of 2015, answered from the registers of today. "
            "New programs are better served by /api/openapi.json.",
            "version": "1.0.0",
        },
        "host": host,
        "schemes": [scheme],
        "basePath": "/",
        "produces": ["application/json"],
        "paths": {path: {"get": _operation(*said)} for path, said in ROUTES.items()},
        "definitions": _definitions(),
    }


def _operation(summary: str, answer: str, given: tuple[tuple[str, str], ...]) -> Body:
    text = answer == "text"
    parameters = [
        {"name": name, "in": "path", "description": words, "required": True, "type": "string"}
        for name, words in given
    ]
    schema = TEXT if text else {"$ref": f"#/definitions/{answer}"}
    said: Body = {"description": summary, "schema": schema}
    if summary.startswith("A token"):
        said["headers"] = {"X-Access-Token": {"type": "string"}}
    plain = {"produces": ["text/plain"]} if text else {}
    return {"summary": summary, "parameters": parameters, "responses": {"200": said}, **plain}


def _definitions() -> Body:
    """An answer that finds nothing has `error` and `message` alone, with status 200: that was its way."""
    fault = {"error": TEXT, "message": TEXT}
    display = {"type": "object", "additionalProperties": TEXT}
    items = {"type": "array", "items": {"$ref": "#/definitions/Item"}}
    values = {"type": "object", "properties": {"Value": TEXT, "Url": TEXT}}
    where = {"location": {"$ref": "#/definitions/Location"}}
    return {
        "Location": _object(dict.fromkeys(LOCATION, TEXT)),
        "Item": _object(dict.fromkeys(ITEM, TEXT) | {"display": display}),
        "Services": _object(where | {"properties": items} | fault),
        "Information": _object(
            where | {"information": {"type": "object", "additionalProperties": values}} | fault
        ),
    }


def _object(properties: Body) -> Body:
    return {"type": "object", "properties": properties, "additionalProperties": False}
