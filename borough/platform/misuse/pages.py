"""The auditor's queue, and one alert with its story."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from borough.platform.audit import api as audit
from borough.ui import api as ui

from .models import Alert, Outcome

SHOWN = 20  # looks of a flag
ASK = "Ask before you decide. What their work explains is not here; what nobody wrote down is."


def state(alert: Alert) -> ui.Tag:
    if alert.outcome:
        return ui.Tag(text={"work": "Work", "misuse": "Misuse"}.get(alert.outcome, "Unclear"), colour="grey")
    if alert.urgent:
        return ui.Tag(text="Urgent", colour="red")
    return ui.Tag(text="Taken" if alert.owner else "New", colour="blue" if alert.owner else "yellow")


def what(alert: Alert) -> str:
    return ", ".join(dict.fromkeys(flag["name"] for flag in alert.flags))


def names() -> dict[str, str]:
    return dict(audit.actors())


def queue() -> ui.ListPage:
    known = names()
    return ui.ListPage(
        name="misuse",
        title="Looks that deserve a question",
        intro="Each line is a week of an officer. What their work explains was set aside; the rest matched a "
        "declared rule, or was drawn at random. It is a question, not a finding: most have an innocent answer.",
        sort="-week",
        empty="Nothing deserves a question. The week that has ended is judged every Monday.",
        filters=[ui.Filter(name="outcome", label="Decision", field="outcome", choices=Outcome.choices)],
        columns=[
            ui.Column(
                heading="Officer",
                value=lambda alert: known.get(alert.officer, alert.officer),
                link=lambda alert: reverse("misuse:alert", args=[alert.pk]),
            ),
            ui.Column(heading="What", value=what),
            ui.Column(heading="Week to", value="week", sort="week"),
            ui.Column(heading="Owner", value=lambda alert: known.get(alert.owner, alert.owner)),
            ui.Column(heading="State", value="outcome", shown=state, sort="outcome"),
        ],
    )


def item(alert: Alert) -> ui.Item:
    known = names()
    decided = {
        "Decision": Outcome(alert.outcome).label, "Why": alert.reason,
        "By": known.get(alert.decided_by, alert.decided_by), "When": alert.decided_at,
    } if alert.outcome else {}  # fmt: skip
    return ui.Item(
        caption="A random check" if alert.sampled else "An alert",
        title=known.get(alert.officer, alert.officer),
        status=state(alert),
        crumbs=[("Misuse", "misuse:list")],
        intro="" if alert.outcome else ASK,
        sections=[
            *([ui.ItemSection(heading="Decision", content=ui.facts(decided))] if decided else []),
            *(ui.ItemSection(heading=_heading(number, flag), content=_looks(flag["looks"]), note=flag["story"])
              for number, flag in enumerate(alert.flags, start=1)),
            ui.ItemSection(heading="About this", content=ui.facts({
                "Week to": alert.week, "Made": alert.made_at, "Owner": known.get(alert.owner, alert.owner),
            })),
        ],
    )  # fmt: skip


def _heading(number: int, flag: dict[str, str]) -> str:
    return f"{number}. {flag['name']}" + (f" ({flag['detector']})" if flag["detector"] else "")


def _looks(positions: list[int]) -> str:
    lines = format_html_join(
        "", '<li><a class="govuk-link" href="/staff/audit/{}/">Entry {} of the log</a></li>',
        ((position, f"{position:,}") for position in positions[:SHOWN]),
    )  # fmt: skip
    rest = len(positions) - SHOWN
    more = format_html('<p class="govuk-body">And {} more.</p>', rest) if rest > 0 else ""
    return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>{}', lines, more)
