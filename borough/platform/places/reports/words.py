"""What a sender is written."""

from django.conf import settings
from django.utils import timezone

from borough.ui import api as ui

from .models import Outcome, Report, What


def subject(report: Report) -> str:
    return f"Your report about {report.place_name}"


def letter(report: Report) -> str:
    """The whole answer, as plain text."""
    day = ui.date_in_words(timezone.localdate(report.made_at))
    said = [
        f"On {day} you told us that something about {report.place_name} is wrong:",
        f"    {What(report.what).label}" + (f": {report.words}" if report.words else ""),
        f"{Outcome(report.outcome).label}.",
        report.answer,
        "Thank you for telling us. We have now removed your e-mail address from the report.",
        f"{report.owner}, {settings.COUNCIL}",
    ]
    return "\n\n".join(said) + "\n"
