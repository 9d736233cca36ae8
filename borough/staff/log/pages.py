"""How the log is shown: the list, what a question found, one person's looks."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.privacy import api as privacy
from borough.ui import api as ui

from .words import fields_in_words, in_words

PERIODS = {"Today": 0, "The last 7 days": 7, "The last 30 days": 30, "The last 12 months": 365}
CRUMBS = [("The log", "staff:log")]
GROUPS = 20  # lines of the summary


def periods() -> list[tuple[str, str]]:
    today = timezone.localdate()
    return [((today - timedelta(days=days)).isoformat(), words) for words, days in PERIODS.items()]


def events() -> list[tuple[str, str]]:
    return sorted(((event, in_words(event)) for event in audit.events()), key=lambda choice: choice[1])


def purpose_in_words(code: str) -> str:
    purpose = privacy.purposes().get(code)
    return purpose.name if purpose else code


def entry_address(event: audit.Event) -> str:
    return reverse("staff:log_entry", args=[event.position])


COLUMNS = [
    ui.Column(heading="When", value="at", sort="position", link=entry_address),
    ui.Column(heading="Who", value="actor_name"),
    ui.Column(heading="Did what", value="event", shown=lambda row: in_words(row.event)),
    ui.Column(heading="About", value="about"),
    ui.Column(heading="Purpose", value=lambda row: purpose_in_words(row.purpose)),
    ui.Column(heading="Reason", value="reason"),
]
FIELDS = ui.Column(heading="What was shown", value=lambda row: fields_in_words(row.detail))
FILTERS = [
    ui.Filter(name="who", label="Who", field="actor", choices=audit.actors),
    ui.Filter(name="what", label="Did what", field="event", choices=events),
    ui.Filter(
        name="why",
        label="Purpose",
        field="purpose",
        choices=lambda: [(purpose.code, purpose.name) for purpose in privacy.purposes().values()],
    ),
    ui.Filter(name="since", label="When", field="at__date__gte", choices=periods),
]
LOG = ui.ListPage(
    name="audit-log",
    title="The log",
    intro="What was done and looked at, by whom, for whom and why. Nothing in it can be changed. "
    "That you read it is in it.",
    columns=COLUMNS,
    filters=FILTERS,
    sort="-when",
)
FOUND = ui.ListPage(
    name="audit-log-found",
    title="What the log says",
    crumbs=CRUMBS,
    columns=[*COLUMNS, FIELDS],
    filters=FILTERS,
    sort="-when",
    empty="The log has nothing that answers this question.",
)


def looks(person: str, others: Sequence[str]) -> ui.ListPage:
    """others: identifiers that were merged into this person."""
    also = f" Looks at {', '.join(others)} are here too: they were merged into this person." if others else ""
    return ui.ListPage(
        name=f"looks-at-{person}",
        title=f"Who looked at {person}",
        intro="Every time that something about this person was shown, alone or in the results of a search. "
        f"The time leads to the entry, what else it showed, and its proof.{also}",
        crumbs=CRUMBS,
        columns=[*COLUMNS[:3], *COLUMNS[4:], FIELDS],
        filters=FILTERS[:3],
        sort="-when",
        empty="Nobody has looked at this person.",
    )


def summary(found: "QuerySet[audit.Event]") -> ui.Table | None:
    """Who looked, for which purpose, how often and when last; the most frequent first."""
    groups = (
        found.filter(event__regex=r"^(person|row)\.")
        .order_by()
        .values("actor_name", "actor", "purpose")
        .annotate(count=Count("position"), latest=Max("at"))
        .order_by("-count", "actor")[: GROUPS + 1]
    )
    rows: list[list[ui.Cell | str]] = [
        [group["actor_name"], purpose_in_words(group["purpose"]) or "None stated",
         ui.Cell(text=f"{group['count']:,}", format="numeric"), ui.time_in_words(group["latest"])]
        for group in groups
    ]  # fmt: skip
    caption = (
        "By officer and purpose" if len(rows) <= GROUPS else f"By officer and purpose, the first {GROUPS}"
    )
    heads: list[ui.Cell | str] = ["Who", "Purpose", ui.Cell(text="Entries", format="numeric"), "Latest"]
    return ui.Table(caption=caption, head=heads, rows=rows[:GROUPS]) if len(rows) > 1 else None
