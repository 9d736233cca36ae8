"""The nearest is what measuring every place along the ellipsoid gives; ties come by name."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from borough.platform.places.nearest import LARGE, Engine, Field

OPEN_DATA = Path(__file__).parents[2] / "opendata"
GEODESIC = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Point:
    id: str
    name: str
    lat: float
    lon: float


def brute(points: list[Point], lat: float, lon: float, count: int) -> list[tuple[float, str]]:
    """Every point measured, none left out."""
    lons, lats = [p.lon for p in points], [p.lat for p in points]
    _, _, metres = GEODESIC.inv([lon] * len(points), [lat] * len(points), lons, lats)
    order = sorted(zip(metres, [p.name.casefold() for p in points], [p.id for p in points], strict=True))
    return [(distance, key) for distance, _, key in order[:count]]


def found(field: Field, lat: float, lon: float, count: int) -> list[tuple[float, str]]:
    return [(each.metres, each.place.id) for each in field.nearest(lat, lon, count)]


@pytest.fixture(scope="module")
def by_kind() -> dict[str, list[Point]]:
    kinds: dict[str, list[Point]] = {}
    with (OPEN_DATA / "places.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            point = Point(row["id"], row["name"], float(row["lat"]), float(row["lon"]))
            kinds.setdefault(row["kind"], []).append(point)
    return kinds


def test_ten_thousand_random_points(by_kind):
    """In and around the borough, over the kinds in turn; each compared with measuring every place."""
    chance = random.Random(1)
    fields = {kind: Field(points) for kind, points in by_kind.items()}
    names = sorted(kind for kind in by_kind if len(by_kind[kind]) < 250)
    for number in range(10_000):
        kind = names[number % len(names)]
        lat, lon = chance.uniform(51.45, 51.65), chance.uniform(-0.35, 0.05)
        assert found(fields[kind], lat, lon, 3) == brute(by_kind[kind], lat, lon, 3), (kind, lat, lon)


LATS, LONS = st.floats(49.9, 58.6), st.floats(-6.2, 1.7)
PLACES = st.lists(
    st.tuples(st.sampled_from("abc"), st.floats(51.4, 51.7), st.floats(-0.3, 0.0)), min_size=1, max_size=30
)


@given(PLACES, LATS, LONS, st.integers(1, 8))
@settings(max_examples=300, deadline=None)
def test_from_anywhere_in_great_britain(places, lat, lon, count):
    points = [Point(str(n), name, a, b) for n, (name, a, b) in enumerate(places)]
    assert found(Field(points), lat, lon, count) == brute(points, lat, lon, count)


def test_a_kind_of_many_places_goes_by_a_tree_and_says_the_same(by_kind):
    chance = random.Random(2)
    points = [
        Point(f"{p.id}-{n}", p.name, p.lat + chance.gauss(0, 0.01), p.lon + chance.gauss(0, 0.01))
        for p in by_kind["pub"]
        for n in range(3)
    ]
    points += [Point(f"same-{n}", "One point", 51.54, -0.14) for n in range(40)]
    assert len(points) > LARGE
    field = Field(points)
    for _ in range(50):
        lat, lon = chance.uniform(51.5, 51.58), chance.uniform(-0.2, -0.1)
        assert found(field, lat, lon, 5) == brute(points, lat, lon, 5)
    assert found(field, 51.54, -0.14, 12) == brute(points, 51.54, -0.14, 12)


def test_ties_come_by_name():
    points = [Point("1", "zebra", 51.5, -0.1), Point("2", "Ant", 51.5, -0.1), Point("3", "bee", 51.5, -0.1)]
    assert [key for _, key in found(Field(points), 51.51, -0.1, 3)] == ["2", "3", "1"]


def test_never_a_radius(by_kind):
    """Two skate parks are far from Land's End, and are its nearest all the same."""
    far = Field(by_kind["skate_park"]).nearest(50.066, -5.715, 3)
    assert len(far) == 3
    assert far[0].metres > 400_000


def test_fewer_places_than_asked_for_and_none_at_all():
    engine = Engine({"one": [Point("1", "One", 51.5, -0.1)], "none": []})
    assert len(engine.nearest("one", 51.5, -0.1, 5)) == 1
    assert engine.nearest("none", 51.5, -0.1, 5) == []
    assert engine.nearest("never heard of", 51.5, -0.1, 5) == []


def test_what_is_kept_is_the_nearest_that_is_kept(by_kind):
    points = by_kind["pub"]
    field = Field(points)
    kept = [p for p in points if "Arms" in p.name]
    keep = field.nearest(51.54, -0.14, 5, lambda place: "Arms" in place.name)
    assert [(f.metres, f.place.id) for f in keep] == brute(kept, 51.54, -0.14, 5)
    assert len(field.nearest(51.54, -0.14, 999, lambda place: "Arms" in place.name)) == len(kept)


def test_one_place_in_three_modes_is_one(by_kind):
    field = Field(by_kind["station"])
    alone = field.nearest(51.5276, -0.1336, 4)
    assert [each.place.name for each in alone] == ["Euston", "Euston", "Euston", "Euston Square"]
    together = field.nearest(51.5276, -0.1336, 2, grouped=True)
    assert [each.place.name for each in together] == ["Euston", "Euston Square"]
    assert {place.id for place in together[0].others} == {"station-940GZZLUEUS", "station-HUBEUS"}
    assert together[0].metres == alone[0].metres
