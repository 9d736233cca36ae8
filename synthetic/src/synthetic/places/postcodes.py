"""Camden's live postcodes, from the open data of the repository."""

from pathlib import Path

import numpy as np
import polars as pl

OPENDATA = Path(__file__).parents[4] / "opendata"
BOX_CODES = 20  # that many codes on one point are delivery boxes or offices, never homes


def residential(opendata: Path = OPENDATA) -> pl.DataFrame:
    """Postcodes where people can live: postcode, outcode, ward_code, ward_name, easting, northing, zone."""
    return (
        pl.read_csv(opendata / "postcodes.csv", schema_overrides={"cpz_sub_zone": pl.String})
        .filter((pl.col("codes_at_point") < BOX_CODES) & pl.col("ward_name").is_not_null())
        .select(
            "postcode",
            "outcode",
            "ward_code",
            "ward_name",
            "easting",
            "northing",
            "lat",
            "lon",
            zone=pl.col("cpz_sub_zone").fill_null("CA-X"),
        )
        .sort("postcode")
    )


def spread(postcodes: pl.DataFrame, wanted: int, rng: np.random.Generator) -> pl.DataFrame:
    """A random `wanted` of them, so that a small borough still has neighbours in one postcode."""
    chosen = rng.permutation(len(postcodes))[: max(30, wanted)]
    return postcodes[np.sort(chosen)]
