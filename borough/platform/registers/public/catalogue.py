"""The catalogue of all registers as DCAT, the vocabulary in which catalogues of open data read one another."""

from typing import Any

from django.conf import settings

from borough.platform.registers.declaration import Register
from borough.platform.registers.standing import Stands

from .addresses import FORMATS, download, register_page
from .described import licences
from .pages import placed

MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "odrs": "http://schema.theodi.org/odrs#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def catalogue(found: list[Stands], origin: str) -> dict[str, Any]:
    """DCAT 3 as JSON-LD. `origin`: the address of this installation."""
    home = f"{origin}/registers/"
    return {
        "@context": CONTEXT,
        "@id": f"{home}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _english(f"Registers of {settings.COUNCIL}"),
        "dct:description": _english("Everything that the council publishes as open data."),
        "dct:publisher": _council(origin),
        "foaf:homepage": {"@id": home},
        "dcat:dataset": [_dataset(one, origin) for one in found],
        "dcat:service": {
            "@id": f"{home}#service",
            "@type": "dcat:DataService",
            "dct:title": _english("Registers as an API"),
            "dcat:endpointURL": {"@id": home},
            "dcat:endpointDescription": {"@id": f"{home}openapi.json"},
        },
    }


def _dataset(stands: Stands, origin: str) -> dict[str, Any]:
    register = stands.register
    page = origin + register_page(register.name)
    said = {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": register.name,
        "dct:title": _english(register.title),
        "dct:description": _english(
            " ".join(filter(None, (_warning(register), register.description, register.note)))
        ),
        "dct:publisher": _council(origin),
        "dct:source": register.source,
        "dct:license": licences(register),
        "dct:accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
        "odrs:attributionText": register.attribution,
        "dcat:landingPage": {"@id": page},
        "dcat:keyword": [_english(word) for word in _keywords(register)],
        "dcat:distribution": [_distribution(register, form, origin) for form in _forms(register)],
    }
    if stands.newest:
        said["dct:temporal"] = {"@type": "dct:PeriodOfTime", "dcat:endDate": _day(stands.newest.isoformat())}
    if stands.changed:
        said["dct:modified"] = {"@type": "xsd:dateTime", "@value": stands.changed.isoformat()}
    return said


def _distribution(register: Register, form: str, origin: str) -> dict[str, Any]:
    address = origin + download(register.name, form)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _english(f"{register.title} as {FORMATS[form]}"),
        "dct:license": licences(register),
        "dcat:accessURL": {"@id": origin + register_page(register.name)},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": MEDIA_TYPES + MEDIA[form]},
    }


def _forms(register: Register) -> list[str]:
    return [form for form in FORMATS if form != "geojson" or placed(register)]


def _keywords(register: Register) -> list[str]:
    marks = ["demonstration data"] if register.demonstration else []
    return [register.item.lower(), register.title.lower(), *marks]


def _warning(register: Register) -> str:
    return "Demonstration data: invented." if register.demonstration else ""


def _council(origin: str) -> dict[str, Any]:
    return {
        "@id": f"{origin}/#council",
        "@type": "foaf:Organization",
        "foaf:name": _english(settings.COUNCIL),
    }


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text}
