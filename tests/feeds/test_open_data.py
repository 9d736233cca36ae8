"""What open data looks like when it goes wrong (research: nearest.md F, the row of feeds): each has its answer."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.platform.feeds import contracts, operations
from borough.platform.feeds.contract_file import ContractFault, parse_contract
from borough.platform.feeds.geometry import geometry_in_form
from borough.platform.feeds.models import QuarantinedRow, Row
from borough.platform.feeds.single import values_in_form

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 1)
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
POINTS = """
title = "Points"
system = "Survey"
owner = "Economy"
description = "Where things are."
licence = "OGL-3.0"
keep = "As long as it is published"
mode = "replace"
key = "{id}"
unique = true

[file]
format = "%s"

[position]
lat = "lat"
lon = "lon"
box = [51.45, -0.30, 51.65, 0.00]

[[column]]
source = "id"
field = "id"
description = "Its number."

[[column]]
source = "name"
field = "name"
placeholders = ["NA", "N/A"]
description = "Its name."

[[column]]
source = "lat"
field = "lat"
type = "decimal"
placeholders = ["NA"]
description = "Latitude."

[[column]]
source = "lon"
field = "lon"
type = "decimal"
placeholders = ["NA"]
description = "Longitude."
"""
SHAPES = (
    POINTS.split("[position]")[0] % "geojson"
    + """
[[column]]
source = "code"
field = "id"
description = "Its code."

[[column]]
source = "geometry"
field = "shape"
type = "geometry"
required = true
max_length = 10000
description = "Its shape."
"""
)
HEAD = "id,name,lat,lon\n"


@pytest.fixture
def brings(tmp_path, settings, monkeypatch):
    settings.FEEDS_FOLDER = tmp_path / "kept"
    monkeypatch.setattr(contracts, "_contracts", dict(contracts._contracts))
    contract = contracts._contracts["points"] = parse_contract("points", POINTS % "csv")

    def bring(content: str | bytes, day: int = 0, by=contract):
        path = tmp_path / f"points-{day}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return operations.receive(by, path, extracted_on=DAY + datetime.timedelta(day), now=NOW, again=True)

    return bring


ROWS = """
51.55 , -0.14    |                   | as it should be
51.55 , -0.140   |                   | text of a number
"51,55" , "-0,14"|                   | a comma for the point
-0.14 , 51.55    |                   | swapped, put right
NA    , NA       |                   | nowhere is allowed, where the contract does not ask for it
      ,          |                   | the same
