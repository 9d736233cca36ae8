"""A batch with rows in quarantine explains a look at the people of those rows."""

import re

from borough.platform.privacy import api as privacy

from .queries import quarantined
from .subjects import people_of


def declare() -> None:
    privacy.refers(privacy.References("quarantine", re.compile(r"\bbatch (\d{1,9})\b", re.I), _look_up))


def _look_up(batch: str) -> privacy.Referred | None:
    rows = list(quarantined().filter(batch=int(batch)).values_list("batch__feed", "key", "standing"))
    if not rows:
        return None
    people = {person for feed, key, _ in rows for person in people_of(feed, key)}
    waits = any(standing == "waiting" for _, _, standing in rows)
    return privacy.Referred(open=waits, people=frozenset(people))
