"""What the feeds ask of the steward."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from borough.platform.access.api import Attention, needs_attention

from .actions import DECIDE, LOAD
from .queries import feed_summaries
from .words import ends_in_words


@needs_attention
def feeds(now: datetime) -> Iterator[Attention]:
    summaries = feed_summaries(now)
    every, quarantine = reverse("feeds:list"), reverse("feeds:quarantine")
    if late := [feed.contract.title for feed in summaries if feed.late]:
        yield Attention(f"Late: {', '.join(late)}", every, LOAD)
    if held := sum(feed.held for feed in summaries):
        yield Attention(
            f"{held:,} {'batch is' if held == 1 else 'batches are'} held for a decision", every, DECIDE
        )
    if waiting := sum(feed.waiting for feed in summaries):
        yield Attention(f"{waiting:,} rows wait in quarantine", quarantine, DECIDE)
    if ended := [feed.contract.title for feed in summaries if feed.agreement_ended]:
        yield Attention(f"The agreement has ended: {', '.join(ended)}", every, LOAD)
    for feed in sorted(summaries, key=lambda feed: feed.agreement_left or 0):
        if feed.agreement_left is not None:
            where = reverse("feeds:feed", args=[feed.contract.slug])
            yield Attention(ends_in_words(feed.contract.title, feed.agreement_left), where, LOAD)
