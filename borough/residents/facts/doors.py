"""Which home a door is. Libraries, gyms and callers give an address and no UPRN; others a neighbour's by a slip."""

import polars as pl

from borough.residents.tables import copy_out

SURE = 0.8  # of the records that give a UPRN for a door, the share that must agree
# Of all sources: which number a door has says nothing of anybody.
KNOWN = """
    SELECT concat_ws('/', postcode, house, flat), concat_ws('/', postcode, house), flat IS NOT NULL, uprn, count(*)
      FROM residents_record WHERE postcode IS NOT NULL AND house IS NOT NULL GROUP BY 1, 2, 3, 4
"""
DOORS = {
    "door": pl.String, "house": pl.String, "flat": pl.String, "sure": pl.String, "times": pl.Int64,
}  # fmt: skip


def with_homes(records: pl.DataFrame) -> pl.DataFrame:
    """The records (`door`: postcode, house and flat; `uprn`) with `home`: the UPRN that nearly all records give
    for the door, else their own UPRN, else the door itself; null where they say neither.

    A house of several flats is no door: without the flat nobody knows which home is meant.
    """
    known = copy_out(KNOWN, DOORS).with_columns(flat=pl.col("flat") == "t")
    several = pl.col("flat").any().over("house")
    doors = known.filter(pl.col("flat") | ~several)
    share = pl.col("times") / pl.col("times").sum().over("door")
    sure = doors.drop_nulls("sure").filter(share >= SURE).select("door", "sure")
    one = doors.select("door", one=pl.col("door")).unique()
    found = records.join(sure, on="door", how="left", maintain_order="left")
    found = found.join(one, on="door", how="left", maintain_order="left")
    return found.with_columns(home=pl.coalesce("sure", "uprn", "one")).drop("sure", "one")
