"""The ways out: what other people's programs meet."""

import base64
import json
import time
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV2SpecValidator, OpenAPIV31SpecValidator

from borough.platform.places import holding
from borough.platform.places.for_others import old_app, open_referral, schema_org
from borough.platform.places.for_others.documentation import TO_TRY
from borough.platform.places.for_others.old_routes import kind_of_2015
from borough.platform.places.for_others.schedules import weekly
from borough.platform.places.hours import read
from borough.platform.places.kinds import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("held")]
SCHEMA = json.loads((Path(__file__).parent / "schemas/open_referral_uk_service.json").read_text())
CHECKS = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
KENTISH = "library-nw52aa"


def test_the_client_of_2015_asks_for_the_nearest_library(client):
    reply = client.get("/services/Library/locations/nw5 2aa")
    assert reply["Access-Control-Allow-Origin"] == "*"
    told = reply.json()
    assert told["location"]["Area"] == "NW5 2AA"
    first = told["properties"][0]
    assert first["LocationID"] == KENTISH
    assert first["display"]["Name"] == "Kentish Town Library"
    assert first["display"]["Type"] == "Library"
    assert first["PostCode"] == "NW5 2AA"
    assert (first["StreetNum"], first["Street"]) == ("262-266", "Kentish Town Road")
    said = [first["Latitude"], first["Longitude"], first["Distance"], told["location"]["Latitude"]]
    assert all(isinstance(value, str) and float(value) is not None for value in said)
    distances = [float(place["Distance"]) for place in told["properties"]]
    assert distances == sorted(distances)
    assert len(distances) == 10
    assert all(place["display"].values() for place in told["properties"]), "what is empty is left out"


@pytest.mark.parametrize(
    "route",
    [
        "/services/library",
        "/services/GP/locations/N1C 4AG",
        "/services/Tube station/locations/lats/51.5386/lngs/-0.14205",
        "/services/Public toilet/locations/Kentish Town Road",
    ],
)
def test_its_other_routes_answer_too(client, route):
    told = client.get(route).json()
    assert set(told) == {"location", "properties"}
    assert set(told["location"]) >= {"Latitude", "Longitude"}


def test_its_client_gets_a_token_that_opens_nothing(client):
    first, second = client.get("/auth_token"), client.get("/auth_token")
    assert first.content == b"Heres a token"
    assert (first["Access-Control-Allow-Origin"], first["Cache-Control"]) == ("*", "no-store")
    assert first["Access-Control-Expose-Headers"] == "X-Access-Token"
    _, said, signature = first["X-Access-Token"].split(".")
    told = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    assert told["rights"] == []
    assert told["exp"] > time.time() * 1000, "in milliseconds, as theirs"
    assert signature != second["X-Access-Token"].split(".")[2], "nobody holds the key that signed it"
    shut = client.get("/staff/places/", headers={"X-Access-Token": first["X-Access-Token"]})
    assert shut.status_code in (302, 403)


def test_the_routes_of_2015_are_described_as_they_were_and_answer_so(client):
    document = client.get("/output/api-docs.json").json()
    OpenAPIV2SpecValidator(document).validate()
    given = {"service": "Library", "postcode": "NW5 2AA", "latitude": "51.54", "longitude": "-0.14",
             "path": "NW5 2AA", "uprn": "NW5 2AA"}  # fmt: skip
    for path, methods in document["paths"].items():
        reply = client.get(path.format(**given))
        assert reply.status_code == 200, path
        schema = methods["get"]["responses"]["200"]["schema"]
        if "$ref" in schema:
            jsonschema.validate(reply.json(), {**schema, "definitions": document["definitions"]})
        else:
            assert reply.content