0     , 0        | lat:no-position   | the Gulf of Guinea
0.0   , -0.0     | lat:no-position   | the same
48.85 , 2.35     | lat:far-away      | another city
2.35  , 48.85    | lat:far-away      | another city, swapped
91    , 0        | lat:far-away      | no such latitude
nan   , nan      | lat:wrong-type,lon:wrong-type | not a number
inf   , 0        | lat:wrong-type,lat:missing | infinite
1e400 , 0        | lat:wrong-type    | too large
51.55 ,          | lon:missing       | half a position
north , west     | lat:wrong-type    | words
"""


@pytest.mark.parametrize("line", ROWS.strip().splitlines())
def test_a_position_is_right_put_right_or_set_aside(brings, line):
    pair, faults, _ = (part.strip() for part in line.split("|"))
    batch = brings(f"{HEAD}1,Ada,{pair.replace(' ', '')}\n")
    assert (batch.rows_good, batch.rows_refused) == ((0, 1) if faults else (1, 0))
    found = QuarantinedRow.objects.values_list("faults", flat=True).first() or ""
    assert found.split("|")[0] == faults.split(",")[0]


def test_what_was_swapped_is_told(brings):
    batch = brings(f"{HEAD}1,Ada,-0.14,51.55\n2,Bob,51.55,-0.14\n")
    assert batch.tally["swapped"] == 1
    assert Row.objects.get(number=2).cells.split("\x1f")[2] == "-0.14", "as it came"


def test_na_is_nothing_and_not_a_name(brings):
    contract = contracts._contracts["points"]
    assert values_in_form(contract, {"name": "NA"}, DAY) == ({"name": ""}, ())


def test_a_git_lfs_pointer_is_not_the_data(brings):
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    brings(f"{HEAD}1,Ada,51.55,-0.14\n")
    batch = brings(pointer, day=1)
    assert (batch.state, batch.problems[0][0]) == ("refused", "pointer")


def test_lines_that_end_with_a_carriage_return_alone_are_lines(brings):
    batch = brings(f"{HEAD}1,Ada,51.55,-0.14\n2,Bob,51.55,-0.14\n".replace("\n", "\r"))
    assert (batch.state, batch.rows_good) == ("applied", 2)
    assert "carriage return" in batch.notes[0]


def test_a_carriage_return_inside_a_field_sets_its_row_aside(brings):
    batch = brings(f'{HEAD}1,"Ada\rand Co",51.55,-0.14\n2,Bob,51.55,-0.14\n')
    assert (batch.rows_good, batch.rows_refused) == (1, 1)
    assert QuarantinedRow.objects.get().code == "control-character"


WHOLE = """
renamed columns  | id,title,lat,lon   | wrong-header
none of them     | a,b,c,d            | wrong-header
"""


@pytest.mark.parametrize("line", WHOLE.strip().splitlines())
def test_a_file_with_other_columns_is_refused_and_the_old_one_stays(brings, line):
    _, head, code = (part.strip() for part in line.split("|"))
    brings(f"{HEAD}1,Ada,51.55,-0.14\n")
    batch = brings(f"{head}\n1,Ada,51.55,-0.14\n", day=1)
    assert (batch.state, batch.problems[0][0]) == ("refused", code)
    assert Row.objects.count() == 1


def test_rows_doubled_are_one_and_a_doubled_key_with_other_values_waits(brings):
    batch = brings(f"{HEAD}1,Ada,51.55,-0.14\n1,Ada,51.55,-0.14\n1,Bob,51.55,-0.14\n")
    assert (batch.tally["repeated"], batch.rows_refused) == (1, 1)


def test_a_byte_order_mark_and_latin_1_are_no_loss(brings):
    assert brings("\ufeff" + f"{HEAD}1,Ada,51.55,-0.14\n").rows_good == 1
    rows = "".join(f"{n},Cafe {n},51.55,-0.14\n" for n in range(30))
    batch = brings(f"{HEAD}{rows}99,Café,51.55,-0.14\n".encode("latin-1"), day=1)
    assert batch.rows_good + batch.rows_refused == 31


def geojson(*features, **more) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


SQUARE = {"type": "Polygon", "coordinates": [[[0, 51], [0, 52], [1, 52], [0, 51]]]}


def feature(code: str | None, geometry) -> dict:
    return {"type": "Feature", "properties": {"code": code, "name": code}, "geometry": geometry}


def test_a_feature_is_a_row(brings):
    contract = contracts._contracts["points"] = parse_contract("points", SHAPES)
    batch = brings(geojson(feature("A", SQUARE), feature("B", SQUARE)), by=contract)
    assert (batch.state, batch.rows_good) == ("applied", 2)
    assert batch.notes == ("The column 'name' is not in the contract and was left out.",)


BAD_SHAPES = """
null                                                         | missing
{"type": "Polygon", "coordinates": [[[0, 51], [0, 52], [1, 52], [1, 51]]]} | bad-geometry
{"type": "Polygon", "coordinates": [[[0, 51], [0, 51]]]}     | bad-geometry
{"type": "Polygon", "coordinates": [[[529000, 183000], [529001, 183000], [529001, 183001], [529000, 183000]]]} | bad-geometry
{"type": "Circle", "coordinates": [0, 51]}                   | bad-geometry
{"type": "Point", "coordinates": ["0", "51"]}                | bad-geometry
{"type": "Point", "coordinates": [0, true]}                  | bad-geometry
{"type": ["Point"], "coordinates": [0, 51]}                  | bad-geometry
"""  # noqa: E501


@pytest.mark.parametrize("line", BAD_SHAPES.strip().splitlines())
def test_a_shape_that_is_none_sets_its_row_aside(brings, line):
    shape, _, code = line.rpartition("|")
    contract = contracts._contracts["points"] = parse_contract("points", SHAPES)
    batch = brings(geojson(feature("A", SQUARE), feature("B", json.loads(shape))), by=contract)
    assert (batch.rows_good, batch.rows_refused) == (1, 1)
    assert QuarantinedRow.objects.get().code == code.strip()


FILES = [
    ("", "not-this-format"),
    ("id,name\n", "not-this-format"),
    ("[1, 2]", "not-this-format"),
    ('{"type": "Feature"}', "not-this-format"),
    (geojson(), "empty"),
    (geojson(feature("A", SQUARE), crs={"properties": {"name": "EPSG:27700"}}), "not-this-format"),
    (geojson({"type": "Feature", "properties": {"other": 1}, "geometry": SQUARE}), "wrong-header"),
    (b"\xff\xfe{}", "not-this-encoding"),
    ("[" * 100_000, "not-this-format"),
]


@pytest.mark.parametrize(("content", "code"), FILES)
def test_a_file_that_is_no_geojson_is_refused(brings, content, code):
    contract = contracts._contracts["points"] = parse_contract("points", SHAPES)
    batch = brings(content, by=contract)
    assert (batch.state, batch.problems[0][0]) == ("refused", code)


def test_a_feature_that_is_none_is_set_aside(brings):
    contract = contracts._contracts["points"] = parse_contract("points", SHAPES)
    batch = brings(geojson(feature("A", SQUARE), "B", {"properties": None}), by=contract)
    assert (batch.rows_good, batch.rows_refused) == (1, 2)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["type", "coordinates", "x"]), x),
        max_leaves=8,
    )
)
def test_no_json_breaks_the_check_of_shapes(value):
    right = geometry_in_form(json.dumps(value))
    assert right is None or geometry_in_form(right) == right


CONTRACTS = """
licence = "OGL-3.0"                    | licence = ""                      | one of the two
lat = "lat"                            | lat = "name"                      | not a column of type 'decimal'
box = [51.45, -0.30, 51.65, 0.00]      | box = [51.45, -0.30, 51.65]       | south, west, north, east
box = [51.45, -0.30, 51.65, 0.00]      | box = [51.65, -0.30, 51.45, 0.00] | south, west, north, east
box = [51.45, -0.30, 51.65, 0.00]      | boks = [1]                        | no such key 'boks'
"""


@pytest.mark.parametrize("line", CONTRACTS.strip().splitlines())
def test_a_contract_that_cannot_be_meant_is_refused(line):
    before, after, words = (part.strip() for part in line.split("|"))
    with pytest.raises(ContractFault, match=words):
        parse_contract("points", (POINTS % "csv").replace(before, after))


def test_open_data_is_never_late_where_nobody_promised_it(brings):
    from borough.platform.feeds.queries import feed_summary

    brings(f"{HEAD}1,Ada,51.55,-0.14\n", day=-3000)
    summary = feed_summary("points", NOW)
    assert (summary.late, summary.next_due, summary.agreement_ended) == (False, None, False)
