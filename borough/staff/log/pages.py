"""How the log is shown: the list, one entry, one person's looks."""

import json
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from borough.platform.audit import api as audit
from borough.platform.privacy import api as privacy
from borough.ui import api as ui

from .words import in_words

PERIODS = {"Today": 0, "The last 7 days": 7, "The last 30 days": 30, "The last 12 months": 365}


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
    ui.Column(heading="About", value="subject"),
    ui.Column(heading="Purpose", value=lambda row: purpose_in_words(row.purpose)),
    ui.Column(heading="Reason", value="reason"),
]
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
    search=ui.Search(
        fields=["subject", "reason", "detail"],
        label="Person or reference",
        hint="A person's identifier, or words of a reason",
    ),
    sort="-when",
)


def looks(person: str) -> ui.ListPage:
    return ui.ListPage(
        name=f"looks-at-{person}",
        title=f"Who looked at {person}",
        intro="Every time that something about this person was shown, alone or in the results of a search.",
        columns=COLUMNS,
        filters=FILTERS[:3],
        sort="-when",
        empty="Nobody has looked at this person.",
    )


def item(event: audit.Event) -> ui.Item:
    about = event.subject
    if about:
        address = reverse("staff:log_person", args=[about])
        about = format_html('<a class="govuk-link" href="{}">{}</a>', address, about)
    facts = {
        "When": event.at, "Who": event.actor_name, "Their identifier": event.actor,
        "Their roles": event.roles.replace(" ", ", ").replace("_", " "), "About": about,
        "Purpose": purpose_in_words(event.purpose), "Reason": event.reason,
    }  # fmt: skip
    detail = {
        key.replace("_", " ").capitalize(): _written(value) for key, value in json.loads(event.detail).items()
    }
    chain = {"This entry": event.hash, "The entry before": event.previous, "Position": event.position,
             "Time in UTC, to the microsecond": event.at.isoformat()}  # fmt: skip
    return ui.Item(
        title=in_words(event.event),
        caption=f"Entry {event.position:,} of the log",
        crumbs=[("The log", reverse("staff:log"))],
        sections=[
            ui.ItemSection(heading="What happened", content=ui.facts(facts)),
            *([ui.ItemSection(heading="Detail", content=ui.facts(detail))] if detail else []),
            ui.ItemSection(heading="Its place in the chain", content=ui.facts(chain)),
        ],
    )


def _written(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
