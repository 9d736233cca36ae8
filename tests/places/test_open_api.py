"""The open API answers programs of others: exactly, plainly when it cannot, and from any page."""

import csv
import json
from pathlib import Path

import pytest
from pyproj import Geod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("held")]
PLACES = Path(__file__).parents[2] / "opendata" / "places.csv"


def ask(client, query: str) -> tuple[int, dict]:
    reply = client.get(f"/api/nearest?{query}")
    assert reply["Access-Control-Allow-Origin"] == "*"
    assert reply["Content-Type"].startswith("application/json")
    return reply.status_code, json.loads(reply.content)


def measured(kind: str, lat: float, lon: float) -> list[tuple[int, str]]:
    with PLACES.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    far = [Geod(ellps="WGS84").inv(lon, lat, float(r["lon"]), float(r["lat"]))[2] for r in rows]
    order = sorted(zip(far, [(row["name"].casefold(), row["id"]) for row in rows], strict=True))
    return [(round(metres), key) for metres, (_, key) in order]


def test_the_example_of_the_house(client):
    status, told = ask(client, "kind=library&q=WC1X 8NW&n=3")
    location = told["location"]
    assert status == 200
    assert (location["status"], location["postcode"]) == ("found", "WC1X 8NW")
    found = [(place["metres"], place["id"]) for place in told["results"]]
    assert found == measured("library", location["lat"], location["lon"])[:3]
    assert {"id", "kind", "name", "metres", "lat", "lon", "source", "source_date", "licence"} <= set(
        told["results"][0]
    )
    assert {place["kind"] for place in told["results"]} == {"library"}


@pytest.mark.parametrize(
    "kind", ["gp", "pharmacy", "station", "public_toilet", "school_primary", "bus_stop", "pub"]
)
def test_every_kind_of_the_data_by_its_own_name_from_a_point(client, kind):
    _, told = ask(client, f"kind={kind}&lat=51.5409&lon=-0.1433&n=7")
    assert [(p["metres"], p["id"]) for p in told["results"]] == measured(kind, 51.5409, -0.1433)[:7]


def test_a_word_for_it_is_as_good_as_its_key(client):
    assert ask(client, "kind=chemist&q=NW5 2AA")[1] == ask(client, "kind=pharmacy&q=NW5 2AA")[1]


def test_one_station_in_three_modes_is_one_when_asked(client):
    _, told = ask(client, "kind=station&lat=51.5276&lon=-0.1336&n=2&grouped=true")
    assert [place["name"] for place in told["results"]] == ["Euston", "Euston Square"]
    assert len(told["results"][0]["others"]) == 2


FAR = """
the sea by Brighton | lat=50.2&lon=-0.5
Manchester          | lat=53.48&lon=-2.24
"""


@pytest.mark.parametrize("row", FAR.strip().splitlines())
def test_from_far_outside_the_nearest_is_given_but_not_as_a_walk(client, row):
    _, told = ask(client, f"kind=library&n=2&{row.split('|')[1].strip()}")
    assert told["location"]["status"] == "outside"
    assert [place["minutes"] for place in told["results"]] == [None, None]
    assert all(place["metres"] > 100_000 for place in told["results"])


UNDERSTOOD = """
q=nw52aa                  | found      | NW5 2AA
q=NW5-2AA                 | found      | NW5 2AA
q=NWI OAA                 | suggestion | NW1 0AA
q=NW1                     | partial    |
q=SW1A 1AA                | outside    | SW1A 1AA
q=NW99 9ZZ                | unknown    | NW99 9ZZ
q=Kentish Town Road       | found      |
q=euston                  | found      | NW1 2EP
lat=-0.14&lon=51.54       | found      | NW1 0HX
"""


@pytest.mark.parametrize("row", UNDERSTOOD.strip().splitlines())
def test_what_it_understood_it_says(client, row):
    query, status, postcode = (cell.strip() for cell in row.split("|"))
    code, told = ask(client, f"kind=library&{query}")
    assert code == 200
    assert (told["location"]["status"], told["location"]["postcode"] if postcode else "") == (
        status,
        postcode,
    )
    assert bool(told["results"]) == ("lat" in told["location"])


