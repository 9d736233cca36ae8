"""Records as linkage takes them: which columns, in which roles, and how they come out of the database."""

from collections.abc import Iterable
from importlib.metadata import version

import polars as pl

from linkage import Schema

from .tables import copy_out

ENGINE = f"Borough linkage {version('borough-linkage')}"
ROLES = {"id": "id", "feed": "source"} | {
    name: name for name in (
        "forename", "middle_names", "surname", "date_of_birth", "sex", "address", "postcode", "uprn", "email",
        "phone", "nino", "nhs_number",
    )
}  # fmt: skip
SCHEMA = Schema.of(ROLES)
COLUMNS = {"id": pl.Int64, "was": pl.Int64, "waits": pl.Int64, "was_confidence": pl.Float64} | dict.fromkeys(
    list(ROLES)[1:], pl.String
)
# `was`: whose it is, or was when it changed; `waits`: 1 where it has no place yet.
RECORDS = """
    SELECT id, coalesce(r.person_id, w.was_id), (r.person_id IS NULL)::int, confidence, feed, forename,
           middle_names, surname, date_of_birth, sex, concat_ws(', ', 'Flat ' || flat, house, street),
           postcode, uprn, email, phone, nino, nhs_number
      FROM residents_record r LEFT JOIN residents_pending w ON w.record_id = r.id
"""
ORDER = " ORDER BY feed, source_key, number"


def every_record() -> pl.DataFrame:
    """In `COLUMNS`, whether they have a place or wait for one."""
    return copy_out(RECORDS + ORDER, COLUMNS)


def some_records(ids: Iterable[int]) -> pl.DataFrame:
    """Those of these numbers that there are, in `COLUMNS`."""
    numbers = ",".join(str(int(number)) for number in sorted(set(ids)))
    return copy_out(f"{RECORDS} WHERE id = ANY('{{{numbers}}}'::bigint[]){ORDER}", COLUMNS)


def as_asked(records: pl.DataFrame) -> pl.DataFrame:
    """The columns of `SCHEMA`; linkage knows a record by its number as text."""
    return records.select(pl.col("id").cast(pl.String), *list(ROLES)[1:])
