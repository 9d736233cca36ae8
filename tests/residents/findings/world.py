"""A few people in the index, and rules that look at facts written as a table."""

from datetime import UTC, datetime

from borough.residents.findings import detecting
from borough.residents.identifiers import new_identifier
from borough.residents.models import Person
from tests.residents.findings.facts import facts

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
SUBLET = """
who | kind    | home | since      | on         | says     | feed
t   | tenancy | A    | 2018-01-01 |            | SECURE   |
t   | liable  | B    | 2025-06-01 |            |          |
t   | vote    | B    | 2025-07-01 |            |          |
s   | permit  | A    | 2026-01-10 |            | RESIDENT |
s   | contact | A    |            | 2026-02-01 | Missed   |
"""


def people(count: int = 6) -> None:
    for number in range(1, count + 1):
        Person.objects.get_or_create(pk=number, defaults={"identifier": new_identifier(), "made_at": NOW})


def looked_at(monkeypatch, text: str, *, code: str = "F1", confidence: dict[str, float] | None = None):
    """Look with one rule at these facts; `confidence` of the links of a feed's records."""
    import polars as pl

    from borough.residents.findings.register import detectors

    table = facts(text)
    for feed, value in (confidence or {}).items():
        here = pl.when(pl.col("feed") == feed).then(value).otherwise("confidence")
        table = table.with_columns(confidence=here)
    monkeypatch.setattr(detecting, "fact_table", lambda purpose: table)
    monkeypatch.setattr(detecting, "runnable", lambda: [detectors()[code]])
    return detecting.detect(NOW)
