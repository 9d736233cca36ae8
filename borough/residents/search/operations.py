"""Writing the search tables: all of them behind the live ones, or the entries of some persons."""

from collections.abc import Collection, Sequence
from typing import Any

import polars as pl
from django.db import connection, transaction

from borough.residents.rewriting import rewritten
from borough.residents.tables import column, copy_in, copy_out, execute

from . import spellings
from .terms import COLUMNS, terms_of

TABLES = ("search_term", "search_spelling", "search_entry")
RECORDS = f"""
    SELECT {", ".join(f"{column}::text" if column != "person_id" else column for column in COLUMNS)}
      FROM residents_record r WHERE person_id IS NOT NULL
"""
# Who is under a shield is in no table of these.
THERE = (
    " AND NOT EXISTS (SELECT FROM shield_shield s WHERE s.person_id = r.person_id AND s.lifted_at IS NULL)"
)


@transaction.atomic
def index_people(person_ids: Sequence[int] | None = None) -> int:
    """Make the entries of these persons (None: of everybody) from their records; return how many.

    Part of the caller's transaction: who searches sees the old entries until it commits.
    """
    if person_ids is None:
        with rewritten(*TABLES):
            return write_everybody()
    execute("DELETE FROM search_entry WHERE person_id = ANY(%s)", [list(person_ids)])
    found = terms_of(_read(f"{RECORDS}{THERE} AND person_id = ANY(%s)", [list(person_ids)]))
    return 0 if found.is_empty() else _write(found, _number_new(_counted(found)))


def write_everybody() -> int:
    """The entries of everybody into `TABLES`, which are empty; return how many."""
    schema = {name: pl.Int64 if name == "person_id" else pl.String for name in COLUMNS}
    found = terms_of(copy_out(RECORDS + THERE, schema))
    return 0 if found.is_empty() else _write(found, _number_all(_counted(found)))


def terms_of_people(identifiers: Collection[str]) -> list[tuple[int, str, str]]:
    """(person, kind, text) of these persons, in the tables or not. Reads only."""
    named = "person_id IN (SELECT id FROM residents_person WHERE identifier = ANY(%s))"
    return terms_of(_read(f"{RECORDS} AND {named}", [list(identifiers)])).rows()


def forget_terms(person_ids: Sequence[int]) -> None:
    """Take these persons out as if they had never been in: their entries, their share in how many have a term,
    and the terms that nobody else has. Part of the caller's transaction."""
    gone = column("DELETE FROM search_entry WHERE person_id = ANY(%s) RETURNING terms", [list(person_ids)])
    terms = [term for its in gone for term in its]
    execute(
        "UPDATE search_term t SET people = t.people - f.n FROM (SELECT id, count(*) n "
        "FROM unnest(%s::int[]) id GROUP BY id) f WHERE t.id = f.id",
        [terms],
    )
    alone = column(
        "DELETE FROM search_term t WHERE id = ANY(%s) "
        "AND NOT EXISTS (SELECT FROM search_entry e WHERE e.terms @> ARRAY[t.id::int]) RETURNING id",
        [terms],
    )
    execute("DELETE FROM search_spelling WHERE term_id = ANY(%s)", [alone])
    execute("UPDATE search_term SET people = 1 WHERE people < 1 AND id = ANY(%s)", [terms])


def _counted(found: pl.DataFrame) -> pl.DataFrame:
    return found.group_by("kind", "text").agg(pl.len().alias("people"))


def _write(found: pl.DataFrame, terms: pl.DataFrame) -> int:
    numbered = found.join(terms, on=["kind", "text"])
    entries = numbered.group_by("person_id").agg(pl.col("id").sort().alias("terms"))
    copy_in("search_entry", _arrays(entries.sort("person_id")))
    return entries.height


def _number_all(counted: pl.DataFrame) -> pl.DataFrame:
    """Write every term into the empty table; return id, kind, text."""
    terms = counted.sort("kind", "text").with_row_index("id", offset=1)
    copy_in("search_term", terms.select("id", "kind", "text", "people"))
    execute("SELECT setval(pg_get_serial_sequence('search_term', 'id'), %s)", [terms.height])
    _spell(terms.select("id", "kind", "text"))
    return terms.select(pl.col("id").cast(pl.Int64), "kind", "text")


def _number_new(counted: pl.DataFrame) -> pl.DataFrame:
    """Add the terms that are new, with their spellings; return id, kind, text of all that were found."""
    kinds, texts, people = (counted[column].to_list() for column in ("kind", "text", "people"))
    new = _read(
        "INSERT INTO search_term (kind, text, people) "
        "SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]) "
        "ON CONFLICT (kind, text) DO NOTHING RETURNING id, kind, text",
        [kinds, texts, people],
    )
    _spell(new)
    return _read(
        "SELECT t.id, t.kind, t.text FROM search_term t JOIN unnest(%s::text[], %s::text[]) f (kind, text) "
        'ON t.kind = f.kind AND t.text = f.text COLLATE "C"',
        [kinds, texts],
    )


def _spell(terms: pl.DataFrame) -> None:
    """The forms of each term; the sound of a name is the database's own double metaphone."""
    written = [(form, term) for term, kind, text in terms.rows() for form in spellings.forms(kind, text)]
    copy_in(
        "search_spelling",
        pl.DataFrame(written, schema={"form": pl.String, "term_id": pl.Int64}, orient="row"),
    )
    execute(
        "INSERT INTO search_spelling (form, term_id) SELECT '^' || dmetaphone(text), id FROM search_term "
        "WHERE kind = 'name' AND id = ANY(%s) AND length(dmetaphone(text)) > 1",
        [terms.filter(pl.col("kind") == "name")["id"].to_list()],
    )


def _arrays(entries: pl.DataFrame) -> pl.DataFrame:
    """Lists of numbers as PostgreSQL writes an array."""
    inside = pl.col("terms").cast(pl.List(pl.String)).list.join(",")
    return entries.select("person_id", terms=pl.lit("{") + inside + pl.lit("}"))


def _read(sql: str, values: Sequence[Any] = ()) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        kinds = {name: pl.Int64 if name in {"id", "person_id"} else pl.String for name in names}
        return pl.DataFrame(cursor.fetchall(), schema=kinds, orient="row")
