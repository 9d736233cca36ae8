"""Facts of everybody, or of some, as a table: the records of an open source with what its rows say."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby

import polars as pl

from borough.platform.feeds import api as feeds
from borough.residents.gates import opened_by
from borough.residents.tables import copy_out

from .declarations import COLUMNS, Kind, open_kinds
from .doors import with_homes
from .literal import array

RECORD = {
    "feed": pl.String, "key": pl.String, "number": pl.Int16, "batch": pl.Int64, "row": pl.Int64, "as_of": pl.Date,
    "person": pl.Int64, "confidence": pl.Float64, "born": pl.Date, "uprn": pl.String, "door": pl.String,
    "nino": pl.String,
}  # fmt: skip
OWN = [name for name in RECORD if name not in ("uprn", "door", "nino")]
FACTS = {"kind": pl.String} | {name: RECORD[name] for name in OWN} | {
    "home": pl.String, "since": pl.Date, "until": pl.Date, "on": pl.Date, "says": pl.String,
    "also": pl.String, "amount": pl.Int64, "rate": pl.Int64, "within": pl.String, "place": pl.Boolean,
}  # fmt: skip
DAYS = ("since", "until", "on")
RECORDS = """
    SELECT feed, source_key, number, batch_id, row, as_of, person_id, confidence, date_of_birth, uprn,
           CASE WHEN house IS NOT NULL AND postcode IS NOT NULL THEN concat_ws('/', postcode, house, flat) END, nino
      FROM residents_record WHERE feed = ANY({feeds}) AND person_id IS NOT NULL {people}
     ORDER BY feed, source_key, number
"""


def fact_table(purpose: str, people: Collection[int] | None = None) -> pl.DataFrame:
    """The facts open to a purpose, in the columns of FACTS; of these persons (by their row's id), or of all.

    Of a source that the purpose does not open nothing is read. `home`: a UPRN where one is known, else the door.
    """
    asked = open_kinds(purpose)
    records = _records(sorted({kind.feed for kind in asked}), people)
    parts = [
        _facts_of_feed(feed, tuple(its), records.filter(pl.col("feed") == feed), people is not None)
        for feed, its in groupby(asked, lambda kind: kind.feed)
    ]
    if "nino" in opened_by(purpose).numbers:
        parts.append(_numbers(records))
    empty = pl.DataFrame(schema=FACTS)
    return pl.concat([empty, *parts]).sort("feed", "key", "number", "kind")


def _records(slugs: Sequence[str], people: Collection[int] | None) -> pl.DataFrame:
    some = "" if people is None else f"AND person_id = ANY({array(people)})"
    records = copy_out(RECORDS.format(feeds=array(slugs), people=some), RECORD)
    return with_homes(records)


def _facts_of_feed(feed: str, asked: tuple[Kind, ...], records: pl.DataFrame, some: bool) -> pl.DataFrame:
    fields = set().union(*(kind.fields for kind in asked))
    rows = feeds.current(feed, sorted(fields), set(records["key"]) if some else None)
    said = records.join(rows.drop("_batch", "_row"), left_on="key", right_on="_key", how="inner")
    return pl.concat([_facts(kind, said) for kind in asked])


def _facts(kind: Kind, said: pl.DataFrame) -> pl.DataFrame:
    right = pl.col("number").is_in(kind.people)
    for name, values in kind.where.items():
        right &= pl.col(name).is_in(values)
    if kind.where_given:
        right &= pl.col(kind.where_given).is_not_null()
    columns = {name: _column(name, getattr(kind, name)) for name in COLUMNS}
    return said.filter(right).select(
        pl.lit(kind.name).alias("kind"),
        *OWN,
        "home",
        *(columns[name].alias(name) for name in FACTS if name in columns),
        pl.lit(kind.place).alias("place"),
    )


def _column(name: str, field: str) -> pl.Expr:
    made = pl.col(field) if field else pl.lit(None, dtype=pl.String)
    if name in DAYS:
        return made.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return made.cast(FACTS[name], strict=False)


def _numbers(records: pl.DataFrame) -> pl.DataFrame:
    """The NINO that a record gives, as a fact of the kind `nino`."""
    nothing = {
        name: pl.lit(None, dtype=kind).alias(name)
        for name, kind in FACTS.items()
        if name not in (*OWN, "home")
    }
    made = nothing | {"kind": pl.lit("nino").alias("kind"), "says": pl.col("nino").alias("says"),
                      "place": pl.lit(False).alias("place")}  # fmt: skip
    every = [made.get(name, pl.col(name)) for name in FACTS]
    return records.filter(pl.col("nino").is_not_null()).select(every)


def newest(facts: pl.DataFrame) -> date | None:
    """The day up to which the sources speak: that of their newest extract."""
    found = facts["as_of"].max()
    return found if isinstance(found, date) else None
