"""What a resident would be told of looks at them, as the auditor sees it."""

from django.urls import reverse

from borough.platform.privacy import api as privacy
from borough.ui import api as ui

from .pages import CRUMBS


def item(person: str, told: privacy.WhoLooked) -> ui.Item:
    return ui.Item(
        title=f"What {person} is told",
        caption="Who looked, as this person would read it today",
        crumbs=[*CRUMBS, (f"Who looked at {person}", reverse("staff:log_person", args=[person]))],
        intro=told.delay,
        sections=[ui.ItemSection(heading="Who looked at your records", content=_table(told))],
    )


def _table(told: privacy.WhoLooked) -> ui.Table | str:
    if not told.looks:
        return "Nothing yet."
    return ui.Table(
        caption="The newest first",
        caption_classes="govuk-visually-hidden",
        head=["Day", "Who", "Why", "What they saw"],
        rows=[
            [
                ui.date_in_words(line.day),
                line.team.capitalize(),
                line.purpose,
                ", ".join(privacy.OPENED.get(group, group) for group in line.fields) or "That you were found",
            ]
            for line in told.looks
        ],
    )
