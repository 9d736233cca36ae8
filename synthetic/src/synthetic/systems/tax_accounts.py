"""Which council tax accounts there are: one for each stay in a home that the council was told of, and second
homes.
"""

import numpy as np
import polars as pl

from synthetic.dates import END, NEVER, START, since
from synthetic.people.borough import Borough
from synthetic.places.homes import OWNED, SOCIAL
from synthetic.streams import Stream, chance, pick
from synthetic.systems.system import keys

NATURAL_BANDS = [0.02, 0.09, 0.2, 0.27, 0.2, 0.11, 0.09, 0.02]
BAND_D_PENCE = 209_800
SECOND_HOMES = 0.03  # of the owners who live here
RATIO = np.array([6, 7, 8, 9, 11, 13, 15, 18]) / 9


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row an account: the liable couple or first adult of each stay in a home, and of second homes."""
    stays = b.occupations.filter(pl.Series(~b.planted[b.occupations["lead"].to_numpy()]))
    told = pl.Series(chance(rng, len(stays), 0.97)) & (pl.col("tenure") < 3) & (pl.col("end") > START)
    stays = pl.concat([stays.filter(told), second_homes(b, stays, rng)])
    n, end = len(stays), stays["end"].to_numpy()
    late = np.where(chance(rng, n, 0.3), rng.integers(0, 120, n), 0)
    ended = np.where((end + late) > END, NEVER, end + late)
    single = (stays["adults"].to_numpy() == 1) & chance(rng, n, 0.9)
    second_home = (stays["adults"] == 0).to_numpy()
    forwarded = np.where((ended != NEVER) & chance(rng, n, 0.4) | second_home, stays["lead"], -1)
    return money(stays, single, rng).with_columns(
        p1=stays["lead"],
        p2=pl.Series(np.where(chance(rng, n, 0.8), stays["second"], -1).astype(np.int32)),
        forwarded=pl.Series(forwarded.astype(np.int32)),
        ended=pl.Series(ended),
    )


def second_homes(b: Borough, stays: pl.DataFrame, rng: Stream) -> pl.DataFrame:
    """Empty homes whose owner lives in another home here: stays of nobody, adults 0."""
    lived_in = np.zeros(len(b.homes), bool)
    lived_in[b.members.filter(pl.col("end") > START)["home"].to_numpy()] = True
    empty = np.flatnonzero(~lived_in & (b.homes.tenure < SOCIAL))
    owners = stays.filter((pl.col("end") > END) & (pl.col("tenure") == OWNED))
    chosen = owners[rng.permutation(len(owners))[: min(len(empty), int(len(owners) * SECOND_HOMES))]]
    return chosen.with_columns(
        home=pl.Series(rng.permutation(empty)[: len(chosen)].astype(np.int32)),
        adults=pl.lit(0, dtype=stays.schema["adults"]),
        second=pl.lit(-1, dtype=pl.Int32),
    )


def money(stays: pl.DataFrame, single: np.ndarray, rng: Stream) -> pl.DataFrame:
    """Account number, days, band, charge, balance and discount of each stay."""
    n, start = len(stays), stays["start"].to_numpy()
    band = pick(rng, n, NATURAL_BANDS)
    charge = (BAND_D_PENCE * RATIO[band]).astype(np.int64)
    owed = np.where(chance(rng, n, 0.2), (charge * rng.random(n)).astype(np.int64), 0)
    return pl.DataFrame(
        {
            "key": keys("", n, rng, 8) + "X",
            "home": stays["home"],
            "on": start,
            "since": since(np.maximum(start, START)),
            "started": np.maximum(start, START - 3000),
            "band": band,
            "charge": np.where(single, charge * 3 // 4, charge),
            "balance": owed - np.where(chance(rng, n, 0.03), 5000, 0),
            "discount": pl.Series(["SPD", ""])[(~single).astype(np.int32)],
            "exemption": pl.Series([""] * n),
        }
    )
