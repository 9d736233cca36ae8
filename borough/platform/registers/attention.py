"""What registers ask of their editors."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from borough.platform.access.api import Attention, needs_attention

from .actions import DECIDE
from .history import conflicts_by_register
from .staff.lists import held_batches


@needs_attention
def files_and_conflicts(now: datetime) -> Iterator[Attention]:
    page = reverse("registers-staff:list")
    if held := held_batches(now):
        words = "file of a register waits" if held == 1 else "files of registers wait"
        yield Attention(f"{held:,} {words} to be seen", page, DECIDE)
    if found := sum(conflicts_by_register().values()):
        words = (
            "amendment that its source now says" if found == 1 else "amendments that their sources now say"
        )
        yield Attention(f"{found:,} {words} otherwise", page, DECIDE)
