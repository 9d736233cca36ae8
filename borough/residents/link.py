"""Linking all records into persons, in one transaction, so that nobody ever sees half of it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib.metadata import version

import polars as pl
from django.db import transaction
from django.utils import timezone
from linkage.progress import SILENT, Progress

import linkage
from linkage import BadInput, Model, Schema

from .ingest import make_persons
from .models import Linking, Record
from .rewriting import in_the_way, rewritten
from .search.operations import TABLES as SEARCH
from .search.operations import write_everybody
from .shield.apart import apart
from .shield.likeness import cover_everybody
from .tables import copy_in, copy_out, execute

ENGINE = f"Borough linkage {version('borough-linkage')}"
ROLES = {"id": "id", "feed": "source"} | {
    name: name for name in (
        "forename", "middle_names", "surname", "date_of_birth", "sex", "address", "postcode", "uprn", "email",
        "phone", "nino", "nhs_number",
    )
}  # fmt: skip
COLUMNS = {"id": pl.Int64, "person_id": pl.Int64, "was_confidence": pl.Float64} | dict.fromkeys(
    list(ROLES)[1:], pl.String
)
RECORDS = """
    SELECT id, person_id, confidence, feed, forename, middle_names, surname, date_of_birth, sex,
           concat_ws(', ', 'Flat ' || flat, house, street),
           postcode, uprn, email, phone, nino, nhs_number
      FROM residents_record ORDER BY feed, source_key, number
"""
SCHEMA = Schema.of(ROLES)
RECORD = "residents_record"
GROWN = 0.25  # a file that much larger or smaller is learned from anew
MANY = 0.1  # share of the records: if more of them change, the whole table is written anew
PLACES = 4  # of a confidence; what differs beyond them is no change


@transaction.atomic
def link_all(*, now: datetime, learn: bool = False, progress: Progress = SILENT) -> Linking:
    """Every record's person anew. A person keeps their identifier where most of their records stay.

    What agreement and disagreement weigh is learned from the records, kept, and used again while it fits;
    `learn`: now in any case. Readers see the former state until the end; a second linking, or a load, waits.
    """
    execute("LOCK TABLE residents_record IN SHARE ROW EXCLUSIVE MODE")
    records = copy_out(RECORDS, COLUMNS)
    asked = records.drop("person_id", "was_confidence").with_columns(pl.col("id").cast(pl.String))
    model = None if learn else model_kept(records.height)
    # Named only here: compiled code takes seconds to load, and most processes never link.
    linked = linkage.link(asked, SCHEMA, model=model, decisions=apart(), progress=progress)
    before = records.select("id", "was_confidence", was="person_id")
    found = linked.entities.select(
        pl.col("id").cast(pl.Int64), "entity", pl.col("confidence").round(PLACES)
    ).join(before, on="id")
    moved, made = _settle(found)
    changed = moved.filter(
        pl.col("person").ne_missing(pl.col("was")) | (pl.col("confidence") != pl.col("was_confidence"))
    )
    many = changed.height > MANY * records.height and not in_the_way(RECORD)
    with (
        progress.stage("Writing persons and what they are found by"),
        rewritten(*((RECORD, *SEARCH) if many else SEARCH)),
    ):
        _rewrite(moved) if many else _update(changed)
        merged, split = _note_changes(moved, now)
        cover_everybody()
        write_everybody()
    return Linking.objects.create(
        started_at=now, finished_at=timezone.now(), engine=ENGINE, records=records.height,
        persons=moved["person"].n_unique(), made=made, merged=merged, split=split,
        model=linked.model.to_settings(), learned=model is None,
    )  # fmt: skip


def model_kept(records: int) -> Model | None:
    """The model that the last linking kept; None when it was learned by another engine, from other columns, or
    from a file of another size."""
    last = Linking.objects.filter(engine=ENGINE).order_by("id")
    used, learned = last.last(), last.filter(learned=True).last()
    if not used or not learned or abs(records - learned.records) > GROWN * learned.records:
        return None
    with suppress(BadInput):
        model = Model.from_settings(used.model)
        return model if model.extras.get("schema") == SCHEMA.document() else None
    return None


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
    return found.join(persons, on="entity").drop("entity"), new.height


def _update(changed: pl.DataFrame) -> None:
    with _moved(changed):
        execute(
            "UPDATE residents_record r SET person_id = m.person, confidence = m.confidence FROM moved m "
            "WHERE r.id = m.id"
        )


def _rewrite(moved: pl.DataFrame) -> None:
    """All records into the empty table, those of one person together: whoever is opened is read at once."""
    names = [field.column for field in Record._meta.concrete_fields if field.column]
    new = {"person_id": "m.person", "confidence": "m.confidence"}
    values = ", ".join(new.get(name, f"r.{name}") for name in names)
    with _moved(moved):
        execute(
            f"INSERT INTO residents_record ({', '.join(names)}) "
            f"SELECT {values} FROM public.residents_record r JOIN moved m ON m.id = r.id ORDER BY m.person, r.id"
        )


@contextmanager
def _moved(rows: pl.DataFrame) -> Iterator[None]:
    execute("CREATE TEMPORARY TABLE moved (id bigint, person bigint, confidence float8)")
    copy_in("moved", rows.select("id", "person", "confidence"))
    execute("ANALYZE moved")
    yield
    execute("DROP TABLE moved")


def _note_changes(moved: pl.DataFrame, now: datetime) -> tuple[int, int]:
    """Write down which persons were merged into others and which were split; returns how many of each."""
    flows = (
        moved.drop_nulls("was")
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
