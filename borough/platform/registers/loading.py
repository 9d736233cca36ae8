"""From a feed's change to versions: called inside the batch's transaction; a fault undoes both."""

import io
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection
from django.utils import timezone
from psycopg import sql

from borough.platform.feeds import api as feeds

from .declaration import Register
from .declared import find
from .grid import grid
from .sources import source_of

COLUMNS = ("key", "values", "lat", "lon", "easting", "northing", "shape")
LIVE = "v.register = %(register)s AND v.withdrawn_at IS NULL"
# What is said again and is so already is no new version.
STEPS = (
    f"""DELETE FROM incoming i USING registers_version v
        WHERE {LIVE} AND v.key = i.key AND v.until IS NULL AND v.valid_from <= %(day)s
        AND v.values = i.values AND v.shape IS NOT DISTINCT FROM i.shape""",
    # A change of an earlier day than one that is known comes of a batch taken back, or of one that came late.
    f"""UPDATE registers_version v SET withdrawn_at = %(now)s FROM incoming i
        WHERE {LIVE} AND v.key = i.key AND v.valid_from >= %(day)s AND NOT (v.valid_from = %(day)s
        AND v.values = i.values AND v.shape IS NOT DISTINCT FROM i.shape)""",
    f"""UPDATE registers_version v SET until = %(day)s FROM incoming i
        WHERE {LIVE} AND v.key = i.key AND v.valid_from < %(day)s
        AND (v.until IS NULL OR v.until > %(day)s)""",
    f"""UPDATE registers_version v SET until = NULL FROM incoming i
        WHERE {LIVE} AND v.key = i.key AND v.valid_from = %(day)s AND v.until IS NOT NULL""",
    f"""INSERT INTO registers_version
            (register, key, values, lat, lon, easting, northing, shape, valid_from, batch_id, recorded_at)
        SELECT %(register)s, key, values, lat, lon, easting, northing, shape, %(day)s, %(batch)s, %(now)s
        FROM incoming i WHERE NOT EXISTS (
            SELECT FROM registers_version v WHERE {LIVE} AND v.key = i.key AND v.valid_from = %(day)s)""",
)
GONE = (
    f"UPDATE registers_version v SET withdrawn_at = %(now)s WHERE {LIVE} AND v.key = ANY(%(keys)s) "
    "AND v.valid_from >= %(day)s",
    f"UPDATE registers_version v SET until = %(day)s WHERE {LIVE} AND v.key = ANY(%(keys)s) "
    "AND v.valid_from < %(day)s AND (v.until IS NULL OR v.until > %(day)s)",
)


def known_sources(contract: feeds.Contract, good: pl.DataFrame) -> None:
    """Raises FileFault where a row is of a source, or under a licence, that its register has not declared."""
    register = find(contract.slug)
    if register is None or not register.sources:
        return
    for row in good.select("source", "licence").unique().sort("source", "licence").iter_rows(named=True):
        if isinstance(unknown := source_of(register.sources, row), str):
            raise feeds.FileFault("unknown-licence", unknown)


def take(change: feeds.Change) -> None:
    """Take in what one file made different in a register; the changes of other feeds are not ours."""
    register = find(change.contract.slug)
    if register is None:
        return
    now = timezone.now()
    hold(register.name, now)
    values: dict[str, Any] = {
        "register": register.name, "day": change.extracted_on, "now": now, "batch": change.batch_id,
        "keys": change.removed.to_list(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        if not change.changed.is_empty():
            cursor.execute(
                "CREATE TEMPORARY TABLE incoming (key text, values jsonb, lat float8, lon float8, "
                "easting float8, northing float8, shape jsonb) ON COMMIT DROP"
            )
            _copy(rows(register, change.changed))
            for step in STEPS:
                cursor.execute(step, values)
            cursor.execute("DROP TABLE incoming")
        for step in GONE if values["keys"] else ():
            cursor.execute(step, values)


def hold(register: str, now: datetime) -> None:
    """Hold the register to the end of the transaction, and count its change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registers_standing (register, number, changed_at) "
            "VALUES (%s, nextval('registers_number'), %s) ON CONFLICT (register) "
            "DO UPDATE SET number = nextval('registers_number'), changed_at = excluded.changed_at",
            [register, now],
        )


def rows(register: Register, changed: pl.DataFrame) -> pl.DataFrame:
    """The rows of a change as COLUMNS: values as JSON without what is empty, the position in both systems."""
    place = register.contract.position
    fields = [name for name in register.contract.fields if name != register.shape]
    found = changed.select(
        pl.col("_key").alias("key"),
        pl.struct(fields).struct.json_encode().alias("values"),
        (pl.col(place.lat) if place else pl.lit(None)).cast(pl.Float64).alias("lat"),
        (pl.col(place.lon) if place else pl.lit(None)).cast(pl.Float64).alias("lon"),
        (pl.col(register.shape) if register.shape else pl.lit(None, dtype=pl.String)).alias("shape"),
    )
    metres = grid(found["lat"].to_list(), found["lon"].to_list())
    found = found.with_columns(
        pl.Series("easting", [pair and pair[0] for pair in metres], dtype=pl.Float64),
        pl.Series("northing", [pair and pair[1] for pair in metres], dtype=pl.Float64),
    )
    return found.select(COLUMNS)


def _copy(table: pl.DataFrame) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
    with (
        connection.cursor() as cursor,
        cursor.copy(sql.SQL("COPY incoming ({}) FROM STDIN (FORMAT csv)").format(names)) as copy,
    ):
        buffer = io.BytesIO()
        table.write_csv(buffer, include_header=False)
        copy.write(buffer.getvalue())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE incoming SET values = jsonb_strip_nulls(values)")
