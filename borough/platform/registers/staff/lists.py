"""The registers as their editors see them, and the files of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.urls import reverse

from borough.platform.feeds import api as feeds
from borough.platform.registers.declaration import Register
from borough.platform.registers.declared import registers
from borough.platform.registers.drafting import drafts
from borough.platform.registers.history import conflicts_by_register
from borough.platform.registers.standing import Stands, all_stand
from borough.ui import api as ui

COLOURS = {"received": "blue", "held": "orange", "applied": "green", "refused": "red"}
WORDS = {"received": "Being read", "held": "Waits", "applied": "Applied", "refused": "Refused",
         "reversed": "Taken back", "replayed": "Read again"}  # fmt: skip
HOME = ("Registers", "registers-staff:list")


@dataclass(frozen=True, slots=True)
class Row:
    """One register, and what waits for its editors."""

    stands: Stands
    held: int
    conflicts: int
    drafts: int


def rows(now: datetime) -> list[Row]:
    held = {feed.slug: feed.held for feed in feeds.feed_summaries(now)}
    otherwise = conflicts_by_register()
    waiting = [draft.register for draft in drafts()]
    return [
        Row(
            one,
            held.get(one.register.name, 0),
            otherwise.get(one.register.name, 0),
            waiting.count(one.register.name),
        )
        for one in all_stand(now)
    ]


def held_batches(now: datetime) -> int:
    """How many files of registers wait to be seen."""
    ours = {one.name for one in registers()}
    return sum(feed.held for feed in feeds.feed_summaries(now) if feed.slug in ours)


def _page(row: Any) -> str:
    return reverse("registers-staff:register", args=[row.stands.register.name])


EVERY = ui.ListPage(
    name="registers-to-look-after",
    title="Registers",
    intro="What came, what waits to be seen before it is taken in, and where a source says otherwise than we do.",
    sort="register",
    columns=[
        ui.Column(
            heading="Register", value="stands.register.title", sort="stands.register.title", link=_page
        ),
        ui.Column(heading="State", value=lambda row: row.stands.tag.text, shown=lambda row: row.stands.tag),
        ui.Column(heading="As of", value="stands.newest", sort="stands.newest"),
        ui.Column(heading="Items", value="stands.rows", sort="stands.rows", numeric=True),
        ui.Column(heading="Files that wait", value="held", sort="held", numeric=True),
        ui.Column(heading="Source says otherwise", value="conflicts", sort="conflicts", numeric=True),
        ui.Column(heading="Drafts", value="drafts", sort="drafts", numeric=True),
    ],
)


def state_tag(state: str) -> ui.Tag:
    return ui.Tag(text=WORDS[state], colour=cast(Any, COLOURS.get(state, "grey")))


def files_of(register: Register) -> ui.ListPage:
    return ui.ListPage(
        name=f"{register.name}-files",
        title=register.title,
        sort="-file",
        crumbs=[HOME],
        empty="No file has come yet.",
        columns=[
            ui.Column(
                heading="File",
                value="pk",
                sort="id",
                link=lambda b: reverse("registers-staff:batch", args=[b.pk]),
            ),
            ui.Column(heading="Extract of", value="extracted_on", sort="extracted_on"),
            ui.Column(heading="Received", value="received_at", sort="received_at"),
            ui.Column(heading="State", value="state", shown=lambda batch: state_tag(batch.state)),
            ui.Column(heading="Rows", value="rows_read", sort="rows_read", numeric=True),
            ui.Column(heading="What it changes", value=lambda batch: feeds.changed_in_words(batch.tally)),
            ui.Column(heading="Set aside", value="rows_refused", sort="rows_refused", numeric=True),
        ],
    )
