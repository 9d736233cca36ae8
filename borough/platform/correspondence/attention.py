"""Messages that did not go."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from borough.platform.access.api import Attention, needs_attention

from .actions import SEND_AGAIN
from .queries import stuck


@needs_attention
def unsent(now: datetime) -> Iterator[Attention]:
    if count := stuck(now):
        noun = "message has" if count == 1 else "messages have"
        yield Attention(f"{count} {noun} not been sent", reverse("correspondence:list"), SEND_AGAIN)
