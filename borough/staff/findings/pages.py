"""One finding on its page: both sides, what would explain it, what was not looked at, the steps, the decision."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from borough.platform.access.api import Request
from borough.platform.privacy.api import Fields
from borough.residents.findings import api as findings
from borough.staff.people import words
from borough.staff.people.looks import look_of
from borough.ui import api as ui

from .lists import due, state_of

BREAK = "A finding is not a verdict. A person decides, and against nobody because they did not answer."


def page_of(request: Request, finding: findings.Finding) -> HttpResponse:
    """Logged with everybody whom it speaks of, then shown."""
    story, names = findings.story_of(finding), findings.identifiers_in(finding)
    look = look_of(request)
    look.write(
        "person.looked", subject=finding.person.identifier, people=sorted(names.values()),
        fields=[Fields.IDENTITY, Fields.ADDRESS], finding=finding.pk, rule=finding.rule, version=finding.version,
    )  # fmt: skip
    item = ui.Item(
        title=story.detector.title, caption=f"Finding {finding.pk}", intro=BREAK,
        status=ui.Tag(text=state_of(finding), colour="blue" if finding.outcome == "" else "grey"),
        crumbs=[("Findings", "staff:findings")], actions=_actions(request, finding),
        sections=[*_told(finding, story, names), *_around(story), _steps(finding), *_decision(finding)],
    )  # fmt: skip
    mine = finding.owner == request.actor.id
    context = {"finding": finding, "may_take": not mine and finding.state == findings.Finding.State.OPEN}
    return item.show(request, context, "staff/findings/finding.html")


def _actions(request: Request, finding: findings.Finding) -> list[ui.Button]:
    if finding.owner != request.actor.id or finding.state != findings.Finding.State.OPEN:
        return []
    return [
        ui.Button(text="Write down a step", href=reverse("staff:finding_step", args=[finding.pk])),
        ui.Button(
            text="Decide", href=reverse("staff:finding_decide", args=[finding.pk]), variant="secondary"
        ),
    ]


def _told(finding: findings.Finding, story: findings.Story, names: dict[int, str]) -> list[ui.ItemSection]:
    return [
        ui.ItemSection(heading=story.detector.says, content=_facts(story.first, names)),
        ui.ItemSection(heading=story.detector.against, content=_facts(story.second, names)),
        ui.ItemSection(
            heading="What it rests on most",
            content=ui.InsetText(text=f"{story.rests.text} {words.sureness(story.rests.confidence)}."),
            note="Of the links between a record and a person, the least sure. Below 99 in 100 a finding that falls "
            "with it is not shown.",
        ),
    ]


def _facts(sentences: tuple[findings.Sentence, ...], names: dict[int, str]) -> ui.Table:
    rows = [
        [
            one.text,
            _person(names.get(one.person, "")),
            words.system(one.feed),
            one.key,
            f"{one.batch}/{one.row}",
        ]
        for one in sentences
    ]
    return ui.Table(
        head=["What is said", "Of whom", "By which system", "Its key", "Batch and row"], rows=rows
    )


def _person(identifier: str) -> str:
    if not identifier:
        return "No longer in the index"
    href = reverse("staff:person", args=[identifier])
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, identifier)


def _around(story: findings.Story) -> list[ui.ItemSection]:
    shut = ", ".join(words.system(feed) for feed in story.unread) or "None"
    values = {
        "Up to": ui.date_in_words(story.day),
        "Law": story.detector.law,
        "Who answers for it": story.detector.owner,
        "Read": ", ".join(words.system(feed) for feed in story.read),
        "Not looked at: the purpose does not open it": shut,
        "Not looked at: no feed": "; ".join(story.detector.missing) or "None",
    }
    explains = format_html_join("", "<li>{}</li>", ((one,) for one in story.detector.innocent))
    return [
        ui.ItemSection(
            heading="What would explain it",
            content=format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', explains),
        ),
        ui.ItemSection(heading="What it was made with", content=ui.facts(values)),
    ]


def _steps(finding: findings.Finding) -> ui.ItemSection:
    detector = findings.detectors()[finding.rule]
    done = [
        ui.Event(title=one.what, when=one.at, text=one.result + (
            f" Earlier steps were left out: {one.skipped_because}" if one.skipped_because else ""
        ), tag=None if one.answered else ui.Tag(text="No answer", colour="grey"))
        for one in findings.steps_of(finding)
    ]  # fmt: skip
    place = findings.next_step(detector.steps, findings.taken(finding))
    following = f"Next: {detector.steps[place]}." if place is not None else "All steps have been taken."
    by = due(finding)
    return ui.ItemSection(
        heading="Steps, the least intrusive first",
        note=f"{following} {f'Decide by {ui.date_in_words(by)}.' if by else ''}".strip(),
        content=ui.Timeline(events=done, empty="No step has been taken yet."),
    )


def _decision(finding: findings.Finding) -> list[ui.ItemSection]:
    if not finding.outcome:
        return []
    values: dict[str, object] = {"Outcome": finding.get_outcome_display(), "Why": finding.reason}
    if finding.explained:
        values["What explained it"] = finding.explained
    for words_, pence in (
        ("Prevented (estimate)", finding.prevented_pence),
        ("Recovered", finding.recovered_pence),
    ):
        if pence is not None:
            values[words_] = f"£{pence / 100:,.2f}"
    return [ui.ItemSection(heading="Decision", content=ui.facts(values | {"On": finding.decided_at}))]
