"""Where waste is taken and where there is green: no open list was found of either, so these are invented."""

import json

import numpy as np
import polars as pl

from synthetic.people.borough import Borough
from synthetic.registers.homes import Homes, words
from synthetic.streams import stream

POINTS, GREENS = 120, 60
OFTEN = ["glass", "cans", "plastic", "cardboard"]  # at nearly every point
SOMETIMES = ["clothes", "foil", "batteries", "electricals", "light bulbs"]
CENTRE = [*OFTEN, *SOMETIMES, "furniture", "garden waste", "paint", "metal", "spectacles", "cooking oil",
          "wood", "nappies"]  # fmt: skip
GROWS = ["Plum", "Rowan", "Hazel", "Elder", "Bramble", "Damson", "Sorrel", "Teasel", "Yarrow", "Willow"]
SORTS = ["Garden square", "Playground", "Small park", "Nature reserve"]
ENDS = {
    "Garden square": "Square Gardens",
    "Playground": "Playground",
    "Small park": "Green",
    "Nature reserve": "Copse",
}


def recycling_points(b: Borough, homes: Homes) -> pl.DataFrame:
    """One centre that takes everything, and points that take some of it."""
    rng = stream(b.seed, "registers", "recycling")
    at = _spots(homes, POINTS, rng)
    taken = [CENTRE] + [_taken(rng) for _ in range(POINTS - 1)]
    centre = pl.Series(["centre"] + ["point"] * (POINTS - 1))
    return at.select(
        id=pl.Series([f"DEMO-R{i + 1:03d}" for i in range(POINTS)]),
        name=pl.when(centre == "centre")
        .then(pl.lit("Recycling and re-use centre (demonstration)"))
        .otherwise(pl.concat_str([pl.lit("Recycling point (demonstration), "), "postcode"])),
        kind=centre,
        materials=pl.Series([", ".join(one) for one in taken]),
        attributes=pl.Series([json.dumps({"materials": one}) for one in taken]),
        opening_hours=pl.when(centre == "centre").then(pl.lit("Mo-Su 08:00-16:00")).otherwise(pl.lit("24/7")),
        postcode="postcode", ward_code="ward_code", ward_name="ward_name", lat="lat", lon="lon",
    )  # fmt: skip


def green_spaces(b: Borough, homes: Homes) -> pl.DataFrame:
    """Squares, playgrounds, small parks and copses that are not there; none bears the name of a real one."""
    rng = stream(b.seed, "registers", "green")
    at = _spots(homes, GREENS, rng)
    sort = words(rng, SORTS, GREENS, [4, 3, 3, 1])
    first = words(rng, GROWS, GREENS)
    return at.select(
        id=pl.Series([f"DEMO-G{i + 1:03d}" for i in range(GREENS)]),
        name=pl.concat_str([first, pl.lit(" "), sort.replace_strict(ENDS), pl.lit(" (demonstration)")]),
        sort=sort,
        attributes=pl.Series([json.dumps({"sort": one}) for one in sort]),
        opening_hours=words(rng, ["24/7", "Mo-Su 07:30-16:30", "Mo-Su 08:00-18:00"], GREENS, [2, 3, 1]),
        step_free=words(rng, ["yes", "no", ""], GREENS, [5, 1, 2]),
        postcode="postcode", ward_code="ward_code", ward_name="ward_name", lat="lat", lon="lon",
    )  # fmt: skip


def _taken(rng: np.random.Generator) -> list[str]:
    often = [one for one in OFTEN if rng.random() < 0.85] or [OFTEN[0]]
    return often + [one for one in SOMETIMES if rng.random() < 0.3]


def _spots(homes: Homes, n: int, rng: np.random.Generator) -> pl.DataFrame:
    """`n` different postcodes."""
    at = np.sort(rng.choice(len(homes.postcodes), n, replace=False))
    return homes.postcodes[at]
