"""Dated facts as text tables, for rules to look at."""

from datetime import date

import polars as pl

from borough.residents.facts.reading import FACTS
from borough.residents.findings.rules import COLUMNS, Known, rule_of
from tests.residents.people import table

DAY = date(2026, 10, 31)
FEEDS = {
    "liable": "council_tax", "vote": "electoral_register", "tenancy": "housing", "member": "housing",
    "claim": "benefits", "dependant": "benefits", "pupil": "schools", "application": "schools",
    "plan": "childrens_social_care", "carer": "childrens_social_care", "care": "adult_social_care",
    "death": "adult_social_care", "card": "libraries", "permit": "parking", "contact": "crm", "nino": "benefits",
}  # fmt: skip
ELSEWHERE = {"contact", "carer", "death", "nino"}  # what places nobody, unless the row says where


def facts(text: str) -> pl.DataFrame:
    """A row a fact: `who`, `kind`, `home`, and any other column of FACTS; `feed` and `key` have defaults."""
    people: dict[str, int] = {}
    rows = []
    for place, given in enumerate(table(text), 1):
        row = {name: value or None for name, value in given.items()}
        who = row.pop("who")
        row["person"] = str(people.setdefault(who, len(people) + 1))
        feed = row.get("feed") or FEEDS[row["kind"]]
        key = row.get("key") or f"K{place:03}"
        whole = {"feed": feed, "key": key, "number": "1", "as_of": DAY.isoformat(), "confidence": "0.995"}
        whole |= {name: value for name, value in row.items() if value}
        whole["place"] = "1" if row.get("home") or row["kind"] not in ELSEWHERE else "0"
        rows.append({name: whole.get(name) for name in FACTS})
    frame = pl.DataFrame(rows, schema=dict.fromkeys(FACTS, pl.String))
    return frame.select(_cast(name, kind) for name, kind in FACTS.items())


def _cast(name: str, kind: object) -> pl.Expr:
    if name == "place":
        return pl.col(name) == "1"
    return pl.col(name).str.to_date("%Y-%m-%d") if kind == pl.Date else pl.col(name).cast(kind)


def known(text: str) -> Known:
    return Known.of(facts(text).select(COLUMNS), DAY)


def found(code: str, text: str) -> pl.DataFrame:
    rule = rule_of(code)
    assert rule
    return rule.finds(known(text))
