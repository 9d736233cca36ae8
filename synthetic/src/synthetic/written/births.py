"""Birth dates and the numbers beside them, as a system holds them."""

import numpy as np
import polars as pl

from synthetic.dates import END, UNKNOWN, day
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance
from synthetic.written.contacts import held
from synthetic.written.habits import Habit
from synthetic.written.typing_errors import misspell, replace

NINETEEN_HUNDRED = day(1900, 1, 1)
NINO_PLACEHOLDER = "AB123456C"


def slipped(birth: np.ndarray, rng: Stream) -> np.ndarray:
    """Birth dates with a slip:

    day and month changed about, a year out, a day out, or the first of January.
    """
    dates = pl.Series(birth).cast(pl.Date)
    y, m, d = (getattr(dates.dt, part)().to_numpy().astype(int) for part in ("year", "month", "day"))
    kind = rng.integers(0, 4, len(birth))
    swap = (kind == 0) & (d <= 12)
    y2 = np.where(kind == 1, y + rng.choice([-10, -1, 1, 10], len(birth)), y)
    d2 = np.where(swap, m, np.where(kind == 3, 1, np.minimum(d, 28)))
    m2 = np.where(swap, d, np.where(kind == 3, 1, m))
    made = (
        pl.DataFrame({"y": y2, "m": m2, "d": d2})
        .select(pl.date("y", "m", "d"))
        .to_series()
        .cast(pl.Int32)
        .to_numpy()
    )
    return np.where(kind == 2, birth + rng.choice([-1, 1, 10, -10], len(birth)), made)


def birth_days(b: Borough, who: np.ndarray, habit: Habit, rng: Stream) -> tuple[np.ndarray, np.ndarray]:
    """Day numbers (UNKNOWN where not held), and which of them are wrong."""
    n, true = len(who), b.people.birth[who]
    slip = chance(rng, n, habit.birth_slip)
    wrong = slipped(true, rng)
    birth = np.where(slip & (wrong < END), wrong, true)
    birth = np.where(chance(rng, n, habit.birth_placeholder), NINETEEN_HUNDRED, birth)
    birth = np.where(chance(rng, n, habit.birth), birth, UNKNOWN).astype(np.int32)
    return birth, (birth != UNKNOWN) & (birth != true)


def ninos(b: Borough, who: np.ndarray, on: np.ndarray, habit: Habit, rng: Stream) -> pl.Series:
    """NINOs of those of 16 and over; null where not held."""
    n = len(who)
    nino = misspell(b.ids.nino[who], chance(rng, n, habit.nino_slip), rng, digits=True)
    nino = replace(nino, np.flatnonzero(chance(rng, n, habit.nino_placeholder)), NINO_PLACEHOLDER)
    adult = pl.Series(b.people.age(who, on) >= 16)
    return held(nino, habit.nino, rng).zip_with(adult, pl.Series([None], dtype=pl.String))


def nhs_numbers(b: Borough, who: np.ndarray, habit: Habit, rng: Stream) -> pl.Series:
    """NHS numbers, a few mistyped; null where not held."""
    nhs = misspell(b.ids.nhs[who], chance(rng, len(who), habit.nino_slip / 2), rng, digits=True)
    return held(nhs, habit.nhs, rng)
