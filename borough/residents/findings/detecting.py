"""Every rule over the facts that its purpose opens; what is found, written down with all that it was made from."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

import polars as pl
from django.db import transaction

from borough.platform.audit import api as audit
from borough.platform.privacy import api as privacy
from borough.residents.facts.declarations import kinds, open_kinds
from borough.residents.facts.reading import fact_table, newest
from borough.residents.models import Linking

from .around import Standing, around, found_there, standing
from .documents import digest_of, document_of, written
from .explaining import explained, likeness_of
from .models import Finding, Suspension
from .register import Detector, detectors
from .rules import Known, Rule, rule_of

Passed = Callable[[str, dict[str, Any]], bool]


@dataclass
class Detected:
    """Counts by detector: found anew, again (open already), resting on a weak link, explained before."""

    new: dict[str, int] = field(default_factory=dict)
    again: dict[str, int] = field(default_factory=dict)
    weak: dict[str, int] = field(default_factory=dict)
    explained: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str, code: str) -> None:
        counts = getattr(self, kind)
        counts[code] = counts.get(code, 0) + 1


@dataclass(frozen=True)
class Seen:
    """One row that a rule found: the facts around it, the row in their numbers, and how it stands."""

    detector: Detector
    rule: Rule
    facts: pl.DataFrame
    row: dict[str, Any]
    standing: Standing
    document: dict[str, Any]


def runnable() -> list[Detector]:
    """Detectors with a rule, of a purpose that the register has, that are not stopped."""
    stopped = set(Suspension.objects.filter(until=None).values_list("rule", flat=True))
    known = privacy.purposes()
    return [d for d in detectors().values() if d.runs and d.purpose in known and d.code not in stopped]


@transaction.atomic
def detect(now: datetime) -> Detected:
    """Look with every rule, and keep what was found. The log says how many, and of nobody."""
    detected = Detected()
    asked = sorted(runnable(), key=lambda detector: detector.purpose)
    for purpose, its in groupby(asked, lambda detector: detector.purpose):
        for seen in look(purpose, list(its), lambda code, row: _open_already(code, row, now, detected)):
            _keep(seen, now, detected)
    counts = {name: getattr(detected, name) for name in ("new", "again", "weak", "explained")}
    audit.record("findings.looked", actor=audit.SYSTEM, detail=counts)
    return detected


def look(purpose: str, its: list[Detector], passed: Passed = lambda code, row: False) -> Iterator[Seen]:
    """What these detectors of one purpose find now, but for rows that are `passed` over. Nothing is written."""
    facts = fact_table(purpose)
    day = newest(facts)
    if day is None:
        return
    facts = facts.with_row_index("fact")
    known = Known.of(facts, day)
    about = _made_with(purpose, facts, known)
    for detector in its:
        rule = rule_of(detector.code)
        for row in rule.finds(known).rows(named=True) if rule else ():
            if (
                rule
                and not passed(detector.code, row)
                and (seen := _seen(detector, rule, facts, known, row, about))
            ):
                yield seen


def _seen(
    detector: Detector,
    rule: Rule,
    facts: pl.DataFrame,
    known: Known,
    row: dict[str, Any],
    about: dict[str, Any],
) -> Seen | None:
    """None where the rule does not find it among the facts around it alone: what cannot be shown is not kept."""
    near = around(facts, row)
    here = Known.of(near, known.day)
    found = found_there(rule, here, row)
    if found is None:
        return None
    how = standing(rule, near, here, found)
    link = {"weakest": how.weakest, "falls_with": list(how.falls_with) if how.falls_with else None}
    mine = about | {"rule": rule.code, "version": rule.version, "link": link}
    return Seen(detector, rule, near, found, how, document_of(near, found, mine))


def _made_with(purpose: str, facts: pl.DataFrame, known: Known) -> dict[str, Any]:
    """What every document of one look says: the day, the purpose, the sources, the linkage model."""
    linking = Linking.objects.filter(state=Linking.State.IN_FORCE).order_by("id").last()
    model = hashlib.sha256(written(linking.model).encode()).hexdigest() if linking else ""
    read = {kind.feed for kind in open_kinds(purpose)}
    return {
        "day": known.day.isoformat(), "purpose": purpose, "read": sorted(read),
        "shut": sorted({kind.feed for kind in kinds()} - read),
        "model": {
            "engine": linking.engine if linking else "",
            "linking": linking.pk if linking else 0,
            "sha256": model,
        },
    }  # fmt: skip


def _open_already(code: str, row: dict[str, Any], now: datetime, detected: Detected) -> bool:
    """It is open, or with the stewards: only the day that it was last seen changes."""
    same = Finding.objects.filter(rule=code, person_id=row["about"], home=row["home"] or "")
    known = same.exclude(state=Finding.State.CLOSED).update(seen_at=now) > 0
    if known:
        detected.count("again", code)
    return known


def _keep(seen: Seen, now: datetime, detected: Detected) -> None:
    code, row = seen.detector.code, seen.row
    likeness = likeness_of(seen.facts, row)
    if explained(code, row["about"], likeness, now):
        return detected.count("explained", code)
    text = written(seen.document)
    state = Finding.State.OPEN if seen.standing.stands else Finding.State.REVIEW
    Finding.objects.create(
        rule=code, version=seen.rule.version, person_id=row["about"], home=row["home"] or "", found_at=now,
        seen_at=now, document=text, digest=digest_of(text), likeness=likeness, weakest=seen.standing.weakest,
        state=state, worker=worker_of(seen) if seen.detector.seen_by == "worker" else "",
    )  # fmt: skip
    return detected.count("new" if seen.standing.stands else "weak", code)


def worker_of(seen: Seen) -> str:
    """The code of the worker whom the child's plan names; empty: nobody, and then nobody sees it."""
    plans = seen.facts.filter((pl.col("kind") == "plan") & (pl.col("person") == seen.row["about"]))
    codes = plans.sort("since", descending=True, nulls_last=True)["within"].drop_nulls()
    return codes[0] if len(codes) else ""