BAD = """
kind=library                           | q         | Say where
q=NW5 2AA                              | kind      | Say which kind
kind=zzz&q=NW5 2AA                     | kind      | no such kind
kind=sport_archery&q=NW5 2AA           | kind      | We hold no list
kind=library&lat=0&lon=0               | lat       | Atlantic
kind=library&lat=91&lon=0              | lat       | latitude
kind=library&lat=nan&lon=nan           | lat       | numbers
kind=library&lat=inf&lon=0             | lat       | numbers
kind=library&lat=1e400&lon=0           | lat       | numbers
kind=library&lat=51.5                  | lon       | both
kind=library&lat=x&lon=y               | lat       |
kind=library&lat=51.5&lon=-0.1&q=NW1   | q         | not both
kind=library&q=NW5 2AA&n=0             | n         | from 1 to 50
kind=library&q=NW5 2AA&n=-1            | n         | from 1 to 50
kind=library&q=NW5 2AA&n=1e9           | n         | from 1 to 50
kind=library&q=%20%20                  | q         |
kind=library&q=%00                     | q         |
kind=library&q=%F0%9F%98%80            | q         |
kind=library&q=NW5 2AA&grouped=perhaps | grouped   |
"""


@pytest.mark.parametrize("row", BAD.strip().splitlines())
def test_what_cannot_be_used_is_refused_plainly(client, row):
    query, parameter, said = (cell.strip() for cell in row.split("|"))
    code, told = ask(client, query)
    assert (code, told["parameter"]) == (400, parameter)
    assert said in told["error"]


NONSENSE = ["a" * 5_000, "'; DROP TABLE places;--", "<script>alert(1)</script>", "../../etc/passwd",
            "\u202eAA2 5WN", "%C0%AF", "%2525", "ＮＷ５　２ＡＡ"]  # fmt: skip


@pytest.mark.parametrize("text", NONSENSE)
def test_whatever_is_sent_is_never_a_fault(client, text):
    reply = client.get("/api/nearest", {"kind": "library", "q": text})
    assert reply.status_code in (200, 400)
    assert client.get("/api/suggest", {"q": text}).status_code == 200


def test_a_thousand_at_once_and_no_more(client):
    def send(points):
        body = json.dumps({"kind": "gp", "n": 2, "points": points})
        return client.post("/api/nearest/bulk", body, content_type="application/json")

    told = json.loads(send([{"id": str(n), "q": "NW5 2AA"} for n in range(1_000)]).content)["results"]
    assert len(told) == 1_000
    assert told[999]["results"] == ask(client, "kind=gp&q=NW5 2AA&n=2")[1]["results"]
    assert send([{"q": "NW1"}] * 1_001).status_code == send([]).status_code == 400
    mixed = json.loads(
        send([{"id": "a", "lat": 51.54, "lon": -0.14}, {"id": "b", "lat": 0, "lon": 0}]).content
    )["results"]
    assert len(mixed[0]["results"]) == 2
    assert mixed[1]["parameter"] == "lat"