def test_the_page_for_programs_has_every_operation_that_the_document_has(client):
    page = client.get("/api").content.decode()
    document = client.get("/api/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}<" in page
    assert "/output/api-docs.json" in page


@pytest.mark.parametrize(("status", "text"), TO_TRY.items())
def test_each_text_to_try_gets_the_status_that_the_page_says(client, status, text):
    assert client.get("/api/locate", {"q": text}).json()["status"] == status


@pytest.mark.parametrize(
    ("route", "error"),
    [
        ("/services/Flying saucer/locations/NW5 2AA", "Service Not Found"),
        ("/services/Lunch club/locations/NW5 2AA", "Service Not Found"),
        ("/services/Library/locations/zz99 9zz", "Location Not Found"),
        ("/services/Library/locations/lats/nan/lngs/inf", "Location Not Found"),
        ("/services/Library/locations/<script>", "Location Not Found"),
        ("/services/streetworks/locations/zz99 9zz", "Location Not Found"),
        ("/addresses/nowhere at all", "Location Not Found"),
    ],
)
def test_a_fault_is_an_answer_with_status_200_as_it_was(client, route, error):
    reply = client.get(route)
    assert reply.status_code == 200
    assert set(reply.json()) == {"error", "message"}
    assert reply.json()["error"] == error


def test_every_name_of_2015_is_a_service():
    named = [name for kind in kinds().kinds.values() for name in kind.was]
    assert len(named) >= 163
    assert all(kind_of_2015(name) for name in named)
    assert kind_of_2015("  CITY   farm ")


def test_local_information_and_its_token(client):
    reply = client.get("/addresses/NW5 2AA")
    assert reply["Cache-Control"] == "no-store"
    told = reply.json()
    assert told["information"]["Ward"] == {"Value": "Kentish Town South", "Url": ""}
    assert client.get("/uprn/NW5 2AA").content.decode() == "NW5-2AA"
    assert client.get("/uprn/nowhere at all").content.decode() == "Not found"


def test_street_works_have_their_shape():
    row = {
        "street": "Fortess Road", "organisation": "Water company", "starts": "2026-11-01", "ends": "",
        "description": "Pipe", "telephone": "020 7000 0000", "reference": "",
    }  # fmt: skip
    assert old_app.streetwork(row, "AB123-45", 51.5552, -0.14) == {
        "Longitude": "-0.14", "Latitude": "51.5552", "LAref": "AB123-45", "externalref": "AB123-45",
        "display": {
            "Organisation": "Water company", "Name": "Fortess Road - 45", "StartDate": "2026-11-01",
            "Telephone": "020 7000 0000", "Street": "Fortess Road", "Description": "Pipe",
        },
    }  # fmt: skip


def test_every_service_holds_to_the_schema_of_open_referral_uk():
    places = [place for place in holding.all_places() if place.hours] + holding.all_places()[:200]
    for place in places:
        assert not list(CHECKS.iter_errors(open_referral.full(place))), place.id
        assert not list(CHECKS.iter_errors(open_referral.short(place))), place.id


def test_open_referral_is_listed_by_page(client):
    about = client.get("/open-referral/").json()
    assert about["version"].startswith("HSDS-UK")
    listed = client.get("/open-referral/services?kind=library&per_page=5&page=2").json()
    assert (listed["total_items"], listed["total_pages"], listed["page_number"]) == (26, 6, 2)
    one = listed["contents"][0]
    whole = client.get(f"/open-referral/services/{one['id']}").json()
    assert whole["name"] == one["name"]
    assert client.get("/open-referral/services?kind=library&search=kentish").json()["total_items"] == 1
    for odd in ("?page=99999", "?page=-1", "?per_page=1000000", "?page=x", "?search=%3Cscript%3E"):
        assert client.get(f"/open-referral/services{odd}").status_code == 200
    assert client.get("/open-referral/services?kind=nothing").status_code == 404
    assert client.get("/open-referral/services/00000000-0000-4000-8000-000000000000").status_code == 404


def test_weekly_hours_go_out_as_rules_of_recurrence():
    told = open_referral.full(holding.place("library-nw11bd"))["schedules"]
    hours = holding.place("library-nw11bd").hours
    assert {day for each in told for day in each["byday"].split(",")} <= set(open_referral.DAYS)
    assert all(hours.split(";")[0] in each["notes"] for each in told)
    doubtful = open_referral.full(holding.place(KENTISH))["schedules"]
    assert [list(each) for each in doubtful] == [["service_id", "id", "description"]], (
        "in doubt: in words alone"
    )


def test_a_night_goes_out_whole():
    (friday,) = weekly(read("Fr 22:00-02:00"))
    assert (friday.weekdays, friday.opens, friday.closes) == ((4,), 22 * 60, 26 * 60)
    assert weekly(read("Apr-Sep 10:00-12:00")) == []
    (always,) = weekly(read("24/7"))
    assert (always.weekdays, always.opens, always.closes) == (tuple(range(7)), 0, 1440)


def test_schema_org_has_the_hours_and_the_exceptions(client):
    import dataclasses

    place = holding.place("library-nw11bd")
    fields = dict(place.fields) | {
        "hours_exceptions": '2026 Dec 24 10:00-14:00 "Christmas Eve"; 2026 Dec 25 off'
    }
    told = schema_org.json_ld(dataclasses.replace(place, fields=fields), "https://x/places/1/")
    assert told["@type"] == "Library"
    assert told["openingHoursSpecification"]
    assert [(each["opens"], each["closes"]) for each in told["specialOpeningHoursSpecification"]] == [
        ("10:00", "14:00"),
        ("00:00", "00:00"),
    ]
    reply = client.get("/places/library-nw11bd/schema.json")
    assert reply["Content-Type"] == "application/ld+json"
    assert client.get("/places/nowhere/schema.json").status_code == 404


def test_kml_of_a_kind(client):
    reply = client.get("/nearest/library.kml")
    root = ElementTree.fromstring(reply.content)
    marks = root.findall(".//{http://www.opengis.net/kml/2.2}Placemark")
    assert len(marks) == 26
    assert client.get("/nearest/nothing.kml").status_code == 404


def test_the_widget_is_small_and_plain(client):
    page = client.get("/widget/?kind=library").content.decode()
    assert "&lt;form class=&quot;borough-nearest&quot;" in page
    folder = Path(__file__).parents[2] / "borough/platform/places/static/places"
    assert sum((folder / name).stat().st_size for name in ("widget.js", "widget.css")) < 20_000
    script = (folder / "widget.js").read_text()
    assert not {"document.cookie", "localStorage", "innerHTML"} & set(script.replace("(", " ").split())
    assert client.get("/widget/?kind=%22%3E%3Cscript%3E").status_code == 200
