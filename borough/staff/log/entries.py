"""One entry of the log: what happened, to whom, what was shown, and the proof that it stands in the log."""

import json

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from borough.platform.audit import api as audit
from borough.ui import api as ui

from .pages import CRUMBS, purpose_in_words
from .words import fields_in_words, in_words


def item(event: audit.Event) -> ui.Item:
    facts = {
        "When": event.at, "Who": event.actor_name, "Their identifier": event.actor,
        "Their roles": event.roles.replace(" ", ", ").replace("_", " "), "About": _subject(event.about),
        "Purpose": purpose_in_words(event.purpose), "Reason": event.reason,
    }  # fmt: skip
    detail = _detail(event)
    return ui.Item(
        title=in_words(event.event),
        caption=f"Entry {event.position:,} of the log",
        crumbs=CRUMBS,
        sections=[
            ui.ItemSection(heading="What happened", content=ui.facts(facts)),
            *([ui.ItemSection(heading="What was shown", content=ui.facts(detail))] if detail else []),
            ui.ItemSection(heading="Its place in the log", content=_place(event)),
        ],
    )


def _detail(event: audit.Event) -> dict[str, object]:
    told = json.loads(event.detail)
    shown: dict[str, object] = {}
    if told.pop("people", []):
        shown["People"] = format_html_join(", ", "{}", ((_subject(one),) for one in audit.people_in(event)))
    if told.pop("fields", []):
        shown["Fields"] = fields_in_words(event.detail)
    return shown | {key.replace("_", " ").capitalize(): _written(value) for key, value in told.items()}


def _subject(subject: str) -> str:
    if not subject:
        return ""
    address = reverse("staff:log_person", args=[subject])
    return format_html('<a class="govuk-link" href="{}">{}</a>', address, subject)


def _written(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _place(event: audit.Event) -> ui.SummaryList:
    return ui.facts({
        "This entry": event.hash, "The entry before": event.previous, "Position": event.position,
        "Time in UTC, to the microsecond": event.at.isoformat(), "Proof": _where_its_proof_is(event),
    })  # fmt: skip


def _where_its_proof_is(event: audit.Event) -> str:
    head = audit.newest_head()
    if head is None or head.size < event.position:
        return "Its proof comes with the next signed head, within five minutes."
    return format_html(
        '<a class="govuk-link" href="{}" download>Download the proof</a> that it is one of the {} entries that '
        "were signed on {}.",
        reverse("staff:log_proof", args=[event.position]),
        f"{head.size:,}",
        head.signed_at[:16].replace("T", " at "),
    )


def proof(position: int) -> dict[str, object] | None:
    """The proof as JSON values. None: there is no such entry, or no head over it yet."""
    event, head = audit.entry(position), audit.newest_head()
    return audit.inclusion(position, head) if event and head and head.size >= position else None
