"""The page of a place for its editors, and of a draft."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from borough.platform.audit import api as audit
from borough.platform.places.hours import exceptions_of, in_words
from borough.platform.places.reports import queries as reports
from borough.platform.places.reports.pages import report_table
from borough.platform.places.standing import assurance_of, status_of
from borough.platform.registers import api as registers
from borough.platform.registers.api import Amended, Refused
from borough.ui import api as ui

from . import operations, queries
from .fields import ASKED, FACTS, REGISTER, label_of, written
from .forms import MergeForm, PublishForm
from .lists import assured_tag, hours_tag
from .rows import hours_standing

CRUMBS = [("Places", "places-editing:list")]


def place_page(item: registers.Item, now: datetime) -> ui.Item:
    """How a place is kept: what it says, what is found, what became of it."""
    kept = registers.draft_of(REGISTER, item.key)
    values = item.values
    sections = [
        ui.ItemSection(heading="Hours", content=_hours(item, now)),
        ui.ItemSection(heading="Days with other hours", content=_exceptions(item)),
        ui.ItemSection(heading="Status and assurance", content=_standing(values, now)),
        ui.ItemSection(heading="What the page says", content=ui.facts(_says(values))),
        ui.ItemSection(heading="Getting in, and what is there", content=ui.facts(_facts(values))),
    ]
    if about := reports.of_place(item.key):
        sections.append(ui.ItemSection(heading="Reports", content=report_table(about)))
    sections.append(ui.ItemSection(heading="History", content=_history(item)))
    links = [("Edit", "edit", ""), ("Close, or other hours", "exception", "secondary"),
             ("Set the status", "status", "secondary"), ("Merge", "merge", "secondary")]  # fmt: skip
    if kept:
        links.insert(0, ("Look at the draft", "draft", ""))
    return ui.Item(
        caption=values["kind"].replace("_", " ").capitalize(),
        title=item.label,
        status=ui.Tag(text=waits(kept, timezone.localdate(now)), colour="blue") if kept else None,
        crumbs=CRUMBS,
        intro=format_html('<a class="govuk-link" href="/places/{}/">As the public sees it</a>', item.key),
        actions=[
            ui.Button(text=words, href=reverse(f"places-editing:{name}", args=[item.key]), variant=look)  # type: ignore[arg-type]
            for words, name, look in links
        ],
        sections=sections,
    )


def _hours(item: registers.Item, now: datetime) -> str:
    values = item.values
    given = values.get("opening_hours", "")
    read = queries.hours_of(values)
    said = {
        "As given": given or None,
        "Read as": read.osm or None,
        "In words": in_words(read, on=timezone.localdate(now)) if read.known else None,
        "Beside the hours": read.remarks or None,
    }
    return render_to_string(
        "places/editing/hours.html",
        {
            "tag": hours_tag(hours_standing(given)),
            "findings": queries.findings_of(values),
            "facts": ui.facts({key: value for key, value in said.items() if value}),
            "week": week_table(values, now),
        },
    )


def week_table(values: Mapping[str, str], now: datetime) -> ui.Table:
    """The coming week in words."""
    rows: list[Any] = [list(day) for day in queries.coming_week(values, timezone.localdate(now))]
    return ui.Table(
        caption="The coming week", caption_classes="govuk-table__caption--s", head=["Day", "Open"], rows=rows,
        first_cell_is_header=True,
    )  # fmt: skip


def _exceptions(item: registers.Item) -> str:
    given = exceptions_of(item.values.get("hours_exceptions", ""))
    days = [
        (str(each), each, in_words(each.hours) if each.hours.known else "Hours not known") for each in given
    ]
    return render_to_string("places/editing/exceptions.html", {"days": days, "key": item.key})


def _standing(values: Mapping[str, str], now: datetime) -> ui.SummaryList:
    status = status_of(values, now)
    assured = assurance_of(values, timezone.localdate(now))
    standing = "never" if assured.on is None else "stale" if assured.stale else "fresh"
    return ui.facts(
        {
            "Status": f"{status.words}. {status.note}".strip() if status else None,
            "Until": status.until if status else None,
            "Assured on": assured.on,
            "Assurance": assured_tag(standing),
        }
    )


def _says(values: Mapping[str, str]) -> dict[str, object]:
    names = [asked.name for asked in ASKED if asked not in FACTS and asked.name != "opening_hours"]
    said: dict[str, object] = {label_of(name): values.get(name) or None for name in names}
    return said | {"Ward": values.get("ward_name") or None, "Source": values.get("source") or None,
                   "Dated": registers.day_in_words(values.get("source_date", "")) or None,
                   "Licence": values.get("licence") or None}  # fmt: skip


def _facts(values: Mapping[str, str]) -> dict[str, object]:
    return {asked.label: written(asked.name, values.get(asked.name, "")).replace("Nothing", "Not known")
            for asked in FACTS}  # fmt: skip


def _history(item: registers.Item) -> ui.Timeline:
    events = [_event(event, item.key) for event in registers.history(REGISTER, item.key)[:100]]
    return ui.Timeline(events=events)


def _event(event: registers.Event, key: str) -> ui.Event:
    changes = "; ".join(
        f"{label_of(change.field)}: {change.before or 'nothing'} → {change.after or 'nothing'}"
        for change in event.changes[:12]
    )
    text = ". ".join(part for part in (event.why, changes) if part)
    href = reverse("places-editing:undo", args=[key, event.group]) if event.may_be_taken_back else ""
    return ui.Event(
        title=event.words + (": undo" if href else ""), when=event.on, text=text, by=event.by, href=href
    )


def draft_context(item: registers.Item, kept: registers.DraftRow) -> dict[str, Any]:
    """What a draft would change, and the place as it would be."""
    now = timezone.now()
    after = {**item.values, **kept.values}
    rows: list[Any] = [
        [each.field, each.before, each.after] for each in queries.differences(item.values, kept.values)
    ]
    return {
        "item": item,
        "draft": kept,
        "late": bool(kept.publish_on and kept.publish_on <= timezone.localdate(now)),
        "changes": ui.Table(head=["What", "Now", "After"], rows=rows, first_cell_is_header=True),
        "week": week_table(after, now),
        "says": ui.facts(_says(after)),
        "facts": ui.facts(_facts(after)),
    }


def published(
    kept: registers.DraftRow, form: PublishForm, *, by: audit.Actor, now: datetime
) -> str | Refused:
    """What was done, in words."""
    given = form.cleaned_data
    how: dict[str, Any] = {"by": by, "why": given["why"], "now": now, "saw": given["saw"]}
    if given["when"] == "later":
        refused = registers.schedule(kept.id, given["on"], **how)
        return refused or f"It will be published as {ui.date_in_words(given['on'])} begins."
    done = registers.publish(kept.id, **how)
    return done if isinstance(done, Refused) else "Published."


def waits(kept: registers.DraftRow, today: date) -> str:
    """For what a draft waits."""
    if kept.publish_on is None:
        return "Draft waits"
    day = ui.date_in_words(kept.publish_on)
    return f"Draft for {day}" if kept.publish_on > today else f"Draft not published on {day}"


def merged(key: str, form: MergeForm, *, by: audit.Actor, now: datetime) -> Amended | Refused:
    given = form.cleaned_data
    return operations.merge(key, given["keep"].strip(), why=given["why"], by=by, now=now)
