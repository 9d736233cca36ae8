"""A file of a register: what it would change, or changed; and what is doubtful in a register."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from borough.platform.feeds import api as feeds
from borough.platform.registers.comparing import Moved, Note, Pair
from borough.platform.registers.declaration import Register
from borough.platform.registers.history import Conflict
from borough.platform.registers.items import Item
from borough.platform.registers.previewing import Changed, Findings, Preview
from borough.platform.registers.public.addresses import item_page
from borough.ui import api as ui

from .lists import HOME, state_tag

MOST = 100
DECISIONS = {
    "accept": ("Accept", "What it changes is public at once."),
    "refuse": ("Refuse", "Nothing of it is taken in. The file is kept."),
    "reverse": ("Take back", "The register is as if this file had never come."),
}
DONE = {
    "accept": "The file is taken in.",
    "refuse": "The file is refused: the register stays as it is.",
    "reverse": "The file is taken back.",
}
OPEN_TO = {"held": ("accept", "refuse"), "applied": ("reverse",)}
Rows = list[list[ui.Cell | str]]


def batch_page(batch: feeds.BatchSummary, register: Register, seen: Preview | None) -> ui.Item:
    """One file of a register."""
    sections = [*_why(batch), *(_seen(seen) if seen else []), *_set_aside(batch), _file(batch)]
    return ui.Item(
        caption=f"{register.title}, extract of {ui.date_in_words(batch.extracted_on)}",
        title=f"File {batch.id}",
        status=state_tag(batch.state),
        crumbs=[HOME, (register.title, reverse("registers-staff:register", args=[register.name]))],
        actions=[
            ui.Button(
                text=DECISIONS[verb][0],
                href=reverse(f"registers-staff:{verb}", args=[batch.id]),
                variant="" if verb == "accept" else "secondary",
            )
            for verb in OPEN_TO.get(batch.state, ())
        ],
        intro="The file is being read. Open this page again in a moment."
        if batch.state == "received"
        else "",
        sections=sections,
    )


def _why(batch: feeds.BatchSummary) -> list[ui.ItemSection]:
    if not batch.problems:
        return []
    rows: Rows = [
        [feeds.REASONS[code].label, found, feeds.REASONS[code].remedy] for code, found in batch.problems
    ]
    table = ui.Table(head=["Reason", "What was found", "What to do"], rows=rows, first_cell_is_header=True)
    heading = {"held": "Why it waits", "refused": "Why it was refused"}.get(batch.state, "What was accepted")
    return [ui.ItemSection(heading=heading, content=table)]


def _seen(seen: Preview) -> list[ui.ItemSection]:
    register = seen.register
    return [
        part
        for part in (
            _section("Possible duplicates", PAIRS, [_pair(register, one) for one in seen.pairs]),
            _section("Moved more than 50 metres", MOVED, [_moved(register, one) for one in seen.moved]),
            _section("Hours that change", CHANGED, _changes(register, seen.hours)),
            _section("Gone", GONE, [[_link(register, item), _where(item)] for item in seen.gone]),
            _section("New", NEW, [[item.label, item.key, _where(item)] for item in seen.new]),
            _section("Other changes", CHANGED, _changes(register, seen.changed)),
            _section("Look at these", NOTES, [[one.item.label, one.words] for one in seen.notes]),
        )
        if part
    ]


PAIRS: list[ui.Cell | str] = ["This", "And this", "Apart"]
MOVED: list[ui.Cell | str] = ["Item", "How far", "From", "To"]
CHANGED: list[ui.Cell | str] = ["Item", "Field", "Now", "Would be"]
GONE: list[ui.Cell | str] = ["Item", "Where"]
NEW: list[ui.Cell | str] = ["Item", "Key", "Where"]
NOTES: list[ui.Cell | str] = ["Item", "What is doubtful"]


def _section(heading: str, head: Sequence[ui.Cell | str], rows: Rows) -> ui.ItemSection | None:
    if not rows:
        return None
    more = f" The first {MOST} are shown." if len(rows) > MOST else ""
    table = ui.Table(
        caption=heading, caption_classes="govuk-visually-hidden", head=head, rows=rows[:MOST],
        first_cell_is_header=True,
    )  # fmt: skip
    return ui.ItemSection(heading=heading, note=f"{len(rows):,} in all.{more}", content=table)


def _pair(register: Register, pair: Pair) -> list[ui.Cell | str]:
    return [_named(pair.one), _link(register, pair.other), f"{pair.metres:,.0f} metres"]


def _moved(register: Register, one: Moved) -> list[ui.Cell | str]:
    return [_link(register, one.before), f"{one.metres:,.0f} metres", _where(one.before), _where(one.after)]


def _changes(register: Register, changed: Sequence[Changed]) -> Rows:
    return [
        [
            _link(register, one.item),
            register.said_of(each.field) + (" (amended by us, stays)" if each.field in one.kept else ""),
            ui.written(each.before),
            ui.written(each.after),
        ]
        for one in changed
        for each in one.changes
    ]


def _link(register: Register, item: Item) -> str:
    where = item_page(register.name, item.key)
    return format_html('<a class="govuk-link" href="{}">{}</a>', where, _named(item))


def _named(item: Item) -> str:
    return item.label if item.label == item.key else f"{item.label} ({item.key})"


def _where(item: Item) -> str:
    said = [item.values.get(name, "") for name in ("address", "postcode", "ward_name")]
    point = (
        f"{item.lat:.5f}, {item.lon:.5f}" if item.lat is not None and item.lon is not None else "no position"
    )
    return ", ".join([*filter(None, said), point])


def _set_aside(batch: feeds.BatchSummary) -> list[ui.ItemSection]:
    """Rows that could not be taken in, and what was put right on the way."""
    said: dict[str, Any] = {
        feeds.REASONS[code].label: f"{_rows(count)}. {feeds.REASONS[code].remedy}"
        for code, count in batch.tally.get("reasons", {}).items()
    }
    if swapped := batch.tally.get("swapped"):
        said["Put right"] = f"Latitude and longitude were swapped in {_rows(swapped)}."
    for field, codes in batch.tally.get("set_aside", {}).items():
        for code, count in codes.items():
            said[f"Odd values in {field}"] = f"{_rows(count)}: {feeds.REASONS[code].label.lower()}."
    said |= {f"Note {number}": note for number, note in enumerate(batch.notes, 1)}
    return [ui.ItemSection(heading="Set aside, put right, noticed", content=ui.facts(said))] if said else []


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _file(batch: feeds.BatchSummary) -> ui.ItemSection:
    said: dict[str, object] = {
        "Name": batch.filename,
        "Rows": batch.rows_read,
        "Received": batch.received_at,
        "Received by": batch.received_by,
        "Taken in": batch.applied_at,
    }
    if batch.decided_at:
        said |= {"Decided by": batch.decided_by, "Decided": batch.decided_at, "Why": batch.decision}
    return ui.ItemSection(heading="The file", content=ui.facts(said))


def register_context(register: Register, found: Sequence[Conflict]) -> dict[str, Any]:
    """What stands around the list of a register's files."""
    rows: Rows = [
        [
            format_html('<a class="govuk-link" href="{}">{}</a>', item_page(register.name, one.key), one.key),
            register.said_of(one.field), one.amended, ui.written(one.said), ui.written(one.says), one.by,
        ]
        for one in found
    ]  # fmt: skip
    head: list[ui.Cell | str] = [
        "Item",
        "Field",
        "We say",
        "Source said then",
        "Source says now",
        "Amended by",
    ]
    return {
        "register": register,
        "upload_url": reverse("registers-staff:upload", args=[register.name]),
        "findings_url": reverse("registers-staff:findings", args=[register.name]),
        "conflicts": ui.Table(head=head, rows=rows, first_cell_is_header=True) if rows else None,
    }


def findings_page(register: Register, found: Findings) -> ui.Item:
    """What is doubtful in a register as it is."""
    parts = [
        _section("Possible duplicates", PAIRS, [_pair(register, one) for one in found.pairs]),
        _section("Postcodes to look at", NOTES, [_note(register, one) for one in found.notes]),
    ]
    return ui.Item(
        caption=register.title,
        title="What is doubtful",
        intro="" if any(parts) else "Nothing was found.",
        crumbs=[HOME, (register.title, reverse("registers-staff:register", args=[register.name]))],
        sections=[part for part in parts if part],
    )


def _note(register: Register, note: Note) -> list[ui.Cell | str]:
    return [_link(register, note.item), note.words]
