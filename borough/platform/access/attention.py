"""What waits for somebody: shown on the staff home page to those who may do something about it.

A mechanism writes `attention.py`, found by itself:

    @needs_attention
    def late_feeds(now):
        yield Attention("2 feeds are late", reverse("feeds:list"), READ)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from .policy import policy
from .rules import Action, Actor, Allowed, decide


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that waits. `action`: what its page is; who may not do that is not shown it."""

    text: str
    href: str
    action: Action


Source = Callable[[datetime], Iterable[Attention]]
_sources: list[Source] = []


def needs_attention(source: Source) -> Source:
    _sources.append(source)
    return source


def waiting_for(actor: Actor, now: datetime) -> list[Attention]:
    """In the order of the mechanisms, lowest first."""
    found = [item for source in _sources for item in source(now)]
    return [item for item in found if isinstance(decide(actor, item.action, policy()), Allowed)]
