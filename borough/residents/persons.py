"""Which person each group of records is: identifiers stay where most of their records stay."""

from collections.abc import Callable, Iterable, Mapping

import polars as pl
from django.utils import timezone

from .identifiers import new_identifier
from .tables import column, copy_in

# A record that linking concerned: its number, its group, how sure, whose it was.
FOUND = {"id": pl.Int64, "entity": pl.String, "confidence": pl.Float64, "was": pl.Int64}


def settled(
    found: pl.DataFrame,
    claims: Mapping[int, int] | None = None,
    make: Callable[[int], list[int]] | None = None,
) -> tuple[pl.DataFrame, set[int]]:
    """`found` (`FOUND`, and more) with `person` in place of `entity`, and the persons that were made for it.

    A former person goes to one group only, and a group takes one former person only: the largest overlap first,
    the older person where two are equal. `claims`: record to person, of records that are to be counted as that
    person's: those whose merge is undone come back under the identifier that they had. `make`: gives so many new
    persons, where none are to be written.
    """
    former = found.select("id", "entity", "was")
    if claims:
        claim = pl.DataFrame(list(claims.items()), schema={"id": pl.Int64, "claim": pl.Int64}, orient="row")
        former = former.join(claim, on="id", how="left").with_columns(was=pl.coalesce("claim", "was"))
    overlaps = (
        former.drop_nulls("was")
        .group_by("entity", "was")
        .len()
        .sort(["len", "was"], descending=[True, False])
    )
    entities = found.select("entity").unique().sort("entity").join(_kept(overlaps), on="entity", how="left")
    new = entities.filter(pl.col("was").is_null())
    made = (make or make_persons)(new.height)
    persons = pl.concat([
        entities.drop_nulls("was").select("entity", person="was"),
        new.select("entity", person=pl.Series(made, dtype=pl.Int64)),
    ])  # fmt: skip
    return found.join(persons, on="entity").drop("entity"), set(made)


def _kept(overlaps: pl.DataFrame) -> pl.DataFrame:
    """`entity`, `was`: each of either once, in the order of the overlaps."""
    taken: dict[str, int] = {}
    given: set[int] = set()
    for entity, was in overlaps.select("entity", "was").iter_rows():
        if entity not in taken and was not in given:
            taken[entity] = was
            given.add(was)
    return pl.DataFrame(
        {"entity": list(taken), "was": list(taken.values())}, schema={"entity": pl.String, "was": pl.Int64}
    )


def make_persons(count: int) -> list[int]:
    """Make new persons; return their ids."""
    if not count:
        return []
    identifiers = pl.Series("identifier", [new_identifier() for _ in range(count)], dtype=pl.String)
    first = column("SELECT nextval('residents_person_id_seq') FROM generate_series(1, %s)", [count])
    rows = pl.DataFrame({"id": pl.Series(first, dtype=pl.Int64), "identifier": identifiers})
    copy_in("residents_person", rows.with_columns(made_at=pl.lit(timezone.now().isoformat())))
    return first


def records_of_persons(persons: Iterable[int]) -> list[int]:
    return column("SELECT id FROM residents_record WHERE person_id = ANY(%s)", [sorted(persons)])
