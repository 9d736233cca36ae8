"""The lists of the feeds' pages, declared once for the screen and for CSV."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse

from borough.ui import api as ui

from .contract import Contract
from .contracts import contract_of, contracts
from .models import Batch, State
from .queries import STANDINGS, FeedSummary, WaitingRow, faults
from .queries import batch as _batch
from .reasons import REASONS
from .rules import WARNED
from .words import changed_in_words

COLOURS: dict[str, Any] = {
    State.RECEIVED: "blue", State.HELD: "orange", State.APPLIED: "green", State.REFUSED: "red",
    State.REVERSED: "grey", State.REPLAYED: "grey",
}  # fmt: skip


def state_tag(state: str) -> ui.Tag:
    return ui.Tag(text=State(state).label, colour=COLOURS[State(state)])


def feed_tag(feed: FeedSummary) -> ui.Tag:
    """The one thing to know about a feed: first what nothing more can come through, then what waits for us."""
    for wrong, text, colour in (
        (feed.agreement_ended, "Agreement ended", "red"),
        (feed.held, "Held", "orange"),
        (feed.late, "Late", "red"),
        (feed.state == State.REFUSED, "Refused", "red"),
        (feed.state == State.RECEIVED, "Being read", "blue"),
        *_ends(feed),
        (not feed.last_arrival, "Nothing yet", "grey"),
    ):
        if wrong:
            return ui.Tag(text=text, colour=colour)  # type: ignore[arg-type]
    return ui.Tag(text="Up to date", colour="green")


def _ends(feed: FeedSummary) -> list[tuple[bool, str, str]]:
    """Louder 30 and 7 days before the end."""
    if (left := feed.agreement_left) is None:
        return []
    first, second, last = WARNED
    colour = next(
        colour for days, colour in ((last, "red"), (second, "orange"), (first, "yellow")) if left <= days
    )
    return [(True, f"Agreement: {left} days left", colour)]


FEEDS = ui.ListPage(
    name="feeds",
    title="Feeds",
    intro="The files that source systems send us: what arrived, what was refused, what is late.",
    sort="feed",
    empty="There is no feed yet. `borough new feed NAME` makes one.",
    columns=[
        ui.Column(
            heading="Feed",
            value="contract.title",
            sort="contract.title",
            link=lambda feed: reverse("feeds:feed", args=[feed.slug]),
        ),
        ui.Column(heading="State", value=lambda feed: feed_tag(feed).text, shown=feed_tag),
        ui.Column(heading="Newest extract", value="newest", sort="newest"),
        ui.Column(heading="Next due", value="next_due", sort="next_due"),
        ui.Column(heading="Held", value="held", sort="held", numeric=True),
        ui.Column(
            heading="In quarantine",
            value="waiting",
            sort="waiting",
            numeric=True,
            link=lambda feed: f"{reverse('feeds:quarantine')}?feed={feed.slug}&standing=waiting",
        ),
        ui.Column(heading="Owner", value="contract.owner", sort="contract.owner"),
    ],
)


def batches_of(contract: Contract) -> ui.ListPage:
    return ui.ListPage(
        name=f"{contract.slug}-batches",
        title=contract.title,
        sort="-batch",
        empty="No file has come yet.",
        filters=[ui.Filter(name="state", label="State", field="state", choices=State.choices)],
        columns=[
            ui.Column(
                heading="Batch",
                value="pk",
                sort="id",
                link=lambda batch: reverse("feeds:batch", args=[batch.pk]),
            ),
            ui.Column(heading="Extract of", value="extracted_on", sort="extracted_on"),
            ui.Column(heading="Received", value="received_at", sort="received_at"),
            ui.Column(heading="State", value="state", shown=lambda batch: state_tag(batch.state)),
            ui.Column(heading="Rows", value="rows_read", sort="rows_read", numeric=True),
            ui.Column(heading="What it changed", value=lambda batch: changed_in_words(batch.tally)),
            ui.Column(heading="Refused", value="rows_refused", sort="rows_refused", numeric=True),
            ui.Column(heading="What is wrong", value=_wrong),
        ],
    )


def _wrong(batch: Batch) -> str:
    return "; ".join(REASONS[code].label for code, _ in batch.problems)


QUARANTINE = ui.ListPage(
    name="quarantine",
    title="Rows in quarantine",
    intro="Rows that could not be applied. Nothing personal is shown here; opening a row needs a purpose.",
    sort="-batch",
    empty="No row is in quarantine.",
    filters=[
        ui.Filter(
            name="feed",
            label="Feed",
            field="batch__feed",
            choices=lambda: [(contract.slug, contract.title) for contract in contracts()],
        ),
        ui.Filter(
            name="reason",
            label="Reason",
            field="code",
            choices=[(reason.code, reason.label) for reason in REASONS.values() if reason.kind == "row"],
        ),
        ui.Filter(name="standing", label="State", field="standing", choices=list(STANDINGS.items())),
    ],
    columns=[
        ui.Column(
            heading="Row", value="number", sort="number", link=lambda row: reverse("feeds:row", args=[row.pk])
        ),
        ui.Column(heading="Feed", value=lambda row: _title(row.feed_id), sort="batch__feed"),
        ui.Column(
            heading="Batch",
            value="batch_id",
            sort="batch",
            link=lambda row: reverse("feeds:batch", args=[row.batch_id]),
        ),
        ui.Column(heading="What is wrong", value=lambda row: sentence(row.faults, row.feed_id), sort="code"),
        ui.Column(heading="State", value=lambda row: STANDINGS[row.standing], sort="standing"),
    ],
)


def quarantine_of(batch: str) -> ui.ListPage:
    """The list, with a choice of the one batch that was asked for, if there is such a one."""
    known = _batch(int(batch)) if batch.isascii() and batch.isdecimal() else None
    if known is None:
        return QUARANTINE
    one = ui.Filter(
        name="batch", label="Batch", field="batch", choices=[(str(known.id), f"Batch {known.id}")]
    )
    return replace(QUARANTINE, filters=[*QUARANTINE.filters, one])


def export_of(contract: Contract) -> ui.ListPage:
    """The file that goes back to the source: each row's number, what is wrong, its values as they came."""

    def value(field: str) -> Callable[[WaitingRow], str]:
        return lambda row: row.values.get(field, "")

    return ui.ListPage(
        name=f"{contract.slug}-in-quarantine",
        title="Rows in quarantine",
        sort="row",
        columns=[
            ui.Column(heading="Extract of", value="batch.extracted_on"),
            ui.Column(heading="Row", value="number"),
            ui.Column(heading="What is wrong", value=lambda row: in_words(row.faults, contract.slug)),
            *(ui.Column(heading=column.source, value=value(column.field)) for column in contract.columns),
            ui.Column(
                heading="The row, where it cannot be read", value=lambda row: "" if row.values else row.raw
            ),
        ],
    )


def _title(slug: str) -> str:
    contract = contract_of(slug)
    return contract.title if contract else slug


def sentence(text: str, slug: str) -> str:
    """`PostCode: not of this type; wrong number of columns`: faults in words, without the values."""
    return in_words(faults(text), slug)


def in_words(found: Iterable[tuple[str, str]], slug: str) -> str:
    contract = contract_of(slug)
    names = {column.field: column.source for column in contract.columns} if contract else {}
    parts = [
        f"{names.get(field, field)}: {REASONS[code].label.lower()}" if field else REASONS[code].label
        for field, code in found
    ]
    return "; ".join(parts)
