"""One person's dated facts, in the order in which they began. Callers log the look first."""

from dataclasses import dataclass
from datetime import date

from borough.residents.identifiers import read_identifier
from borough.residents.models import Person
from borough.residents.rows import Said

from .reading import fact_table


@dataclass(frozen=True, slots=True)
class DatedFact:
    """One fact. `kind` as in `facts.toml`; `says`, `also` and `within` in the source's own words.

    `since`, `until`: first and last day, None where not said or not over; `on`: a day within it.
    `amount`: pence or days; `rate`: pence a week. `confidence`: that the record is about this person, 0 to 1.
    """

    kind: str
    home: str
    since: date | None
    until: date | None
    on: date | None
    says: str
    also: str
    amount: int | None
    rate: int | None
    within: str
    said: Said
    number: int
    confidence: float


def dated_facts(identifier: str, *, purpose: str) -> tuple[DatedFact, ...]:
    """What the sources open to the purpose say of this person and when; empty for nobody."""
    person = (
        Person.objects.filter(identifier=read_identifier(identifier)).values_list("pk", flat=True).first()
    )
    if person is None:
        return ()
    facts = [_fact(row) for row in fact_table(purpose, [person]).iter_rows(named=True)]
    return tuple(sorted(facts, key=lambda fact: (fact.since or fact.on or date.min, fact.kind)))


def _fact(row: dict[str, object]) -> DatedFact:
    said = Said(row["feed"], row["key"], row["as_of"], row["batch"], row["row"])  # type: ignore[arg-type]
    text = {name: row[name] or "" for name in ("home", "says", "also", "within")}
    same = {
        name: row[name] for name in ("kind", "since", "until", "on", "amount", "rate", "number", "confidence")
    }
    return DatedFact(said=said, **text, **same)  # type: ignore[arg-type]
