"""From a feed's change to records: standardised, written over what the source said before.

What came or changed then waits for its place (`placing`); what the source deleted is forgotten here and now.
"""

import polars as pl
from django.utils import timezone

from borough.platform.feeds import api as feeds
from linkage import Option, Schema, standardise

from .events import note_gone
from .models import Person, Record
from .search.operations import index_people
from .tables import column, copy_in, execute, one_at_a_time, rows

# The columns of a standardised table, as the Record table calls them.
STANDARD = {"number": "house"} | {
    name: name for name in (
        "forename", "middle_names", "surname", "date_of_birth", "sex", "flat", "street", "postcode", "uprn",
        "email", "phone", "nino", "nhs_number", "valid_from", "valid_to",
    )
}  # fmt: skip
KEY = ("feed", "source_key", "number")
# Who a record is about: where one of these is another, it may be about somebody else.
WHO = ("forename", "surname", "date_of_birth", "nino", "nhs_number")
# Letters that a column holds; what is longer is not such a value (a date where the postcode should stand).
LONGEST = {field.column: field.max_length for field in Record._meta.concrete_fields
           if field.column in STANDARD.values() and field.max_length}  # fmt: skip
# What linking looks at.
LINKED = (*WHO, "middle_names", "sex", "flat", "house", "street", "postcode", "uprn", "email", "phone")


def ingest(change: feeds.Change) -> None:
    """Take in what one file made different. Called inside the batch's transaction; a fault undoes both.

    Before the first linking of all there is nobody to be given to, and records wait for that.
    """
    if schema_of(change.contract) is None:
        return
    incoming = records_of(change)
    one_at_a_time()
    touched = _remove(change.contract.slug, change, incoming)
    touched |= _write(incoming, change.batch_id)
    if Person.objects.exists():
        index_people(sorted(touched))
        from .tasks import place_soon  # tasks import what is here

        place_soon()


def records_of(change: feeds.Change) -> pl.DataFrame:
    """The change's rows as records: one for each person that a row speaks of."""
    schema = schema_of(change.contract)
    if not schema:
        return pl.DataFrame(schema=dict.fromkeys((*KEY, *STANDARD.values()), pl.String))
    people = standardise(change.changed.drop("_row"), schema)
    rows = change.changed.select("_row", id=pl.col("_key"))
    return people.join(rows, on="id", how="left", maintain_order="left").select(
        pl.lit(change.contract.slug).alias("feed"),
        pl.col("id").alias("source_key"),
        pl.col("person").alias("number"),
        pl.lit(change.batch_id).alias("batch_id"),
        pl.col("_row").alias("row"),
        pl.lit(change.extracted_on).alias("as_of"),
        *(_held(name, ours) for name, ours in STANDARD.items()),
    )


def _held(name: str, ours: str) -> pl.Expr:
    """The column as the Record table calls it, without values that are too long for it."""
    value = pl.col(name)
    if ours in LONGEST:
        value = pl.when(value.str.len_chars() <= LONGEST[ours]).then(value)
    return value.alias(ours)


def schema_of(contract: feeds.Contract) -> Schema | None:
    """What the contract's columns say about people; None when it speaks of nobody."""
    roles = {c.field: c.role for c in contract.columns if c.role and c.role not in ("id", "source")}
    if not roles:
        return None
    options = {c.field: Option(person=c.person) for c in contract.columns if c.field in roles}
    return Schema.of({"_key": "id"} | roles, options)


def _remove(feed: str, change: feeds.Change, incoming: pl.DataFrame) -> set[int]:
    """Forget records that the source deleted, or that a changed row no longer speaks of; whose they were."""
    keys = [*change.removed.to_list(), *change.changed["_key"].to_list()]
    kept = incoming.select(pl.format("{} {}", "number", "source_key"))
    gone = pl.DataFrame(
        rows(REMOVE, {"feed": feed, "keys": keys, "kept": kept.to_series().to_list(), "batch": change.batch_id,
                      "now": timezone.now()}),
        schema={"id": pl.Int64, "person": pl.Int64}, orient="row",
    )  # fmt: skip
    note_gone(gone, feed=feed, batch=change.batch_id, now=timezone.now())
    return set(gone["person"].drop_nulls().to_list())


# The records go, and the live index will be told; gives whose they are, or were when they changed.
REMOVE = """
    WITH gone AS (
        DELETE FROM residents_record r WHERE feed = %(feed)s AND source_key = ANY(%(keys)s)
           AND NOT (number::text || ' ' || source_key = ANY(%(kept)s)) RETURNING id, person_id),
    told AS (
        INSERT INTO residents_pending (record_id, gone, was_id, batch_id, since)
        SELECT id, true, person_id, %(batch)s, %(now)s FROM gone WHERE EXISTS (SELECT FROM residents_person)
            ON CONFLICT (record_id) DO UPDATE SET gone = true, batch_id = excluded.batch_id
        RETURNING record_id, was_id)
    SELECT g.id, coalesce(g.person_id, t.was_id) FROM gone g LEFT JOIN told t ON t.record_id = g.id
"""


def _write(incoming: pl.DataFrame, batch: int) -> set[int]:
    """Insert or overwrite; returns the persons whose records were overwritten."""
    if incoming.is_empty():
        return set()
    execute("CREATE TEMPORARY TABLE incoming (LIKE residents_record) ON COMMIT DROP")
    execute("ALTER TABLE incoming ALTER id DROP NOT NULL, ALTER confidence DROP NOT NULL")
    copy_in("incoming", incoming)
    names = ", ".join(incoming.columns)
    said = ", ".join(f"{name} = excluded.{name}" for name in incoming.columns if name not in KEY)
    execute(BEFORE)
    people = column(
        f"INSERT INTO residents_record ({names}, confidence) SELECT {names}, 1 FROM incoming "
        f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {said} RETURNING person_id"
    )
    if Person.objects.exists():
        execute(PENDING, {"batch": batch, "now": timezone.now()})
        execute(NOWHERE)
    execute("DROP TABLE incoming, before")
    return set(people) - {None}


def _differs(columns: tuple[str, ...]) -> str:
    sides = (", ".join(f"{side}.{name}" for name in columns) for side in ("r", "i"))
    return "({}) IS DISTINCT FROM ({})".format(*sides)


# The records that are overwritten, as they were: whose, and whether they are about the same person for certain.
BEFORE = f"""
    CREATE TEMPORARY TABLE before ON COMMIT DROP AS
    SELECT r.id, r.person_id, {_differs(WHO)} AS other, {_differs(LINKED)} AS news
      FROM residents_record r JOIN incoming i USING (feed, source_key, number)
"""
# What is new, or says something that linking looks at, waits. Whose it was stays what it was when it first did.
PENDING = """
    INSERT INTO residents_pending (record_id, gone, was_id, batch_id, since)
    SELECT r.id, false, b.person_id, %(batch)s, %(now)s
      FROM residents_record r JOIN incoming USING (feed, source_key, number) LEFT JOIN before b ON b.id = r.id
     WHERE b.news IS NOT FALSE
        ON CONFLICT (record_id) DO UPDATE SET batch_id = excluded.batch_id
"""
# A record that says somebody else stands nowhere until it is placed, unless it is all that its person is known by.
NOWHERE = """
    UPDATE residents_record r SET person_id = NULL FROM before b
     WHERE b.id = r.id AND b.other
       AND EXISTS (SELECT FROM residents_record o WHERE o.person_id = r.person_id AND o.id <> r.id)
"""
