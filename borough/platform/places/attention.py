"""What places ask of their editors."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from borough.platform.access.api import Attention, needs_attention

from .reports.actions import ANSWER
from .reports.queries import waiting


@needs_attention
def reports(now: datetime) -> Iterator[Attention]:
    count, late = waiting(now)
    if count:
        verb = "report about a place waits" if count == 1 else "reports about places wait"
        words = f"{count} {verb} for an answer" + (f", {late} of them longer than ten days" if late else "")
        yield Attention(words, reverse("places-reports:list") + "?state=waits", ANSWER)
