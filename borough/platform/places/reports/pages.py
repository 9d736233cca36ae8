"""The list of reports, and the page of one."""

import re
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from borough.platform.correspondence import api as correspondence
from borough.platform.registers import api as registers
from borough.ui import api as ui

from .models import Outcome, Report, What
from .queries import LATE, of_place
from .subjects import owners, subject_in

COLOURS: dict[str, Any] = {
    "": "orange", Outcome.FIXED: "green", Outcome.NOT_SO: "grey", Outcome.CANNOT_TELL: "yellow",
}  # fmt: skip
# Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm (UAX 9).
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
STATES = {
    "": "Waits",
    Outcome.FIXED: "Put right",
    Outcome.NOT_SO: "Not so",
    Outcome.CANNOT_TELL: "Cannot tell",
}


def state_tag(report: Report) -> ui.Tag:
    late = not report.outcome and report.made_at < timezone.now() - LATE
    return ui.Tag(
        text="Late" if late else STATES[report.outcome], colour="red" if late else COLOURS[report.outcome]
    )


def age(report: Report) -> str:
    """How many days it waited, or waits."""
    days = ((report.answered_at or timezone.now()) - report.made_at).days
    return f"{days} day{'' if days == 1 else 's'}"


REPORTS = ui.ListPage(
    name="place-reports",
    title="Reports about places",
    intro="What people say is wrong. Each waits for the team that answers for its kind of place.",
    sort="-made",
    empty="Nobody has reported anything.",
    search=ui.Search(fields=["place_name", "words"], label="Search places and words"),
    filters=[
        ui.Filter(
            name="state",
            label="State",
            field="state",
            choices=[("waits", "Waits"), *((value, STATES[value]) for value in Outcome.values)],
        ),
        ui.Filter(name="what", label="What", field="what", choices=What.choices),
        ui.Filter(
            name="owner", label="Owner", field="owner", choices=lambda: [(name, name) for name in owners()]
        ),
    ],
    columns=[
        ui.Column(
            heading="Place",
            value="place_name",
            sort="place_name",
            link=lambda report: reverse("places-reports:report", args=[report.pk]),
        ),
        ui.Column(heading="What", value=lambda report: What(report.what).label, sort="what"),
        ui.Column(heading="Owner", value="owner", sort="owner"),
        ui.Column(heading="Made", value="made_at", sort="made_at"),
        ui.Column(heading="Age", value=age, numeric=True),
        ui.Column(
            heading="State", value=lambda report: state_tag(report).text, shown=state_tag, sort="outcome"
        ),
    ],
)


def report_page(report: Report) -> ui.Item:
    said = {
        "What is wrong": What(report.what).label,
        "How it really is": written_by_sender(report.words) or "Nothing was written",
        "Register": _register(report),
        "Made": report.made_at,
        "Owner": report.owner,
        "Ward": report.ward,
        "Wants an answer": "Yes, by e-mail" if report.wanted_reply else "No",
    }
    others = [other for other in of_place(report.place) if other.pk != report.pk]
    sections = [ui.ItemSection(heading="What was reported", content=ui.facts(said))]
    if now := _now(report):
        sections.append(now)
    if others:
        sections.append(
            ui.ItemSection(heading="Other reports about this place", content=report_table(others))
        )
    if report.outcome:
        sections.append(_answer(report))
    return ui.Item(
        caption=f"Report {report.pk}",
        title=report.place_name,
        status=state_tag(report),
        crumbs=[("Places", "/staff/places/"), ("Reports", reverse("places-reports:list"))],
        actions=_edit(report),
        sections=sections,
    )


def written_by_sender(words: str) -> str:
    """What a stranger typed, apart from the text round it: marks that turn the direction of text are left out."""
    plain = TURNING.sub("", words).strip()
    return format_html("<bdi>{}</bdi>", linebreaksbr(plain)) if plain else ""


def _edit(report: Report) -> list[ui.Button]:
    if report.register != "places":
        return []
    href = reverse("places-editing:place", args=[report.place])
    return [ui.Button(text="Edit this place", href=href, variant="secondary")]


def _register(report: Report) -> str:
    known = {register.name: register.title for register in registers.registers()}
    return _link(
        reverse("registers:register", args=[report.register]), known.get(report.register, report.register)
    )


def _now(report: Report) -> ui.ItemSection | None:
    place = subject_in(report.register, report.place)
    if place is None:
        return ui.ItemSection(
            heading="What the page says now", content=ui.InsetText(text="This place is gone.")
        )
    said = {"Name": place.name}
    if place.is_place:
        said["Opening hours, as given"] = place.hours or "Not known"
    if place.by_number:
        said["Property number (UPRN)"] = place.id
    return ui.ItemSection(heading="What the page says now", content=ui.facts(said))


def _answer(report: Report) -> ui.ItemSection:
    said: dict[str, object] = {
        "Outcome": STATES[report.outcome],
        "Answer": linebreaksbr(report.answer),
        "Answered": report.answered_at,
        "By": report.answered_by,
    }
    for message in correspondence.messages_about(f"place-report:{report.pk}"):
        said["Message"] = _link(reverse("correspondence:message", args=[message.pk]), message.subject)
    return ui.ItemSection(heading="Answer", content=ui.facts(said))


def report_table(reports: list[Report]) -> ui.Table:
    rows: list[Any] = [
        [_link(reverse("places-reports:report", args=[each.pk]), What(each.what).label), state_tag(each),
         ui.written(each.made_at)]
        for each in reports
    ]  # fmt: skip
    return ui.Table(head=["What", "State", "Made"], rows=rows)


def _link(href: str, words: str) -> str:
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, words)


def answered(report: Report, *, replied: bool) -> str:
    """What the editor is told."""
    return "Answered, and the sender is being written to." if replied else "Answered."