@pytest.mark.parametrize("body", ["{", "[]", "{}", '{"kind": 1}', '{"kind": "gp", "points": "NW1"}', ""])
def test_a_body_that_is_none(client, body):
    reply = client.post("/api/nearest/bulk", body, content_type="application/json")
    assert reply.status_code == 400
    assert json.loads(reply.content)["error"]


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get("/api/nearest?kind=gp&q=NW5 2AA")
    again = client.get("/api/nearest?kind=gp&q=NW5 2AA", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_a_page_elsewhere_may_ask_first(client):
    reply = client.options("/api/nearest/bulk", headers={"Origin": "https://example.org"})
    assert reply.status_code == 204
    assert "POST" in reply["Access-Control-Allow-Methods"]


def test_the_document_says_it_all(client):
    document = json.loads(client.get("/api/openapi.json").content)
    assert document["openapi"].startswith("3.1")
    assert {"/api/nearest", "/api/nearest/bulk", "/api/suggest", "/api/kinds"} <= set(document["paths"])


def test_kinds_say_how_many_places_are_held(client):
    told = {kind["kind"]: kind for kind in json.loads(client.get("/api/kinds").content)["kinds"]}
    assert told["library"]["places"] == 26
    assert told["sport_archery"]["places"] == 0


def test_suggestions_as_typed(client):
    def words(query):
        return [s["words"] for s in json.loads(client.get(f"/api/suggest?{query}").content)["suggestions"]]

    assert words("q=lib")[0] == "Libraries"
    assert "NW5 2AA" in words("q=nw5 2a")
    assert "Euston" in words("q=eusto&kind=library")
    assert words("q=l") == []


def test_after_near_it_suggests_where(client):
    told = json.loads(client.get("/api/suggest?q=dentist near ken").content)["suggestions"]
    road = next(s for s in told if s["words"] == "Dentists near Kentish Town Road")
    assert road["href"] == "/nearest/dentist/kentish-town-road/"
    assert client.get(road["href"]).status_code == 200
    assert any("Library" in s["words"] for s in told), "places by name too"
    assert not any(
        " near " in s["words"]
        for s in json.loads(client.get("/api/suggest?q=near ken").content)["suggestions"]
    )


def bulk(client, points, n=1):
    body = json.dumps({"kind": "library", "n": n, "points": points})
    return client.post("/api/nearest/bulk", body, content_type="application/json")


def test_a_bulk_has_at_most_ten_thousand_results(client):
    assert bulk(client, [{"q": "NW1"}] * 201, n=50).json()["parameter"] == "n"
    assert bulk(client, [{"q": "NW1"}] * 200, n=50).status_code == 200


def test_only_the_first_fifty_names_of_a_bulk_are_searched_for(client, monkeypatch):
    from borough.platform.places import finding

    searched = []
    real = finding.whereabouts
    monkeypatch.setattr(finding, "whereabouts", lambda text: searched.append(text) or real(text))
    misspelt = [{"id": n, "q": f"Kentsh Twon Raod {n}"} for n in range(60)]
    exact = [{"id": q, "q": q} for q in ("NW5 2AA", "51.54,-0.14", "Kentish Town Road", "euston", "NW99 9ZZ")]
    told = bulk(client, misspelt + exact).json()["results"]
    assert len(searched) == 50
    assert ["error" in each for each in told] == [False] * 50 + [True] * 10 + [False] * 5
    assert "first 50" in told[55]["error"]
    alone = [ask(client, f"kind=library&n=1&q={each['q']}")[1] for each in exact]
    assert [
        {"location": answer["location"], "results": answer["results"], "id": each["id"]}
        for answer, each in zip(alone, exact, strict=True)
    ] == told[60:]


SPOILT = [
    ({"id": "\ud800", "q": "NW5 2AA"}, "id"),
    ({"id": ["a"], "q": "NW5 2AA"}, "id"),
    ({"id": float("nan"), "q": "NW5 2AA"}, "id"),
    ({"q": "\udfff"}, "q"),
    ({"q": None}, "q"),
    ({"q": 5}, "q"),
    ({"lat": None, "lon": -0.14}, "lat"),
    ({"lat": True, "lon": -0.14}, "lat"),
    ({"lat": 51.5, "lon": []}, "lon"),
    ("NW5 2AA", "points"),
    (None, "points"),
]


@pytest.mark.parametrize(("point", "parameter"), SPOILT)
def test_a_point_that_cannot_be_used_spoils_no_other(client, point, parameter):
    reply = bulk(client, [point, {"id": 7, "q": "NW5 2AA", "lat": None, "lon": None}])
    first, second = reply.json()["results"]
    assert (reply.status_code, first["parameter"], bool(first["error"])) == (200, parameter, True)
    assert (second["id"], len(second["results"])) == (7, 1)


@pytest.mark.parametrize(
    ("kind", "said", "licence"),
    [("station", "TfL", "tfl.gov.uk"), ("gp", "NHS", "version/3"), ("pub", "GLA data", "version/2")],
)
def test_a_result_is_attributed_to_its_own_source(client, kind, said, licence):
    reply = client.get(f"/api/nearest?kind={kind}&q=NW5 2AA")
    told = reply.json()
    assert {place["asked_kind"] for place in told["results"]} == {kind}
    assert all(said in place["attribution"] for place in told["results"])
    assert said in told["attribution"]
    assert licence in reply["Link"]


@pytest.mark.parametrize("path", ["/api/locate?q=NW5 2AA", "/api/suggest?q=lib", "/api/kinds"])
def test_every_answer_names_its_licence(client, path):
    reply = client.get(path)
    assert 'rel="license"' in reply["Link"]
    assert reply.json()["attribution"]
    old = client.get("/services/library")
    assert 'rel="license"' in old["Link"]
    assert old["X-Attribution"]


def test_programs_of_other_sites_are_answered_as_programs(client):
    for reply in (client.get("/api/nothing"), client.delete("/api/kinds")):
        assert reply.status_code in (404, 405)
        assert reply.json()["error"]
        assert reply["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in client.options("/api/kinds")["Access-Control-Allow-Headers"]
    got, head = client.get("/api/kinds"), client.head("/api/kinds")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    assert head["Content-Length"] == str(len(got.content))
