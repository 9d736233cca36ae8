"""The catalogue of all registers as DCAT, the vocabulary in which catalogues of open data read one another."""

from typing import Any

from django.conf import settings

from borough.platform.registers.declaration import Register
from borough.platform.registers.licences import Licence
from borough.platform.registers.standing import Stands

from .addresses import FORMATS, download, register_page
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
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def catalogue(found: list[Stands], origin: str) -> dict[str, Any]:
    """DCAT 3 as JSON-LD, within the profile DCAT-AP 3.0. `origin`: the address of this installation."""
    home = f"{origin}/registers/"
    return {
        "@context": CONTEXT,
        "@id": f"{home}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _english(f"Registers of {settings.COUNCIL}"),
        "dct:description": _english("Everything that the council publishes as open data."),
        "dct:publisher": _council(origin),
        "foaf:homepage": _document(home),
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
        "dct:provenance": {"@type": "dct:ProvenanceStatement", "rdfs:label": _english(register.source)},
        "dct:license": [_licence(one) for one in register.terms],
        "dct:accessRights": {"@id": PUBLIC, "@type": "dct:RightsStatement"},
        "odrs:attributionText": register.attribution,
        "dcat:landingPage": _document(page),
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
        "dct:license": _whole_licence(register, origin),
        "dcat:accessURL": {"@id": origin + register_page(register.name)},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": MEDIA_TYPES + MEDIA[form], "@type": "dct:MediaType"},
    }


def _licence(licence: Licence) -> dict[str, Any]:
    return {"@id": licence.url, "@type": "dct:LicenseDocument", "dct:title": _english(licence.title)}


def _whole_licence(register: Register, origin: str) -> dict[str, Any]:
    """A file has one licence: where its rows have several, what the register's page says of them."""
    if not register.sources:
        return _licence(register.licence)
    parts = {"dct:hasPart": [_licence(one) for one in register.terms]}
    return _licence(register.licence) | {"@id": f"{origin}{register_page(register.name)}#licence"} | parts


def _document(address: str) -> dict[str, Any]:
    return {"@id": address, "@type": "foaf:Document"}


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
        "@type": ["foaf:Agent", "foaf:Organization"],
        "foaf:name": _english(settings.COUNCIL),
    }


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text}
