"""The borough's schools: the open data's, and invented primaries to make up their number.

URNs are made up.
"""

from functools import cache

import polars as pl

from synthetic.places.postcodes import OPENDATA
from synthetic.places.streets import STEMS

PRIMARIES = 40
FIRST_URN = 900_001


@cache
def schools() -> tuple[list[str], list[str]]:
    """Names of primary schools, names of secondary schools."""
    places = pl.read_csv(OPENDATA / "places.csv", infer_schema_length=0).filter(pl.col("in_borough") == "1")
    known = [
        places.filter(pl.col("kind") == f"school_{k}")["name"].unique().sort().to_list()
        for k in ("primary", "secondary")
    ]
    invented = [f"{stem} Primary School" for stem in STEMS[3::4]]
    return (known[0] + invented)[:PRIMARIES], known[1]


def urn(name: pl.Series) -> pl.Series:
    """The made-up URN of each school name."""
    every = schools()[0] + schools()[1]
    return name.replace_strict(every, [str(FIRST_URN + i) for i in range(len(every))], default=None)
