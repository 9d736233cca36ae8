"""The queue of findings, which names nobody, and what every detector yields."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse

from borough.platform.access.api import Request
from borough.residents.findings import api as findings
from borough.ui import api as ui

WORKING = 7 / 5  # days of the calendar to a working day


def queue(request: Request, mine: QuerySet[findings.Finding]) -> HttpResponseBase:
    """Those of this purpose, the open ones first by the day on which a decision is due."""
    return _list(request.actor.id).show(request, mine)


def due(finding: findings.Finding) -> Any:
    """The day by which it is to be decided; None once it is."""
    if finding.state != findings.Finding.State.OPEN:
        return None
    days = findings.detectors()[finding.rule].due
    return (finding.found_at + timedelta(days=round(days * WORKING))).date()


def state_of(finding: findings.Finding) -> str:
    return finding.get_outcome_display() if finding.outcome else "Open"


def _list(actor_id: str) -> ui.ListPage:
    def owner(finding: findings.Finding) -> str:
        return "You" if finding.owner == actor_id else "Somebody else" if finding.owner else "Nobody"

    return ui.ListPage(
        name="findings",
        title="Findings",
        intro="Two facts that contradict each other, or a gap. None is a verdict: most have an innocent explanation.",
        empty="Nothing was found under your purpose.",
        sort="found",
        columns=[
            ui.Column(heading="Number", value="pk", sort="pk", link=lambda f: reverse("staff:finding", args=[f.pk])),
            ui.Column(heading="What", value=lambda f: findings.detectors()[f.rule].title, sort="rule"),
            ui.Column(heading="Found", value="found_at", sort="found_at"),
            ui.Column(heading="Decide by", value=due),
            ui.Column(heading="With", value=owner),
            ui.Column(heading="State", value=state_of, sort="state"),
        ],
        filters=[
            ui.Filter(name="state", label="State", field="state", choices=[("open", "Open"), ("closed", "Closed")]),
        ],
    )  # fmt: skip


def live_yield(request: Request) -> HttpResponseBase:
    return YIELD.show(request, [_row(one) for one in findings.yields()])


def _row(one: findings.Yield) -> dict[str, object]:
    detector, stop = findings.detectors()[one.code], findings.stopped().get(one.code)
    state = (
        f"Stopped: {stop.because}"
        if stop
        else "Runs"
        if detector.runs
        else f"No source: {detector.missing[0]}"
    )
    return {
        "code": one.code, "title": detector.title, "state": state, "open": one.open, "weak": one.weak,
        "closed": one.closed, "fraud": one.fraud, "error": one.error, "helped": one.helped, "nothing": one.nothing,
        "days": one.days, "prevented": f"£{one.prevented_pence / 100:,.0f}",
        "recovered": f"£{one.recovered_pence / 100:,.2f}",
    }  # fmt: skip


YIELD = ui.ListPage(
    name="findings-yield",
    title="What findings yield",
    intro="A detector stops when of its last 30 closed too few were confirmed: fewer than a fifth, or one in twenty "
    "where asking comes first. Two owners start it again. Gaps around children are reviewed and never stopped.",
    sort="detector",
    empty="Nothing is looked for.",
    columns=[
        ui.Column(heading="Detector", value="code"),
        ui.Column(heading="What", value="title"),
        ui.Column(heading="State", value="state"),
        ui.Column(heading="Open", value="open", numeric=True),
        ui.Column(heading="Links to review", value="weak", numeric=True),
        ui.Column(heading="Closed", value="closed", numeric=True),
        ui.Column(heading="Fraud", value="fraud", numeric=True),
        ui.Column(heading="Error", value="error", numeric=True),
        ui.Column(heading="Acted on", value="helped", numeric=True),
        ui.Column(heading="No issue", value="nothing", numeric=True),
        ui.Column(heading="Days", value="days", numeric=True),
        ui.Column(heading="Prevented (estimate)", value="prevented", numeric=True),
        ui.Column(heading="Recovered", value="recovered", numeric=True),
    ],
)
