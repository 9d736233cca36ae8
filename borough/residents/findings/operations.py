"""What people do with a finding: take it, take a step, decide. Each is one transaction, logged last."""

from datetime import datetime

from django.db import transaction

from borough.platform.audit import api as audit

from .models import Finding, Step, Suspension, Worker
from .queries import taken
from .register import detectors, values
from .steps import SHORTEST, Refused, may_confirm, may_take

AGAINST = {Finding.Outcome.FRAUD, Finding.Outcome.ERROR}


@transaction.atomic
def take(finding: Finding, actor: audit.Actor) -> None:
    """Make it one's own; whoever had it is in the log."""
    before, finding.owner = finding.owner, actor.id
    finding.save(update_fields=["owner"])
    _log("finding.taken", finding, actor, {"before": before})


@transaction.atomic
def step(
    finding: Finding,
    actor: audit.Actor,
    *,
    number: int,
    result: str,
    answered: bool,
    because: str,
    now: datetime,
) -> Step | Refused:
    """Write down a step and what it showed."""
    steps = detectors()[finding.rule].steps
    if refused := may_take(number, steps, taken(finding), because):
        return refused
    if len(result.strip()) < SHORTEST:
        return Refused("result", f"Write what it showed, in {SHORTEST} characters or more")
    made = Step.objects.create(
        finding=finding, number=number, what=steps[number], result=result.strip(), answered=answered,
        skipped_because=because.strip(), at=now, by=actor.id,
    )  # fmt: skip
    _log("finding.step", finding, actor, {"step": number, "answered": answered})
    return made


@transaction.atomic
def decide(
    finding: Finding, actor: audit.Actor, *, outcome: str, explained: str, reason: str, recovered_pence: int | None,
    prevented_pence: int | None = None, now: datetime,
) -> Finding | Refused:  # fmt: skip
    """Close it. A person decides, with a reason; against somebody only after steps that were answered or repeated."""
    detector = detectors()[finding.rule]
    if outcome not in Finding.Outcome.values or (outcome in AGAINST and detector.about_children):
        return Refused("outcome", "Select what you found")
    if len(reason.strip()) < SHORTEST:
        return Refused("reason", f"Give the reason, in {SHORTEST} characters or more")
    if outcome in AGAINST and (refused := may_confirm(taken(finding))):
        return refused
    if outcome == Finding.Outcome.NOTHING and explained not in detector.innocent:
        return Refused("explained", "Select what explains it")
    worth = values().get(detector.value)
    counted = outcome in AGAINST and worth is not None
    finding.state, finding.outcome, finding.reason = Finding.State.CLOSED, outcome, reason.strip()
    finding.explained = explained if outcome == Finding.Outcome.NOTHING else ""
    finding.decided_at, finding.decided_by = now, actor.id
    if counted and worth and worth.kind == "prevented":
        finding.prevented_pence = min(prevented_pence or worth.pence or 0, worth.pence or 0)
    elif counted:
        finding.recovered_pence = recovered_pence or 0
    finding.save()
    _log("finding.decided", finding, actor, {"outcome": outcome})
    return finding


@transaction.atomic
def start_again(stop: Suspension, actor: audit.Actor, now: datetime) -> Refused | None:
    """Two owners start a stopped detector again: the first says so, the second makes it run."""
    if stop.first_owner == actor.id:
        return Refused("", "A second owner starts it: somebody other than you")
    if not stop.first_owner:
        stop.first_owner = actor.id
    else:
        stop.second_owner, stop.until = actor.id, now
    stop.save()
    audit.record(
        "finding.restarted", actor=actor, subject=f"detector:{stop.rule}", detail={"runs": bool(stop.until)}
    )
    return None


@transaction.atomic
def name_worker(code: str, actor_id: str, by: audit.Actor) -> None:
    """From now on this code of the children's case system stands for this account."""
    Worker.objects.update_or_create(code=code, defaults={"actor": actor_id})
    audit.record("worker.named", actor=by, subject=actor_id, detail={"code": code})


def _log(event: str, finding: Finding, actor: audit.Actor, detail: dict[str, object]) -> None:
    """The log names the finding, never the person: whoever may read the log need not know of a suspicion."""
    about = {"rule": finding.rule, "version": finding.version}
    audit.record(event, actor=actor, subject=f"finding:{finding.pk}", detail=about | detail)
