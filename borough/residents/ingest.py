"""From a feed's change to records: standardised, written over what the source said before."""

import polars as pl
from django.utils import timezone

from borough.platform.feeds import api as feeds
from linkage import Option, Schema, standardise

from .identifiers import new_identifier
from .models import Person
from .search.operations import index_people
from .shield.apart import keep_apart
from .shield.likeness import cover
from .tables import column, copy_in, execute

# The columns of a standardised table, as the Record table calls them.
STANDARD = {"number": "house"} | {
    name: name for name in (
        "forename", "middle_names", "surname", "date_of_birth", "sex", "flat", "street", "postcode", "uprn",
        "email", "phone", "nino", "nhs_number", "valid_from", "valid_to",
    )
}  # fmt: skip
KEY = ("feed", "source_key", "number")
# A change of more rows than this waits for the next linking; a smaller one is in the index at once.
SMALL = 20_000


def ingest(change: feeds.Change) -> None:
    """Take in what one file made different. Called inside the batch's transaction; a fault undoes both.

    Records that the source changed keep their person until the next linking. New ones are given to the
    person whom they name beyond doubt, else to a new one, when the index has been linked before.
    """
    if schema_of(change.contract) is None:
        return
    incoming = records_of(change)
    touched = _remove(change.contract.slug, change, incoming)
    touched |= _write(incoming)
    if not Person.objects.exists():
        return
    if incoming.height > SMALL:
        from .tasks import link_soon  # tasks import what is here

        link_soon()
    else:
        touched |= _place_new()
        touched |= _kept_from_sight(change.contract.slug, incoming)
        index_people(sorted(touched))


def _kept_from_sight(feed: str, incoming: pl.DataFrame) -> set[int]:
    """Before anybody can see what came: identities that must not meet are parted, and what is alike somebody
    under a shield comes under it. Returns the persons concerned."""
    keys = incoming["source_key"].to_list()
    came = column("SELECT id FROM residents_record WHERE feed = %s AND source_key = ANY(%s)", [feed, keys])
    return keep_apart(came) | set(cover(came))


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
        *(pl.col(name).alias(ours) for name, ours in STANDARD.items()),
    )


def schema_of(contract: feeds.Contract) -> Schema | None:
    """What the contract's columns say about people; None when it speaks of nobody."""
    roles = {c.field: c.role for c in contract.columns if c.role and c.role not in ("id", "source")}
    if not roles:
        return None
    options = {c.field: Option(person=c.person) for c in contract.columns if c.field in roles}
    return Schema.of({"_key": "id"} | roles, options)


def _remove(feed: str, change: feeds.Change, incoming: pl.DataFrame) -> set[int]:
    """Forget records that the source deleted, or that a changed row no longer speaks of."""
    keys = [*change.removed.to_list(), *change.changed["_key"].to_list()]
    kept = incoming.select(pl.format("{} {}", "number", "source_key"))
    return set(
        column(
            "DELETE FROM residents_record WHERE feed = %s AND source_key = ANY(%s) "
            "AND NOT (number::text || ' ' || source_key = ANY(%s)) RETURNING person_id",
            [feed, keys, kept.to_series().to_list()],
        )
    ) - {None}


def _write(incoming: pl.DataFrame) -> set[int]:
    """Insert or overwrite; returns the persons whose records were overwritten."""
    if incoming.is_empty():
        return set()
    execute("CREATE TEMPORARY TABLE incoming (LIKE residents_record) ON COMMIT DROP")
    execute("ALTER TABLE incoming ALTER id DROP NOT NULL, ALTER confidence DROP NOT NULL")
    copy_in("incoming", incoming)
    names = ", ".join(incoming.columns)
    said = ", ".join(f"{name} = excluded.{name}" for name in incoming.columns if name not in KEY)
    people = column(
        f"INSERT INTO residents_record ({names}, confidence) SELECT {names}, 1 FROM incoming "
        f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {said} RETURNING person_id"
    )
    execute("DROP TABLE incoming")
    return set(people) - {None}


# Beyond doubt: the same number of the state and the same initial; or the same name and date of birth;
# or the same name at the same door, where neither has another date of birth.
CERTAIN = """
    SELECT DISTINCT ON (n.id) n.id, o.person_id
      FROM residents_record n JOIN residents_record o ON o.person_id IS NOT NULL AND o.id <> n.id AND (
           (o.nino = n.nino AND left(o.forename, 1) = left(n.forename, 1))
        OR (o.nhs_number = n.nhs_number AND left(o.forename, 1) = left(n.forename, 1))
        OR (o.surname = n.surname AND o.forename = n.forename AND o.date_of_birth = n.date_of_birth)
        OR (o.postcode = n.postcode AND o.house = n.house AND length(n.forename) > 1
            AND o.surname = n.surname AND o.forename = n.forename
            AND coalesce(o.date_of_birth = n.date_of_birth, true)
            AND coalesce(o.flat = n.flat, true)))
     WHERE n.person_id IS NULL
     ORDER BY n.id, o.person_id
"""


def _place_new() -> set[int]:
    """Give a person to each record that has none yet; returns the persons."""
    known = column(
        f"UPDATE residents_record r SET person_id = c.person_id FROM ({CERTAIN}) c WHERE r.id = c.id "
        "RETURNING r.person_id"
    )
    alone = column("SELECT id FROM residents_record WHERE person_id IS NULL ORDER BY id")
    made = make_persons(len(alone))
    execute(
        "UPDATE residents_record r SET person_id = n.person "
        "FROM unnest(%s::bigint[], %s::bigint[]) n (id, person) WHERE r.id = n.id",
        [alone, made],
    )
    return {*known, *made}


def make_persons(count: int) -> list[int]:
    """Make new persons; return their ids."""
    identifiers = pl.Series("identifier", [new_identifier() for _ in range(count)], dtype=pl.String)
    first = column("SELECT nextval('residents_person_id_seq') FROM generate_series(1, %s)", [count])
    rows = pl.DataFrame({"id": pl.Series(first, dtype=pl.Int64), "identifier": identifiers})
    copy_in("residents_person", rows.with_columns(made_at=pl.lit(timezone.now().isoformat())))
    return first
