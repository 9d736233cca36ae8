"""The catalogue and the OpenAPI document of registers, by the validators that their standards publish."""

from functools import cache
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from pyshacl import validate
from rdflib import Graph, Namespace

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyshacl"),
]
SHAPES = Path(__file__).parent / "shapes"
SH = Namespace("http://www.w3.org/ns/shacl#")


@cache
def shapes(name: str) -> Graph:
    return Graph().parse(SHAPES / f"{name}.ttl")


def wrong(text: str, name: str) -> list[tuple[str, str]]:
    """What breaks the shapes: the property, and what was asked of it."""
    said = Graph().parse(data=text, format="json-ld")
    assert len(said) > 100, "the catalogue was read"
    _, report, _ = validate(said, shacl_graph=shapes(name))
    return sorted(
        (str(report.value(one, SH.resultPath)), str(report.value(one, SH.sourceConstraintComponent)))
        for one in report.subjects(SH.resultSeverity, SH.Violation)
    )


@pytest.mark.parametrize("name", ["shapes", "range"])
def test_the_catalogue_holds_to_the_shapes_of_dcat_ap(client, name):
    assert wrong(client.get("/registers/catalogue.jsonld").content.decode(), name) == []


def test_a_catalogue_that_breaks_them_is_found_out(client):
    text = client.get("/registers/catalogue.jsonld").content.decode()
    assert wrong(text.replace('"dcat:accessURL"', '"dcat:nothing"'), "shapes")


def test_the_openapi_document_is_valid(client):
    OpenAPIV31SpecValidator(client.get("/registers/openapi.json").json()).validate()
