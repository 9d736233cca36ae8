"""Judging a week of the log; owning and deciding what came of it."""

import random
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from borough.platform.access.api import Actor
from borough.platform.audit import api as audit

from . import giving, queries, reading
from .declared import detectors
from .models import Alert, Colleague, Outcome
from .rules.explaining import Ties
from .rules.facts import Kind, Officer, Person, World
from .rules.judging import Finding, findings, flags_of
from .rules.pair import is_close
from .rules.window import Window

HISTORY = timedelta(days=90)
SAMPLE = 10
SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it was not done, as an instruction."""

    reason: str


def judge(last: date, *, now: datetime) -> list[Alert]:
    """Judge the week that ends on this day; the same week again adds nothing. Returns the alerts made."""
    window = _window(last)
    flags = flags_of(window, detectors())
    declared: dict[str, object] = {
        code: asdict(one) | {"limits": dict(one.limits)} for code, one in detectors().items()
    }
    with transaction.atomic():
        known = set(Alert.objects.filter(week=last, sampled=False).values_list("officer", flat=True))
        made = [
            _alert(finding, last, now, declared)
            for finding in findings(flags, detectors())
            if finding.officer not in known
        ]
        if not Alert.objects.filter(week=last, sampled=True).exists():
            made += _sample(window, {position for flag in flags for position in flag.looks}, now)
        return Alert.objects.bulk_create(made)


def _window(last: date) -> Window:
    begins = timezone.make_aware(datetime.combine(last - HISTORY, time.min))
    looks, ties = reading.read(begins)
    staff = queries.staff()
    people = {look.person for look in looks} | {officer.person for officer in staff.values()}
    persons, shares = giving.described(people - {""})
    officers = {key: _at_home(officer, persons.get(officer.person)) for key, officer in staff.items()}
    for look in looks:
        officers.setdefault(look.officer, Officer(look.officer, "", ""))
    ties += giving.ties(begins.date(), last)
    return Window(looks, Ties(ties, persons), World(officers, persons, shares), last=last)


def _at_home(officer: Officer, person: Person | None) -> Officer:
    if person is None:
        return officer
    return replace(officer, home=person.home, postcode=person.postcode, surname=person.surname)


def _alert(finding: Finding, last: date, now: datetime, declared: dict[str, object]) -> Alert:
    told = [
        {
            "detector": f.detector,
            "name": detectors()[f.detector].name,
            "story": f.story,
            "looks": list(f.looks),
        }
        for f in finding.flags
    ]
    return Alert(
        officer=finding.officer, week=last, made_at=now, urgent=finding.urgent, weight=finding.weight, flags=told,
        thresholds=declared,
    )  # fmt: skip


def _sample(window: Window, flagged: set[int], now: datetime) -> list[Alert]:
    """Ten looks that nothing flagged, drawn by chance: the only honest estimate of what is missed."""
    rest = [look for look in window.week if look.kind is Kind.OPENED and look.position not in flagged]
    drawn = random.SystemRandom().sample(rest, min(SAMPLE, len(rest)))
    story = "Drawn at random."
    return [
        Alert(
            officer=look.officer, week=window.last, made_at=now, sampled=True,
            flags=[{"detector": "", "name": "Random check", "story": story, "looks": [look.position]}],
        )
        for look in drawn
    ]  # fmt: skip


def own(alert: Alert, *, by: Actor, now: datetime) -> Alert | Refused:
    """Take it. Whoever is close to the officer cannot."""
    if refused := _too_close(alert, by):
        return refused
    Alert.objects.filter(pk=alert.pk, owner="").update(owner=by.id, owned_at=now)
    return Alert.objects.get(pk=alert.pk)


def decide(alert: Alert, *, outcome: str, reason: str, by: Actor, now: datetime) -> Alert | Refused:
    """Close it, with a reason. In the log with whom it was about, so that closing for a friend is found."""
    if refused := _too_close(alert, by):
        return refused
    reason = " ".join(reason.split())
    if outcome not in Outcome.values:
        return Refused("Select what it was")
    if len(reason) < SHORTEST_REASON:
        return Refused(f"Enter a reason of at least {SHORTEST_REASON} characters")
    with transaction.atomic():
        found = Alert.objects.select_for_update().get(pk=alert.pk)
        if found.outcome:
            return Refused("Somebody has decided this already: go back to read what they said")
        found.outcome, found.reason, found.decided_by, found.decided_at = outcome, reason, by.id, now
        found.owner, found.owned_at = found.owner or by.id, found.owned_at or now
        found.save()
        detail = {"officer": found.officer, "outcome": outcome}
        audit.record("misuse.decided", actor=by, subject=f"alert:{found.pk}", reason=reason, detail=detail)
    return found


def _too_close(alert: Alert, by: Actor) -> Refused | None:
    staff = queries.staff()
    me = staff.get(by.id, Officer(by.id, "", ""))
    if is_close(me, staff.get(alert.officer), alert.officer):
        return Refused("Ask another auditor: nobody decides about themselves or somebody close to them")
    return None


def load_staff(rows: list[Colleague]) -> int:
    """Replace what is known of staff by these rows."""
    with transaction.atomic():
        Colleague.objects.all().delete()
        return len(Colleague.objects.bulk_create(rows))
