"""What the search for misuse asks of the auditor."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from borough.platform.access.api import Attention, needs_attention

from . import queries
from .actions import READ


@needs_attention
def alerts(now: datetime) -> Iterator[Attention]:
    queue = reverse("misuse:list")
    if late := queries.unowned_since(queries.two_working_days_before(now)):
        said = "alert has" if late == 1 else "alerts have"
        yield Attention(f"{late:,} {said} had no owner for two working days", queue, READ)
    if waiting := queries.waiting():
        yield Attention(f"{waiting:,} looks deserve a question", queue, READ)
