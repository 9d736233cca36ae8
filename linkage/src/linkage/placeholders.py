"""Values that many unlike people share say nothing about one of them: found in the data, counted as missing."""

import polars as pl

# A contact or number held under this many surnames is nobody's: a family or a house share has a handful.
SURNAMES = {"phone": 12, "email": 8, "nino": 4, "nhs_number": 4}
# A birth date this many times as common as the typical one was typed because something had to be.
TIMES_TYPICAL = 12
# ... and no fewer than this, so that a small file's coincidences stay.
AT_LEAST = 40


def without_placeholders(people: pl.DataFrame) -> pl.DataFrame:
    """The same people, with such values null."""
    shared = (
        pl.col(column).is_in(_crowded(people, column, limit).implode()) for column, limit in SURNAMES.items()
    )
    blanked = [pl.when(~is_shared).then(pl.col(column)).alias(column)
               for column, is_shared in zip(SURNAMES, shared, strict=True)]  # fmt: skip
    habitual = pl.col("date_of_birth").is_in(_habitual(people["date_of_birth"]).implode())
    blanked.append(pl.when(~habitual).then(pl.col("date_of_birth")).alias("date_of_birth"))
    return people.with_columns(blanked)


def _crowded(people: pl.DataFrame, column: str, limit: int) -> pl.Series:
    held = people.drop_nulls([column, "surname"]).group_by(column).agg(pl.col("surname").n_unique())
    return held.filter(pl.col("surname") >= limit)[column]


def _habitual(dates: pl.Series) -> pl.Series:
    counts = dates.drop_nulls().value_counts()
    if counts.is_empty():
        return counts["date_of_birth"]
    typical = counts.select(pl.col("count").median()).item()
    return counts.filter(pl.col("count") >= max(TIMES_TYPICAL * typical, AT_LEAST))["date_of_birth"]
