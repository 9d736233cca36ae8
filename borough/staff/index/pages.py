"""The steward's page: how the index stands, what waits for a decision, what was changed and decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from borough.residents import api as residents
from borough.staff.people.words import listed, system
from borough.ui import api as ui

NEWEST = 50  # changes on the page
KINDS = {
    "merged": "Merged into another person",
    "split": "Records split off to a new person",
    "moved": "Records moved to another person",
}
Cells = Sequence[ui.Cell | str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision that needs a reason: what it is, what follows, and what is said once it is made."""

    title: str
    consequence: str
    button: str
    done: str


VERBS = {
    "switch": Asked(
        "Switch to the proposal",
        "Every person becomes what the proposal says, with what came since, in one step. People keep their "
        "identifiers where most of their records stay. Each merge, split and move can be undone.",
        "Switch",
        "The switch is on its way. Until it is done everybody sees the persons of before.",
    ),
    "discard": Asked(
        "Throw the proposal away",
        "Nothing changes. Another one can be made at any time.",
        "Throw away",
        "The proposal was thrown away. Nothing was changed.",
    ),
}


def undoing(made: residents.Moved) -> Asked:
    what = {
        "merged": f"{made.source} becomes a person again, with the records that went to {made.target}.",
        "split": f"The records that went to {made.target} return to {made.source}.",
        "moved": f"The records that went to {made.target} return to {made.source}.",
    }.get(made.kind, "")
    return Asked(
        f"Undo change {made.change}",
        f"{what} That is a decision: it holds through every linking, until it is withdrawn.",
        "Undo",
        f"Change {made.change} will be undone within seconds.",
    )


def withdrawing(number: int) -> Asked:
    return Asked(
        f"Withdraw decision {number}",
        "Its records go where the evidence puts them, now and later.",
        "Withdraw",
        f"Decision {number} is withdrawn.",
    )


def index_page(now: datetime) -> ui.Item:
    standing = residents.standing(now)
    return ui.Item(
        title="The index",
        crumbs=[("Staff", reverse("staff:home"))],
        intro="How records are given to persons. This page shows identifiers, never what a record says.",
        sections=[
            ui.ItemSection(heading="How it stands", content=ui.facts(_standing(standing))),
            *_proposal(),
            *_drift(standing),
            _changes(),
            _decisions(),
        ],
    )


def _standing(its: residents.Standing) -> dict[str, object]:
    return {
        "Records": its.records,
        "Persons": its.persons,
        "Records that wait for their place": its.waiting,
        "The oldest of them waits since": its.oldest,
        "Last step": its.last,
        "Longest step of a batch in the last day": f"{its.slowest:.1f} seconds" if its.slowest else None,
        "All were last linked": its.linked.finished_at if its.linked else None,
    }


def _proposal() -> list[ui.ItemSection]:
    made = residents.proposal()
    if made is None:
        return []
    links = format_html(
        '<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p><p class="govuk-body">'
        '<a class="govuk-link" href="{}">{}</a></p>',
        reverse("staff:index_proposal", args=["switch"]), VERBS["switch"].title,
        reverse("staff:index_proposal", args=["discard"]), VERBS["discard"].title,
    )  # fmt: skip
    counts = ui.facts(_counts(made.foreseen["counts"]))
    return [
        ui.ItemSection(
            heading="A proposal waits for a decision",
            note=f"All records were linked beside the index, on {ui.time_in_words(made.finished_at)}.",
            content=format_html("{}{}", counts, links),
        ),
        ui.ItemSection(heading="What it would change", content=_examples(residents.examples(made))),
    ]


def _drift(standing: residents.Standing) -> list[ui.ItemSection]:
    if standing.checked is None:
        return []
    return [
        ui.ItemSection(
            heading="Drift",
            note="What linking everything at once would change, by the night's check on "
            f"{ui.time_in_words(standing.checked.finished_at)}.",
            content=ui.facts(_counts(standing.checked.foreseen["counts"])),
        )
    ]


def _counts(counts: Mapping[str, int]) -> dict[str, object]:
    said: dict[str, object] = {words: counts[kind] for kind, words in KINDS.items()}
    return said | {
        "Records that would be another person's": counts["records"],
        "Of these, of a child": counts["children"],
    }


def _examples(examples: Sequence[Mapping[str, Any]]) -> ui.Table:
    rows: list[Cells] = [
        [
            KINDS[its["kind"]], _person(its["person"]), _person(its["other"]) or "A new person",
            ui.Cell(text=f"{its['records']:,}", format="numeric"), listed(system(feed) for feed in its["feeds"]),
            "Yes" if its["child"] else "No", ui.Cell(text=f"{its['looks']:,}", format="numeric"),
        ]
        for its in examples
    ]  # fmt: skip
    head: Cells = [
        "What", "Person", "Then", ui.Cell(text="Records", format="numeric"), "From", "A child",
        ui.Cell(text="Looks until now", format="numeric"),
    ]  # fmt: skip
    return ui.Table(head=head, rows=rows)


def _changes() -> ui.ItemSection:
    rows: list[Cells] = [
        [
            str(made.change), ui.date_in_words(made.day), KINDS[made.kind],
            _person(made.source), _person(made.target),
            ui.Cell(text=f"{made.records:,}", format="numeric"), _because(made), _undo(made),
        ]
        for made in residents.newest_changes(NEWEST)
    ]  # fmt: skip
    head: Cells = [
        "Change", "When", "What", "Person", "To", ui.Cell(text="Records", format="numeric"), "Because of", "Action",
    ]  # fmt: skip
    if not rows:
        return ui.ItemSection(heading="Merges, splits and moves", content="There are none yet.")
    return ui.ItemSection(
        heading="Merges, splits and moves",
        note=f"The newest {NEWEST}.",
        content=ui.Table(head=head, rows=rows),
    )


def _because(made: residents.Moved) -> str:
    match made.cause:
        case "batch":
            return _link(reverse("feeds:batch", args=[made.number]), f"Batch {made.number}")
        case "decision":
            return f"Decision {made.number} of {made.by}"
        case "relink":
            return f"Linking {made.number}"
        case _:
            return ""


def _undo(made: residents.Moved) -> str:
    if made.undone:
        return "Undone"
    return _link(reverse("staff:index_undo", args=[made.change]), "Undo", f"change {made.change}")


def _decisions() -> ui.ItemSection:
    rows: list[Cells] = [
        [
            str(its.pk), ui.date_in_words(its.at.date()), its.by, its.reason, its.fault or _told(its.told),
            _link(reverse("staff:index_withdraw", args=[its.pk]), "Withdraw", f"decision {its.pk}"),
        ]
        for its in residents.decisions_in_force()
    ]  # fmt: skip
    if not rows:
        return ui.ItemSection(heading="Decisions in force", content="There are none.")
    head: Cells = ["Decision", "When", "Who", "Why", "Followed", "Action"]
    return ui.ItemSection(heading="Decisions in force", content=ui.Table(head=head, rows=rows))


def _told(told: bool) -> str:
    return "Yes" if told else "Within seconds"


def _person(identifier: str) -> str:
    return _link(reverse("staff:person", args=[identifier]), identifier) if identifier else ""


def _link(address: str, text: str, hidden: str = "") -> str:
    more = format_html('<span class="govuk-visually-hidden"> {}</span>', hidden) if hidden else ""
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', address, text, more)
