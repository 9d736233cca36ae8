"""Findings as they stand: whose they are, who may see which, and what they yield. Nothing is written."""

import json
from collections.abc import Collection
from statistics import median

from django.db.models import Count, Q, QuerySet, Sum

from borough.residents.models import Person

from .documents import Again, digest_of, replay
from .models import Finding, Step, Suspension, Worker
from .register import Detector, detectors
from .steps import Taken
from .yields import LAST, Yield

CONFIRMED = ("fraud", "error", "helped")


def codes_for(purposes: Collection[str]) -> list[str]:
    return [d.code for d in detectors().values() if d.purpose in purposes]


def findings_for(actor_id: str, purposes: Collection[str]) -> QuerySet[Finding]:
    """Those that this actor may know of under these purposes: of a child's allocated worker, that worker's alone.
    What rests on a weak link is nobody's suspicion."""
    mine = Worker.objects.filter(actor=actor_id).values("code")
    team = [code for code in codes_for(purposes) if detectors()[code].seen_by == "team"]
    own = [code for code in codes_for(purposes) if detectors()[code].seen_by == "worker"]
    may = Q(rule__in=team) | Q(rule__in=own, worker__in=mine)
    return Finding.objects.filter(may).exclude(state=Finding.State.REVIEW).select_related("person")


def finding_for(number: int, actor_id: str, purposes: Collection[str]) -> Finding | None:
    return findings_for(actor_id, purposes).filter(pk=number).first()


def for_review() -> QuerySet[Finding]:
    """Those that fall with one weak link: for the stewards, as a pair of records and never as a suspicion."""
    return Finding.objects.filter(state=Finding.State.REVIEW)


def taken(finding: Finding) -> list[Taken]:
    return [Taken(one.number, one.answered) for one in finding.steps.all()]


def identifiers_in(finding: Finding) -> dict[int, str]:
    """Row id -> identifier of everybody in the evidence who is in the index still, and of whom it is about."""
    document = json.loads(finding.document)
    place, found = document["columns"].index("person"), document["found"]
    people = {document["facts"][number][place] for number in (*found["first"], *found["second"])}
    persons = Person.objects.filter(pk__in=people | {finding.person_id})
    return dict(persons.values_list("pk", "identifier"))


def steps_of(finding: Finding) -> list[Step]:
    return list(finding.steps.all())


def replayed(number: int) -> Again | None:
    """The finding's document made again; None for no such finding."""
    kept = Finding.objects.filter(pk=number).values_list("document", "digest").first()
    if kept is None:
        return None
    text, digest = kept
    if digest_of(text) != digest:
        return Again(text, False, "The document was changed after it was kept")
    return replay(text)


def stopped() -> dict[str, Suspension]:
    return {one.rule: one for one in Suspension.objects.filter(until=None)}


def yields() -> list[Yield]:
    """Every detector, in the order of the register."""
    return [yield_of(detector) for detector in detectors().values()]


def yield_of(detector: Detector) -> Yield:
    its = Finding.objects.filter(rule=detector.code)
    counts = its.aggregate(
        open=Count("pk", Q(state="open")), weak=Count("pk", Q(state="review")),
        fraud=Count("pk", Q(outcome="fraud")), error=Count("pk", Q(outcome="error")),
        nothing=Count("pk", Q(outcome="nothing")), helped=Count("pk", Q(outcome="helped")),
        prevented_pence=Sum("prevented_pence", default=0), recovered_pence=Sum("recovered_pence", default=0),
    )  # fmt: skip
    closed = list(its.filter(state="closed").order_by("-decided_at", "-pk"))
    days = [(one.decided_at - one.found_at).days for one in closed if one.decided_at]
    last = tuple(one.outcome in CONFIRMED for one in reversed(closed[:LAST]))
    return Yield(code=detector.code, days=int(median(days)) if days else None, last=last, **counts)
