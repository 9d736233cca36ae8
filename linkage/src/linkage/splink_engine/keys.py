"""Blocking: two records are compared when they share a key, and a key that too many share is left out.

Pairs inside a hot block (one surname and forename in 2,000 records) are found by finer keys if they are one
person: that bounds the work whatever the file.
"""

import polars as pl

from linkage import names

HOTTEST = 400
_INITIAL = pl.col("forename").str.slice(0, 1)
_ROOT = pl.col("roots").list.first()
_YEAR = pl.col("born").str.slice(0, 4)
# What a pair must share, by the name of its key; a missing part makes no key.
_SHARED: dict[str, list[pl.Expr]] = {
    "nino": [pl.col("nino")],
    "nhs": [pl.col("nhs_number")],
    "email": [pl.col("email")],
    "phone": [pl.col("phone")],
    "birth": [pl.col("born")],
    "home": [pl.col("uprn")],
    "door": [pl.col("door")],
    "postcode_surname": [pl.col("postcode"), pl.col("surname")],
    "postcode_forename": [pl.col("postcode"), pl.col("forename").str.slice(0, 2)],
    "root_surname": [_ROOT, pl.col("surname")],
    "surname_begins": [pl.col("surname"), pl.col("forename").str.slice(0, 2)],
    "both_begin": [pl.col("forename").str.slice(0, 3), pl.col("surname").str.slice(0, 4)],
    "crossed": [pl.min_horizontal("forename", "surname"), pl.max_horizontal("forename", "surname")],
    "root_surname_year": [_ROOT, pl.col("surname"), _YEAR],
    "initial_surname_district": [_INITIAL, pl.col("surname"), pl.col("postcode").str.slice(0, 5)],
    "root_birth_month": [_ROOT, pl.col("born").str.slice(0, 7)],
}
KEYS = tuple(f"key_{name}" for name in _SHARED)


def with_keys(people: pl.DataFrame) -> pl.DataFrame:
    """The columns that the model compares, `row` (the row number), and one number a key, null where hot."""
    table = _comparable(people).with_columns(
        pl.when(pl.all_horizontal(part.is_not_null() for part in parts))
        .then(pl.struct(part.alias(str(i)) for i, part in enumerate(parts)).hash(seed=1))
        .alias(f"key_{name}")
        for name, parts in _SHARED.items()
    )
    return table.with_columns(
        pl.when(pl.len().over(key).is_between(2, HOTTEST)).then(pl.col(key)).alias(key) for key in KEYS
    )


def _comparable(people: pl.DataFrame) -> pl.DataFrame:
    forenames = people["forename"].drop_nulls().unique()
    known = [(forename, list(names.roots(forename)), names.bones(forename)) for forename in forenames]
    roots = pl.DataFrame(
        known, schema={"forename": pl.String, "roots": pl.List(pl.String), "bones": pl.String}, orient="row"
    )
    born = pl.col("date_of_birth")
    place = [pl.col("postcode"), pl.coalesce("number", "street"), pl.col("flat").fill_null("")]
    return people.join(roots, on="forename", how="left", maintain_order="left").select(
        pl.row_index("row"), "forename", "roots", "bones", "surname", "sex", "uprn", "postcode", "email", "phone",
        "nino", "nhs_number",
        middle=pl.col("middle_names").str.split(" ").list.first(),
        parts=pl.col("surname").str.split(" "),
        born=born.dt.to_string("%Y-%m-%d"),
        swapped=born.dt.to_string("%Y-%d-%m"),
        door=pl.concat_str(place, separator="|"),
    )  # fmt: skip
