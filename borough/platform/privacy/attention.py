"""Emergency access that waits for its review."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Attention, needs_attention

from .actions import REVIEW_GLASS
from .queries import unreviewed


@needs_attention
def emergency_access(now: datetime) -> Iterator[Attention]:
    waiting, overdue = unreviewed(timezone.localdate(now))
    if overdue:
        yield Attention(
            f"Emergency access not reviewed in five working days: {overdue}",
            reverse("privacy:reviews"),
            REVIEW_GLASS,
        )
    if waiting - overdue:
        yield Attention(
            f"Emergency access to review: {waiting - overdue}", reverse("privacy:reviews"), REVIEW_GLASS
        )
