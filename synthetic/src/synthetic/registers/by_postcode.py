"""What is known by postcode: which day what is collected, when the street is swept."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from synthetic.people.borough import Borough
from synthetic.places.postcodes import OPENDATA
from synthetic.registers.homes import Homes, words
from synthetic.streams import stream

WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
COLLECTOR = "The council's waste contractor"
CELL_METRES = 700  # rounds are neighbourhoods


def collections(b: Borough, homes: Homes) -> pl.DataFrame:
    """A round for each neighbourhood: refuse each week or fortnight, recycling and food weekly, garden in season."""
    rng = stream(b.seed, "registers", "collections")
    cell = (
        homes.postcodes.select(
            pl.struct(pl.col("easting") // CELL_METRES, pl.col("northing") // CELL_METRES).rank("dense") - 1
        )
        .to_series()
        .to_numpy()
    )
    rounds = int(cell.max()) + 1
    refuse = rng.integers(0, 5, rounds)
    garden = (refuse + rng.integers(1, 4, rounds)) % 5
    fortnightly = rng.random(rounds) < 0.4
    day = pl.Series(WEEK)
    return homes.postcodes.select("postcode").with_columns(
        round=pl.Series([f"R{n + 1:02d}" for n in range(rounds)])[cell],
        refuse_day=day[refuse[cell]],
        refuse_weeks=pl.Series(np.where(fortnightly, 2, 1)[cell]),
        # The Monday of a week in which fortnightly refuse is collected.
        refuse_from=pl.Series(np.where(rng.random(rounds) < 0.5, "2026-01-05", "2026-01-12")[cell]),
        recycling_day=day[refuse[cell]],
        food_day=day[refuse[cell]],
        garden_day=day[garden[cell]],
        garden_months=pl.lit("March to November"),
        put_out_by=pl.lit("06:00"),
        collected_by=pl.lit(COLLECTOR),
    )


def collection_changes(b: Borough, homes: Homes) -> pl.DataFrame:
    """From a bank holiday to the end of its week each collection is on the next open day. Good Friday is worked."""
    holidays = pl.read_csv(OPENDATA / "bank_holidays_england_wales.csv", try_parse_dates=True)
    titles = {
        day: title.replace("’", "'")
        for day, title in holidays.select("date", "title").iter_rows()
        if day >= date(2026, 1, 1) and title != "Good Friday"
    }
    rows: dict[date, tuple[date, str]] = {}
    for holiday, title in titles.items():
        for offset in range(5 - holiday.weekday()):
            usual = holiday + timedelta(offset)
            rows.setdefault(usual, (next_open(usual, set(titles)), title))
    return pl.DataFrame(
        [{"usual_date": day, "moved_to": to, "reason": why} for day, (to, why) in sorted(rows.items())]
    )


def next_open(day: date, closed: set[date]) -> date:
    """The next day that is neither a Sunday, nor a bank holiday, nor Christmas."""
    day += timedelta(1)
    while day.weekday() == 6 or day in closed or (day.month, day.day) in ((12, 25), (12, 26)):
        day += timedelta(1)
    return day


def street_cleaning(b: Borough, homes: Homes) -> pl.DataFrame:
    rng = stream(b.seed, "registers", "street cleaning")
    n = len(homes.postcodes)
    often = words(
        rng, ["Every day", "Monday, Wednesday and Friday", "Tuesday and Friday", "Thursday"], n, [1, 3, 5, 3]
    )
    return homes.postcodes.select("postcode").with_columns(
        swept=often,
        between=words(rng, ["06:00 and 10:00", "10:00 and 14:00", "14:00 and 18:00"], n),
        cleaned_by=pl.lit("The council's street cleaning contractor"),
    )
