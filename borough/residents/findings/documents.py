"""The document of a finding: what it was made from, and how it is made again, to the byte."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from borough.residents.facts.reading import FACTS

from .rules import COLUMNS, Known, rule_of

KEPT = (*COLUMNS, "confidence", "batch", "row")


@dataclass(frozen=True, slots=True)
class Again:
    """`text`: the document made again. `same`: to the byte what was kept. `fault`: why it could not be made."""

    text: str
    same: bool
    fault: str = ""


def written(document: dict[str, Any]) -> str:
    """In its one form: sorted keys, no spaces but those of the text."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def document_of(facts: pl.DataFrame, row: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    """`facts`: those around a finding, with `fact`; `row`: what the rule found, in numbers of `facts`.

    `about`: rule, version, day, purpose, model, sources: what else it was made with.
    """
    rows = facts.select(KEPT).with_columns(pl.col(pl.Date).dt.to_string("iso")).rows()
    return about | {"columns": list(KEPT), "facts": [list(one) for one in rows], "found": row}


def facts_in(document: dict[str, Any]) -> pl.DataFrame:
    text = pl.DataFrame(
        document["facts"],
        schema={name: pl.String if FACTS[name] == pl.Date else FACTS[name] for name in document["columns"]},
        orient="row",
    )
    days = [name for name in document["columns"] if FACTS[name] == pl.Date]
    return text.with_columns(pl.col(days).str.to_date("%Y-%m-%d"))


def found_again(document: dict[str, Any]) -> dict[str, Any] | None:
    """What the pinned version of the rule finds in the document's own facts; None where nothing."""
    rule = rule_of(document["rule"], document["version"])
    if rule is None:
        raise LookupError(
            f"Rule {document['rule']} version {document['version']} is no longer in the program"
        )
    known = Known.of(facts_in(document), date.fromisoformat(document["day"]))
    its = document["found"]
    same = (pl.col("about") == its["about"]) & pl.col("home").eq_missing(pl.lit(its["home"]))
    rows = rule.finds(known).filter(same).rows(named=True)
    return rows[0] if rows else None


def replay(text: str) -> Again:
    """The document made again from its own facts by the rule as it was then."""
    document = json.loads(text)
    try:
        found = found_again(document)
    except LookupError as fault:
        return Again("", False, str(fault))
    again = written(document | {"found": found})
    return Again(again, again == text, "" if again == text else "The rule no longer finds the same")
