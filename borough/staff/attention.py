"""What the log and the roles ask of the auditor and the administrator."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from borough.platform.access.api import MANAGE, Attention, needs_attention, roles_that_end_by
from borough.platform.audit import api as audit
from borough.platform.privacy import api as privacy
from borough.residents import api as residents

from .actions import KEEP_SHIELDS, READ_LOG

A_WEEK = timedelta(days=7)
UNSIGNED = timedelta(minutes=15)  # a head is due every five


@needs_attention
def the_log(now: datetime) -> Iterator[Attention]:
    oldest = audit.oldest_unsigned()
    if oldest and now - oldest > UNSIGNED:
        minutes = (now - oldest) // timedelta(minutes=1)
        text = f"The log's end was not signed for {minutes:,} minutes: is the worker running?"
        yield Attention(text, reverse("staff:log"), READ_LOG)
    if audit.lifted():
        yield Attention("The log is not guarded: run borough audit verify", reverse("staff:log"), READ_LOG)


@needs_attention
def purposes(now: datetime) -> Iterator[Attention]:
    for purpose in privacy.purposes().values():
        if purpose.review <= now.date():
            yield Attention(
                f"Review is due: {purpose.name} ({purpose.approver})", reverse("public:why"), READ_LOG
            )


@needs_attention
def roles(now: datetime) -> Iterator[Attention]:
    if ending := roles_that_end_by(now + A_WEEK, now=now):
        count = f"{ending} role ends" if ending == 1 else f"{ending} roles end"
        yield Attention(f"{count} within a week", reverse("access:people"), MANAGE)


@needs_attention
def shields(now: datetime) -> Iterator[Attention]:
    waiting, href = residents.shields_waiting(now), reverse("staff:shields")
    for count, what in (
        (waiting.to_confirm, "to be confirmed"),
        (waiting.to_lift, "to be lifted, if you agree"),
    ):
        if count:
            yield Attention(f"{_shields(count)} {what}", href, KEEP_SHIELDS)
    if waiting.overdue:
        yield Attention(f"{_shields(waiting.overdue)} not confirmed after a day", href, KEEP_SHIELDS)


def _shields(count: int) -> str:
    return "1 shield" if count == 1 else f"{count} shields"
