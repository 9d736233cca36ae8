"""The feeds' item pages: what is known, put under headings."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import format_html

from borough.platform.access.api import Actor, Role, may_open
from borough.ui import api as ui

from .contract import Contract
from .contracts import contract_of
from .lists import feed_tag, in_words, sentence, state_tag
from .models import State
from .previewing import preview_page
from .queries import STANDINGS, BatchSummary, FeedSummary, StoredRow, WaitingRow
from .reasons import REASONS
from .rules import pounds
from .words import columns_in_words, duration_in_words, file_in_words, visible

Cells = list[ui.Cell | str]
FEEDS = "feeds:list"
DECISIONS = {
    "accept": ("Accept", "Its rows are applied in spite of what it is held for."),
    "refuse": ("Refuse", "None of its rows is applied. The file is kept, and may be replayed."),
    "reverse": ("Reverse", "What it changed is taken back: the feed is as if this file had never come."),
    "replay": ("Replay", "The stored file is read again by the contract of today, in the same place."),
}
# What is said once it is done; the batch's own page shows the rest.
DONE = {
    "accept": "The batch is accepted.",
    "refuse": "The batch is refused: none of its rows is applied.",
    "reverse": "The batch is reversed: what it changed is taken back.",
    "replay": "The file is read again. This is its new batch.",
}
HELD_STILL = "It is held: see below why."
OPEN_TO = {
    State.HELD: ("accept", "refuse", "replay"),
    State.APPLIED: ("reverse", "replay"),
    State.REFUSED: ("replay",),
    State.REVERSED: ("replay",),
}


def done(verb: str, batch: BatchSummary) -> str:
    return f"{DONE[verb]} {HELD_STILL}" if batch.state == State.HELD else DONE[verb]


def batch_page(batch: BatchSummary, actor: Actor) -> ui.Item:
    contract = contract_of(batch.feed)
    title = contract.title if contract else batch.feed
    sections = [
        *_problems(batch),
        ui.ItemSection(heading="What it changed", content=ui.facts(_changes(batch))),
        *_refused(batch),
        *_totals(batch),
        *_notes(batch),
        ui.ItemSection(heading="The file", content=ui.facts(_file(batch))),
        *_decision(batch),
    ]
    return ui.Item(
        caption=f"{title}, extract of {ui.date_in_words(batch.extracted_on)}",
        title=f"Batch {batch.id}",
        status=state_tag(batch.state),
        crumbs=[("Feeds", reverse(FEEDS)), (title, reverse("feeds:feed", args=[batch.feed]))],
        actions=[*_seen(batch, actor), *(_actions(batch) if Role.INDEX_STEWARD in actor.roles else [])],
        intro="The file is being read. Open this page again in a moment."
        if batch.state == State.RECEIVED
        else "",
        sections=sections,
    )


def _seen(batch: BatchSummary, actor: Actor) -> list[ui.Button]:
    """The way to what the batch would change, where somebody shows that."""
    to_be_seen = any(code == "preview" for code, _ in batch.problems)
    page = preview_page()
    if not (batch.state == State.HELD and to_be_seen and page and may_open(actor, page, batch.id)):
        return []
    return [ui.Button(text="See what it would change", href=reverse(page, args=[batch.id]))]


def _actions(batch: BatchSummary) -> list[ui.Button]:
    return [
        ui.Button(
            text=DECISIONS[verb][0],
            href=reverse(f"feeds:{verb}", args=[batch.id]),
            variant="" if verb == "accept" else "secondary",
        )
        for verb in OPEN_TO.get(State(batch.state), ())
    ]


def _problems(batch: BatchSummary) -> list[ui.ItemSection]:
    if not batch.problems:
        return []
    rows = [[REASONS[code].label, found, REASONS[code].remedy] for code, found in batch.problems]
    heading = {
        State.HELD: "Why it is held", State.APPLIED: "What was accepted", State.REFUSED: "Why it is refused",
    }.get(State(batch.state), "What was wrong")  # fmt: skip
    table = ui.Table(head=["Reason", "What was found", "What to do"], rows=rows, first_cell_is_header=True)
    return [ui.ItemSection(heading=heading, content=table)]


def _changes(batch: BatchSummary) -> dict[str, object]:
    tally = batch.tally
    said: dict[str, object] = {"Rows in the file": batch.rows_read}
    for name, words in (
        ("new", "New"),
        ("changed", "Changed"),
        ("removed", "Gone"),
        ("unchanged", "As before"),
    ):
        if name in tally:
            said[words] = tally[name]
    for name, words in (
        ("repeated", "Repeated word for word"),
        ("superseded", "Superseded by a later row of the file"),
        ("formulas", "Values that begin as formulas do, kept as text"),
        ("swapped", "Latitude and longitude swapped, put right"),
    ):
        if tally.get(name):
            said[words] = tally[name]
    return said | {"Refused": batch.rows_refused}


def _refused(batch: BatchSummary) -> list[ui.ItemSection]:
    reasons: Mapping[str, int] = batch.tally.get("reasons", {})
    aside: Mapping[str, Mapping[str, int]] = batch.tally.get("set_aside", {})
    sections = []
    if reasons:
        link = '<a class="govuk-link" href="{}?batch={}&amp;reason={}">{}</a>'
        where = reverse("feeds:quarantine")
        rows: list[Cells] = [
            [
                format_html(link, where, batch.id, code, REASONS[code].label),
                ui.Cell(text=f"{count:,}", format="numeric"),
                REASONS[code].remedy,
            ]
            for code, count in reasons.items()
        ]
        head: Cells = ["Reason", ui.Cell(text="Rows", format="numeric"), "What to do"]
        sections.append(ui.ItemSection(heading="Rows refused", content=ui.Table(head=head, rows=rows)))
    if aside:
        odd: list[Cells] = [
            [sentence(f"{field}:{code}", batch.feed), ui.Cell(text=f"{count:,}", format="numeric")]
            for field, codes in aside.items()
            for code, count in codes.items()
        ]
        head = ["Value", ui.Cell(text="Rows", format="numeric")]
        note = "The contract lets these rows go on; the source should mend them."
        sections.append(
            ui.ItemSection(heading="Odd values", note=note, content=ui.Table(head=head, rows=odd))
        )
    return sections


def _totals(batch: BatchSummary) -> list[ui.ItemSection]:
    totals = batch.totals
    if not totals:
        return []
    rows: list[Cells] = [["Rows", f"{totals['stated_count'] or 0:,}", f"{totals['found_count'] or 0:,}"]]
    if (stated := totals["stated_pence"]) is not None:
        found = totals["found_pence"]
        rows.append(["Sum", pounds(stated), pounds(found) if found is not None else "cannot be told"])
    table = ui.Table(head=["Total", "The file states", "We found"], rows=rows, first_cell_is_header=True)
    return [ui.ItemSection(heading="Control totals", content=table)]


def _notes(batch: BatchSummary) -> list[ui.ItemSection]:
    if not batch.notes:
        return []
    notes: list[Cells] = [[note] for note in batch.notes]
    return [ui.ItemSection(heading="Notes", content=ui.Table(rows=notes))]


def _file(batch: BatchSummary) -> dict[str, object]:
    return {
        "Name": batch.filename,
        "Size": f"{batch.size:,} bytes",
        "SHA-256": format_html('<code class="app-breakable">{}</code>', batch.sha256),
        "Received": batch.received_at,
        "Received by": batch.received_by,
        "Applied": batch.applied_at,
        "Attempt": batch.attempt,
    }


def _decision(batch: BatchSummary) -> list[ui.ItemSection]:
    if not batch.decided_at:
        return []
    said = {"Decided by": batch.decided_by, "When": batch.decided_at, "Why": batch.decision}
    return [ui.ItemSection(heading="Decision", content=ui.facts(said))]


def contract_page(contract: Contract) -> ui.Item:
    columns: list[Cells] = [
        [c.name, ui.Cell(text=f"{c.says} {c.rules}"), c.kind, c.when_wrong]
        for c in columns_in_words(contract)
    ]
    table = ui.Table(
        head=[
            ui.Cell(text="Column", classes="govuk-!-width-one-quarter"),
            "What it says",
            "Kind",
            "When it is wrong",
        ],
        rows=columns,
        first_cell_is_header=True,
    )
    return ui.Item(
        caption="Contract",
        title=contract.title,
        intro=contract.description,
        crumbs=[("Feeds", reverse(FEEDS)), (contract.title, reverse("feeds:feed", args=[contract.slug]))],
        sections=[
            ui.ItemSection(
                heading="Agreement" if contract.agreement else "Licence", content=ui.facts(_under(contract))
            ),
            ui.ItemSection(heading="File", content=ui.facts(file_in_words(contract))),
            ui.ItemSection(heading="Columns", content=table),
        ],
    )


def _under(contract: Contract) -> dict[str, object]:
    """Under what, from whom and how often it comes."""
    agreement = contract.agreement
    return {
        "Source system": contract.system,
        "Owner": contract.owner,
        **(
            {
                "Data controller": agreement.controller,
                "Agreement": agreement.reference,
                "In force until": agreement.until,
            }
            if agreement
            else {"Licence": contract.licence}
        ),
        **_promised(contract),
        "Kept": contract.keep,
    }


def _promised(contract: Contract) -> dict[str, object]:
    """How often a file is promised, where it is."""
    said = {"Comes every": contract.cadence, "Late after": contract.late_after}
    return {words: duration_in_words(length) for words, length in said.items() if length}


def feed_context(feed: FeedSummary) -> dict[str, object]:
    """What stands above the list of a feed's batches."""
    upload = reverse("feeds:upload", args=[feed.slug])
    return {"feed": feed, "tag": feed_tag(feed), "facts": feed_facts(feed), "upload_url": upload}


