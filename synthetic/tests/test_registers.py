"""The demonstration registers agree with one another and with the open data."""

import json
from datetime import date

import polars as pl
import pytest
from synthetic.registers import DAY, SHAPES, TABLES


@pytest.fixture(scope="module")
def register(folder):
    return lambda name: pl.read_csv(folder / "extracts" / DAY / f"{name}.csv", infer_schema=False)


@pytest.mark.parametrize("name", TABLES)
def test_every_register_has_rows(register, name):
    assert len(register(name)) > 10


def test_every_address_has_a_band_and_a_polling_district(register):
    homes = register("addresses")
    assert homes["uprn"].is_unique().all()
    for name in ("council_tax_bands", "polling"):
        assert set(register(name)["uprn"]) == set(homes["uprn"])


def test_bands_are_those_of_the_council_tax_extract(register, folder):
    lines = (
        (folder / "extracts" / "2026-10-31" / "council_tax.txt").read_bytes().decode("cp1252").split("\r\n")
    )
    latest = {}
    for line in lines:
        if len(line) == 421 and line[50:58].strip() == "":  # still liable
            latest.setdefault(line[66:78], set()).add(line[22])
    bands = dict(register("council_tax_bands").select("uprn", "band").iter_rows())
    known = {uprn: seen for uprn, seen in latest.items() if uprn in bands}
    assert sum(bands[uprn] in seen for uprn, seen in known.items()) > 0.9 * len(known)


def test_homes_lie_near_their_postcode_and_behind_one_door_together(register):
    homes = register("addresses").with_columns(pl.col("lat", "lon").cast(pl.Float64))
    from synthetic.places.postcodes import residential

    both = homes.join(residential(), on="postcode", suffix="_code")
    metres = (
        ((both["lat"] - both["lat_code"]) * 111_000) ** 2 + ((both["lon"] - both["lon_code"]) * 69_000) ** 2
    ) ** 0.5
    assert metres.max() < 120
    doors = homes.filter(pl.col("number").is_not_null()).group_by("postcode", "building", "number")
    assert doors.agg(pl.col("lat").n_unique())["lat"].max() == 1


def test_a_collection_after_a_bank_holiday_is_a_few_days_later(register):
    for usual, moved in register("collection_changes").select("usual_date", "moved_to").iter_rows():
        days = (date.fromisoformat(moved) - date.fromisoformat(usual)).days
        assert 1 <= days <= 4
        assert date.fromisoformat(moved).weekday() < 6


def test_roadworks_end_after_they_start(register):
    works = register("roadworks")
    assert (works["ends"] > works["starts"]).all()


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_are_closed_rings(folder, name):
    features = json.loads((folder / "extracts" / DAY / f"{name}.geojson").read_text())["features"]
    for feature in features:
        ring = feature["geometry"]["coordinates"][0]
        assert ring[0] == ring[-1]


@pytest.mark.parametrize("name", ["recycling_points", "green_spaces"])
def test_places_that_are_not_there_say_so_in_their_names(register, name):
    made = register(name)
    assert made["name"].str.contains("(demonstration)", literal=True).all()
    assert made["id"].is_unique().all()


def test_one_centre_takes_everything_and_every_point_something(register):
    made = register("recycling_points")
    taken = [set(json.loads(one)["materials"]) for one in made["attributes"]]
    assert (made["kind"] == "centre").sum() == 1
    assert taken[0] == set.union(*taken)
    assert min(len(one) for one in taken) >= 1
