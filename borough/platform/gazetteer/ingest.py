"""From the feed of addresses to the table that is searched. Called inside the batch's transaction."""

import io
from collections.abc import Callable

import polars as pl
from django.db import connection

from borough.platform.feeds import api as feeds

from .rules.streets import fold
from .tokens import token_of

FEED = "addresses"
AS_SAID = (
    "uprn", "flat", "building", "number", "street", "postcode", "ward_code", "ward_name", "easting",
    "northing", "lat", "lon",
)  # fmt: skip
COLUMNS = (*AS_SAID, "street_known", "token", "street_key", "building_key", "batch_id", "as_of")


def ingest(change: feeds.Change) -> None:
    if change.contract.slug != FEED:
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM gazetteer_address WHERE uprn = ANY(%s)", [change.removed.to_list()])
        if not change.changed.is_empty():
            _write(rows_of(change))
        cursor.execute(
            "INSERT INTO gazetteer_standing (name, number) VALUES (%s, 1) "
            "ON CONFLICT (name) DO UPDATE SET number = gazetteer_standing.number + 1",
            [FEED],
        )


def rows_of(change: feeds.Change) -> pl.DataFrame:
    """The changed rows as COLUMNS."""
    changed = change.changed
    text = [pl.col(name).fill_null("") for name in AS_SAID]
    return changed.select(
        *text,
        street_known=pl.col("street_known").fill_null("yes") != "no",
        token=_mapped(changed["uprn"], token_of),
        street_key=_mapped(changed["street"], fold),
        building_key=_mapped(changed["building"].fill_null(""), fold),
        batch_id=pl.lit(change.batch_id),
        as_of=pl.lit(change.extracted_on),
    )


def _mapped(column: pl.Series, change: Callable[[str], str]) -> pl.Series:
    known = {value: change(value) for value in column.unique().to_list()}
    return column.replace_strict(known, return_dtype=pl.String) if known else column


def _write(rows: pl.DataFrame) -> None:
    names = ", ".join(COLUMNS)
    updates = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "uprn")
    buffer = io.BytesIO()
    rows.select(COLUMNS).write_csv(buffer, include_header=False, quote_style="non_numeric")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE incoming (LIKE gazetteer_address) ON COMMIT DROP")
        with cursor.copy(f"COPY incoming ({names}) FROM STDIN (FORMAT csv)") as copy:
            copy.write(buffer.getvalue())
        cursor.execute(
            f"INSERT INTO gazetteer_address ({names}) SELECT {names} FROM incoming "
            f"ON CONFLICT (uprn) DO UPDATE SET {updates}"
        )
        cursor.execute("DROP TABLE incoming")