def mend_context(row: WaitingRow) -> dict[str, object]:
    """What stands above the form that mends a row."""
    wrong = [in_words([fault], row.batch.feed) for fault in row.faults]
    return {"row": row, "wrong": wrong, "raw": visible(row.raw)}


def feed_facts(feed: FeedSummary) -> ui.SummaryList:
    return ui.facts(
        {
            "Source system": feed.contract.system,
            "Owner": feed.contract.owner,
            "Last file": feed.last_arrival,
            "Newest extract": feed.newest,
            "Next due": feed.next_due,
            **_promised(feed.contract),
            **(
                {"Agreement in force until": agreement.until}
                if (agreement := feed.contract.agreement)
                else {"Licence": feed.contract.licence}
            ),
            "Rows in quarantine": feed.waiting,
        }
    )


def stored_row_page(row: StoredRow) -> ui.Item:
    """A good row as it came: where a fact about a person is from."""
    return ui.Item(
        caption=f"Batch {row.batch.id}, extract of {ui.date_in_words(row.batch.extracted_on)}",
        title=f"Row {row.number:,}",
        crumbs=_trail(row.batch),
        sections=[ui.ItemSection(heading="As it came", content=ui.facts(named(row.values, row.batch.feed)))],
    )


def waiting_row_page(row: WaitingRow) -> ui.Item:
    """A row in quarantine, what is wrong with it, and what was decided."""
    wrong = [
        [_source(field, row.batch.feed), REASONS[code].label, REASONS[code].remedy]
        for field, code in row.faults
    ]
    table = ui.Table(head=["Where", "What is wrong", "What to do"], rows=wrong, first_cell_is_header=True)
    raw = ui.facts(named(row.values, row.batch.feed)) if row.values else ui.InsetText(text=visible(row.raw))
    sections = [
        ui.ItemSection(heading="What is wrong", content=table),
        ui.ItemSection(heading="As it came", content=raw),
    ]
    if row.at:
        decided = {"By": row.by, "When": row.at, "Why": row.why}
        sections.append(ui.ItemSection(heading="Decision", content=ui.facts(decided)))
    if row.mended:
        mended = ui.facts(named(row.mended, row.batch.feed))
        sections.append(ui.ItemSection(heading="As it was mended", content=mended))
    return ui.Item(
        caption=f"Batch {row.batch.id}, extract of {ui.date_in_words(row.batch.extracted_on)}",
        title=f"Row {row.number:,} in quarantine",
        status=ui.Tag(text=STANDINGS[row.standing], colour="orange" if row.standing == "waiting" else "grey"),
        crumbs=_trail(row.batch),
        sections=sections,
    )


def _trail(batch: BatchSummary) -> list[tuple[str, str]]:
    return [("Feeds", reverse(FEEDS)), (f"Batch {batch.id}", reverse("feeds:batch", args=[batch.id]))]


def named(values: Mapping[str, str], feed: str) -> dict[str, object]:
    """Values under the names that their columns have in the file."""
    return {_source(field, feed): visible(value) for field, value in values.items()}


def _source(field: str, feed: str) -> str:
    contract = contract_of(feed)
    if not field:
        return "The row"
    if contract and contract.operation and field == "_operation":
        return contract.operation.source
    names = {column.field: column.source for column in contract.columns} if contract else {}
    return names.get(field, field)
