"""A register taken away: every format whole, with its licence; asked again, only what changed."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyarrow.parquet as pq
import pytest

from borough.platform.registers import api as registers
from tests.registers.world import loaded

pytestmark = pytest.mark.django_db
CAFES = """
1 | =Ada | Belsize    | NW3 4XJ | 51.5478 | -0.1660 | Mo-Fr 09:00-17:00
2 | Bob  | Gospel Oak | NW5 2AA | 51.5500 | -0.1405 | Mo-Su 08:00-18:00
"""
FORMS = ["csv", "json", "geojson", "parquet"]


def body(reply) -> bytes:
    return b"".join(reply.streaming_content) if reply.streaming else reply.content


def fetched(client, address: str, **headers) -> bytes:
    reply = client.get(address, headers=headers)
    assert reply.status_code == 200, address
    return body(reply)


@pytest.fixture
def known(cafes):
    cafes.brings(CAFES, day=0)
    return cafes


def test_csv_has_every_field_and_no_formula(client, known):
    rows = list(csv.DictReader(io.StringIO(fetched(client, "/registers/cafes.csv").decode("utf-8-sig"))))
    assert [row["key"] for row in rows] == ["1", "2"]
    assert rows[0]["name"] == "'=Ada"
    assert (rows[0]["lat"], rows[0]["lon"]) == ("51.5478", "-0.166")
    assert float(rows[0]["easting"]) == registers.item("cafes", "1").easting


def test_json_and_geojson_say_whose_they_are(client, known):
    said = json.loads(fetched(client, "/registers/cafes.json"))
    assert said["licence"]["code"] == "OGL-3.0"
    assert said["attribution"] == "Contains survey data."
    assert [item["name"] for item in said["items"]] == ["=Ada", "Bob"]
    drawn = json.loads(fetched(client, "/registers/cafes.geojson"))
    assert drawn["attribution"] == "Contains survey data."
    assert drawn["features"][1]["geometry"] == {"type": "Point", "coordinates": [-0.1405, 51.55]}
    assert drawn["features"][1]["properties"]["hours"] == "Mo-Su 08:00-18:00"


def test_parquet_is_typed_and_carries_its_licence(client, known):
    table = pq.read_table(io.BytesIO(fetched(client, "/registers/cafes.parquet")))
    assert table.column("lat").to_pylist() == [51.5478, 51.55]
    metadata = {
        key.decode(): json.loads(value)
        for key, value in table.schema.metadata.items()
        if key != b"ARROW:schema"
    }
    assert metadata["licence"]["url"].startswith("https://www.nationalarchives.gov.uk/")
    assert metadata["demonstration"] is False


def test_what_is_invented_says_so_in_every_file(client, cafes):
    cafes.declare(register="demonstration = true").brings(CAFES)
    reply = client.get("/registers/cafes.csv")
    assert "demonstration-data-cafes" in reply["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(body(reply).decode("utf-8-sig"))))
    assert {row["demonstration_data"] for row in rows} == {"invented"}
    described = client.get("/registers/cafes.csv-metadata.json").json()
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(rows[0])
    assert json.loads(fetched(client, "/registers/cafes.json"))["demonstration"] is True
    assert json.loads(fetched(client, "/registers/cafes.geojson"))["demonstration"] is True
    assert b"Demonstration data: Cafes" in fetched(client, "/registers/cafes.atom")
    listed = client.get("/registers/cafes/?format=csv")
    assert "demonstration-data-cafes" in listed["Content-Disposition"]
    assert body(listed)


def test_shapes_come_whole(client):
    loaded("wards")
    wards = json.loads(fetched(client, "/registers/wards.geojson"))["features"]
    assert len(wards) == 20
    assert {ward["geometry"]["type"] for ward in wards} <= {"Polygon", "MultiPolygon"}
    one = json.loads(fetched(client, f"/registers/wards/{wards[0]['id']}.json"))
    assert one["geometry"] == wards[0]["geometry"]
    table = pq.read_table(io.BytesIO(fetched(client, "/registers/wards.parquet")))
    assert json.loads(table.column("geometry")[0].as_py())["type"] in {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize("form", FORMS)
def test_a_day_of_the_past_can_be_taken_away(client, known, form):
    known.brings(CAFES.replace("Bob", "Bo"), day=7)
    then = fetched(client, f"/registers/cafes.{form}?at=2026-10-03")
    now = fetched(client, f"/registers/cafes.{form}")
    assert then != now
    if form != "parquet":
        assert b"Bob" in then
        assert b"Bob" not in now


@pytest.mark.parametrize("address", [*(f"/registers/cafes.{form}" for form in FORMS), "/registers/cafes/1.json",
                                     "/registers/cafes/1.geojson", "/registers/cafes.atom"])  # fmt: skip
def test_what_has_not_changed_is_not_sent_again(client, known, address):
    first = client.get(address)
    etag, changed = first["ETag"], first["Last-Modified"]
    assert first["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in first["Link"]
    body(first)
    same = client.get(address, headers={"if-none-match": etag})
    assert (same.status_code, same["Access-Control-Allow-Origin"]) == (304, "*")
    assert client.get(address, headers={"if-modified-since": changed}).status_code == 304
    known.brings(CAFES.replace("Bob", "Bo"), day=7)
    again = client.get(address, headers={"if-none-match": etag})
    assert again.status_code == 200
    assert again["ETag"] != etag
    assert body(again)


def test_a_script_of_another_site_may_ask_first(client, known):
    asked = client.options(
        "/registers/cafes.json", headers={"access-control-request-headers": "if-none-match"}
    )
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
    assert client.post("/registers/cafes.json").status_code == 405


MISSING = """
/registers/nothing.json           | 404 | There is no such register
/registers/cafes.json?at=tomorrow | 400 | We could not read
/registers/cafes.csv?at=1999-1-1  | 404 | Nothing is known of 1 January 1999
/registers/cafes/9.json           | 404 | There is no such item
"""


@pytest.mark.parametrize("line", MISSING.strip().splitlines())
def test_a_program_is_told_what_is_wrong(client, known, line):
    address, status, words = (part.strip() for part in line.split("|"))
    reply = client.get(address)
    assert reply.status_code == int(status)
    assert words in reply.json()["error"]
    assert reply["Access-Control-Allow-Origin"] == "*"


def test_the_changes_can_be_followed(client, known):
    known.brings(CAFES.replace("08:00", "07:00"), day=7)
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(fetched(client, "/registers/cafes.atom"))
    entries = feed.findall(f"{atom}entry")
    assert entries[0].find(f"{atom}title").text == "2: changed by its source"
    assert "Mo-Su 07:00-18:00, before that Mo-Su 08:00-18:00" in entries[0].find(f"{atom}summary").text
    names = [entry.find(f"{atom}id").text for entry in entries]
    assert len(set(names)) == len(names) == 3
    assert "Contains survey data." in feed.find(f"{atom}rights").text


def test_the_csv_file_is_described_beside_it(client, known):
    said = client.get("/registers/cafes.csv-metadata.json").json()
    head = fetched(client, "/registers/cafes.csv").decode("utf-8-sig").splitlines()[0]
    assert [column["name"] for column in said["tableSchema"]["columns"]] == head.split(",")
    assert said["dc:license"]["@id"].startswith("https://")


def open_ones() -> list[registers.Register]:
    """All but those that speak only on the page of an address."""
    return [register for register in registers.registers() if not register.closed]


def test_openapi_has_every_open_register_and_says_what_is_answered(client, known):
    document = client.get("/registers/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    for register in open_ones():
        assert f"/registers/{register.name}.json" in document["paths"]
    schema = document["components"]["schemas"]["Cafes"]
    answered = json.loads(fetched(client, "/registers/cafes.json"))["items"][0]
    assert answered.keys() <= schema["properties"].keys()
    text = json.dumps(document)
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert text.count(f'"operationId": "{operation["operationId"]}"') == 1, path
    references = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert references <= document["components"]["schemas"].keys()


def test_the_catalogue_lists_every_open_register_with_licence_and_files(client, known):
    said = client.get("/registers/catalogue.jsonld").json()
    assert said["@type"] == "dcat:Catalog"
    datasets = {one["dct:identifier"]: one for one in said["dcat:dataset"]}
    assert datasets.keys() == {register.name for register in open_ones()}
    for one in datasets.values():
        named = one["dct:license"] if isinstance(one["dct:license"], list) else [one["dct:license"]]
        assert all(licence["@id"].startswith("https://") for licence in named)
        assert one["dct:title"]["@value"]
        assert one["dct:description"]["@value"]
    files = {one["dcat:downloadURL"]["@id"] for one in datasets["cafes"]["dcat:distribution"]}
    for address in files:
        assert fetched(client, address.removeprefix("http://testserver"))


@pytest.mark.parametrize("path", ["openapi.json", "catalogue.jsonld", "cafes.csv-metadata.json"])
def test_what_describes_the_files_has_an_etag_too(client, known, path):
    first = client.get(f"/registers/{path}")
    assert first["ETag"]
    again = client.get(f"/registers/{path}", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


def test_the_map_of_a_list_is_geojson(client, known):
    assert client.get("/registers/cafes/map.geojson")["Content-Type"] == "application/geo+json"


def test_where_each_row_has_its_own_licence_every_one_of_them_is_named(client, known):
    said = client.get("/registers/catalogue.jsonld").json()
    places = next(one for one in said["dcat:dataset"] if one["dct:identifier"] == "places")
    file = places["dcat:distribution"][0]["dct:license"]
    for named in (places["dct:license"], file["dct:hasPart"],
                  client.get("/registers/places.csv-metadata.json").json()["dc:license"]):  # fmt: skip
        assert len(named) == 3
        assert all(one["@id"].startswith("https://") for one in named)
    about = client.get("/registers/places/map.geojson")
    assert about.json()["licence"] == {"code": "by-row", "title": "As each row says", "url": None}
    assert [one["code"] for one in about.json()["licences"]] == ["OGL-3.0", "OGL-2.0", "TfL"]
    assert about["Link"].count('rel="license"') == 3
    page = client.get("/registers/places/").content.decode()
    assert "As each row says" in page
    assert "TfL transport data licence" in page
