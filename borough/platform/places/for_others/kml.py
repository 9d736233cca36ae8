"""Places as KML 2.2, for maps and phones. Pure."""

from collections.abc import Iterable
from xml.etree import ElementTree

from borough.platform.places.place import Place

NAMESPACE = "http://www.opengis.net/kml/2.2"


def kml(title: str, places: Iterable[Place], attribution: str) -> bytes:
    """One Placemark a place, with what is said of it as ExtendedData."""
    root = ElementTree.Element("kml", xmlns=NAMESPACE)
    document = ElementTree.SubElement(root, "Document")
    _text(document, "name", title)
    _text(document, "description", attribution)
    for place in places:
        mark = ElementTree.SubElement(document, "Placemark", id=_identifier(place.id))
        _text(mark, "name", place.name)
        _text(mark, "address", ", ".join(part for part in (place.address, place.postcode) if part))
        data = ElementTree.SubElement(mark, "ExtendedData")
        for name, value in _said(place).items():
            _text(ElementTree.SubElement(data, "Data", name=name), "value", value)
        _text(ElementTree.SubElement(mark, "Point"), "coordinates", f"{place.lon:.6f},{place.lat:.6f}")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _said(place: Place) -> dict[str, str]:
    said = {
        "id": place.id, "kind": place.kind, "opening_hours": place.hours, "phone": place.phone,
        "website": place.website, "source": place.source, "source_date": place.dated, "licence": place.licence,
        "demonstration": "demonstration data" if place.demonstration else "",
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = "".join(c for c in text if c >= " " or c in "\t\n")


def _identifier(key: str) -> str:
    """An XML name: identifiers of feeds may begin with a digit."""
    return "p-" + "".join(c if c.isalnum() or c in "-_." else "-" for c in key)
