"""The borough's real postcodes and areas as a `Gazetteer`, with a few streets and homes of the tests' own."""

import csv
import json
from functools import cache
from pathlib import Path

from borough.platform.gazetteer.rules.areas import Shapes
from borough.platform.gazetteer.rules.gazetteer import Home, Part, Street, Unit
from borough.platform.gazetteer.rules.grid import to_degrees, to_grid

OPEN_DATA = Path(__file__).parents[2] / "opendata"
SHAPES = {
    "wards": ("wards_2022_derived.geojson", "code", "name"),
    "cpz": ("cpz.geojson", "sub_zone", "sub_zone"),
    "lsoa": ("lsoa_2011.geojson", "code", "name"),
    "msoa": ("msoa_2011.geojson", "code", "name"),
    "borough": ("borough.geojson", "code", "name"),
}


class Homes:
    """Addresses in a list."""

    def __init__(self, homes):
        self.homes = homes

    def at_postcode(self, code):
        return [home for home in self.homes if home.postcode == code]

    def on_street(self, name, number):
        return [h for h in self.homes if name in (h.street, h.building) and number in ("", h.number)]

    def by_token(self, token):
        return next((home for home in self.homes if home.token == token), None)

    def by_uprn(self, uprn):
        return next((home for home in self.homes if home.uprn == uprn), None)


@cache
def units():
    inside = [
        Unit(
            code=row["postcode"],
            **{name: float(row[name]) for name in ("lat", "lon", "easting", "northing")},
            ward_code=row["ward_code"],
            ward_name=row["ward_name"],
            lsoa=row["lsoa11_code"],
            msoa=row["msoa11_code"],
            cpz=row["cpz_sub_zone"],
            codes_at_point=int(row["codes_at_point"]),
        )
        for row in rows("postcodes.csv")
    ]
    outside = [
        placed(row, district=row["district_name"], district_code=row["district_code"])
        for row in rows("postcodes_outside.csv")
    ]
    old = [placed(row, last_seen=row["last_seen"]) for row in rows("postcodes_old.csv")]
    return [*inside, *outside, *old]


def placed(row, **more):
    lat, lon = float(row["lat"]), float(row["lon"])
    easting, northing = to_grid(lat, lon)
    return Unit(code=row["postcode"], lat=lat, lon=lon, easting=easting, northing=northing, **more)


@cache
def shapes():
    return {name: _shapes(name, *where) for name, where in SHAPES.items()}


def _shapes(name, file, key, label):
    features = json.loads((OPEN_DATA / file).read_text())["features"]
    found = [(f["properties"][key], f["properties"][label], f["geometry"]) for f in features]
    return Shapes(name, found)


def rows(name):
    with open(OPEN_DATA / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def part(ward, *postcodes):
    first = next(unit for unit in units() if unit.code == postcodes[0])
    return Part(
        lat=first.lat,
        lon=first.lon,
        easting=first.easting,
        northing=first.northing,
        ward_name=ward,
        outcodes=tuple(sorted({code.split(" ")[0] for code in postcodes})),
        postcodes=postcodes,
    )


def street(name, ward, *postcodes, **more):
    return Street(name=name, parts=(part(ward, *postcodes),), **more)


STREETS = (
    ("Kentish Town Road", "Kentish Town South", "NW5 2AA"),
    ("St Pancras Way", "St Pancras and Somers Town", "NW1 0PB"),
    ("Theobald's Road", "Holborn and Covent Garden", "WC1X 8NW"),
    ("Great Ormond Street", "Holborn and Covent Garden", "WC1N 3JH"),
    ("Belsize Lane", "Belsize", "NW3 5AS"),
    ("Belsize Park", "Belsize", "NW3 4DU"),
    ("Mill Lane", "Fortune Green", "NW6 1NE"),
    ("Duke's Road", "Bloomsbury", "WC1H 9AB"),
)


def home(uprn, postcode, number="", flat="", building="", street="Mill Lane", shift=(0.0, 0.0)):
    unit = next(unit for unit in units() if unit.code == postcode)
    easting, northing = unit.easting + shift[0], unit.northing + shift[1]
    lat, lon = to_degrees(easting, northing)
    return Home(
        uprn=uprn,
        token=f"a-{uprn:0>20}",
        flat=flat,
        building=building,
        number=number,
        street=street,
        postcode=postcode,
        easting=easting,
        northing=northing,
        lat=lat,
        lon=lon,
        ward_code=unit.ward_code,
        ward_name=unit.ward_name,
    )
