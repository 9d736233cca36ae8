"""Linking all records into persons, in one transaction, so that nobody ever sees half of it."""

from datetime import datetime

import polars as pl
from django.db import transaction
from django.utils import timezone

from linkage import Schema, link

from .ingest import make_persons
from .models import Linking
from .search.operations import index_people
from .tables import copy_in, copy_out, execute

ENGINE = "Borough linkage"
ROLES = {"id": "id", "feed": "source"} | {
    name: name for name in (
        "forename", "middle_names", "surname", "date_of_birth", "sex", "address", "postcode", "uprn", "email",
        "phone", "nino", "nhs_number",
    )
}  # fmt: skip
COLUMNS = {"id": pl.Int64, "person_id": pl.Int64} | dict.fromkeys(list(ROLES)[1:], pl.String)
RECORDS = """
    SELECT id, person_id, feed, forename, middle_names, surname, date_of_birth, sex,
           concat_ws(', ', 'Flat ' || flat, house, street),
           postcode, uprn, email, phone, nino, nhs_number
      FROM residents_record ORDER BY feed, source_key, number
"""
MOVED = {"id": pl.Int64, "person": pl.Int64, "confidence": pl.Float64}


@transaction.atomic
def link_all(*, now: datetime) -> Linking:
    """Every record's person anew. A person keeps their identifier where most of their records stay.

    Readers see the former state until the end; a second linking, or a load, waits for this one.
    """
    execute("LOCK TABLE residents_record IN SHARE ROW EXCLUSIVE MODE")
    records = copy_out(
        RECORDS, {"id": pl.Int64, "person_id": pl.Int64} | dict.fromkeys(list(ROLES)[1:], pl.String)
    )
    entities = link(records.with_columns(pl.col("id").cast(pl.String)), Schema.of(ROLES)).entities
    before = records.select("id", was="person_id")
    found = entities.select(pl.col("id").cast(pl.Int64), "entity", "confidence").join(before, on="id")
    moved, made = _settle(found)
    _write(moved)
    merged, split = _note_changes(found, moved, now)
    index_people(None)
    return Linking.objects.create(
        started_at=now, finished_at=timezone.now(), engine=ENGINE, records=records.height,
        persons=moved["person"].n_unique(), made=made, merged=merged, split=split,
    )  # fmt: skip


def _settle(found: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Each record's person: the entity's own, which is the former person with whom it shares most records.

    A former person goes to one entity only, and an entity takes one former person only: the largest overlap
    first, the older person where two are equal.
    """
    overlaps = (
        found.drop_nulls("was").group_by("entity", "was").len().sort(["len", "was"], descending=[True, False])
    )
    kept = overlaps.unique("was", keep="first", maintain_order=True).unique("entity", keep="first")
    entities = found.select("entity").unique().sort("entity").join(kept, on="entity", how="left")
    new = entities.filter(pl.col("was").is_null())
    persons = pl.concat([
        entities.drop_nulls("was").select("entity", person="was"),
        new.select("entity", person=pl.Series(make_persons(new.height), dtype=pl.Int64)),
    ])  # fmt: skip
    return found.join(persons, on="entity").select("id", "person", "confidence"), new.height


def _write(moved: pl.DataFrame) -> None:
    execute("CREATE TEMPORARY TABLE moved (id bigint, person bigint, confidence float8) ON COMMIT DROP")
    copy_in("moved", moved)
    execute(
        "UPDATE residents_record r SET person_id = m.person, confidence = m.confidence FROM moved m "
        "WHERE r.id = m.id AND (r.person_id, r.confidence) IS DISTINCT FROM (m.person, m.confidence)"
    )
    execute("DROP TABLE moved")


def _note_changes(found: pl.DataFrame, moved: pl.DataFrame, now: datetime) -> tuple[int, int]:
    """Write down which persons were merged into others and which were split; returns how many of each."""
    flows = (
        found.drop_nulls("was")
        .join(moved, on="id")
        .filter(pl.col("was") != pl.col("person"))
        .group_by("was", "person")
        .agg(pl.len().alias("records"))
    )
    living = moved.select(was="person").unique()
    split = flows.join(living, on="was", how="semi")
    gone = flows.join(living, on="was", how="anti")
    into = gone.sort("records", descending=True).unique("was", keep="first", maintain_order=True)
    for kind, rows in (("merged", gone), ("split", split)):
        copy_in("residents_change", rows.select(
            pl.lit(kind).alias("kind"), pl.col("was").alias("person_id"), pl.col("person").alias("other_id"),
            pl.lit(now.isoformat()).alias("at"), "records",
        ))  # fmt: skip
    execute(
        "UPDATE residents_person p SET gone_to_id = n.other "
        "FROM unnest(%s::bigint[], %s::bigint[]) n (id, other) WHERE p.id = n.id",
        [into["was"].to_list(), into["person"].to_list()],
    )
    execute("UPDATE residents_person SET gone_to_id = NULL WHERE gone_to_id IS NOT NULL AND id IN "
            "(SELECT person_id FROM residents_record)")  # fmt: skip
    return into.height, split["was"].n_unique()
