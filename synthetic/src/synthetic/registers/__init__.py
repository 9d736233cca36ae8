"""The demonstration registers: what a council knows about each address and is open to all. Invented, and says so."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from synthetic.people.borough import Borough
from synthetic.registers import by_address, by_postcode, by_ward, near, outdoors, shapes
from synthetic.registers.homes import Homes, homes_of

DAY = "2026-10-31"  # one extract of each
TABLES: dict[str, Callable[[Borough, Homes], pl.DataFrame]] = {
    "addresses": by_address.addresses,
    "council_tax_bands": by_address.council_tax_bands,
    "polling": by_address.polling,
    "collections": by_postcode.collections,
    "collection_changes": by_postcode.collection_changes,
    "street_cleaning": by_postcode.street_cleaning,
    "councillors": by_ward.councillors,
    "neighbourhood_offices": by_ward.neighbourhood_offices,
    "planning": near.planning,
    "licences": near.licences,
    "roadworks": near.roadworks,
    "tree_preservation": near.tree_preservation,
    "air_quality": near.air_quality,
    "school_admissions": near.school_admissions,
    "recycling_points": outdoors.recycling_points,
    "green_spaces": outdoors.green_spaces,
}
SHAPES = {"conservation_areas": shapes.conservation_areas, "gp_boundaries": shapes.gp_boundaries}


def write_registers(b: Borough, extracts: Path) -> None:
    """One file a register, in the folder of the last delivery."""
    folder = extracts / DAY
    folder.mkdir(parents=True, exist_ok=True)
    homes = homes_of(b)
    for name, make in TABLES.items():
        make(b, homes).write_csv(folder / f"{name}.csv")
    for name, draw in SHAPES.items():
        (folder / f"{name}.geojson").write_text(draw(b, homes), "utf-8")
