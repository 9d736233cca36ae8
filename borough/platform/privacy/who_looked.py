"""Who looked, for the resident: read from the log, told by the rules of `telling`."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.audit.api import Actor

from .register import purposes
from .telling import DELAY, Seen, Told, list_for

RELEASED = "telling.allowed"


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """`delay`: the sentence that stands over everybody's list."""

    looks: tuple[Told, ...]
    delay: str = DELAY


def who_looked(person: str, *, reader: str, now: datetime) -> WhoLooked | None:
    """What a resident is told of looks at them: day, team, purpose, fields. Never who, why or how often.

    person: whose list. reader: the identifier of whoever has proved to be at the screen. None unless the two are
    one: a partner, a helper or a carer who acts for somebody in everything else is not shown this.
    """
    if reader != person:
        return None
    entries = list(audit.about(person).filter(event__regex=r"^(person\.(looked|searched)|row\.)"))
    looks = [_seen(entry) for entry in entries]
    delayed = {look.case for look in looks if look.told.startswith("later")}
    told = list_for(
        person,
        looks,
        today=timezone.localdate(now),
        others=frozenset(case for case in delayed if _has_others(case, person)),
        released=_released(person),
    )
    return WhoLooked(told)


def allow_telling(person: str, *, purpose: str, reason: str, since: date, actor: Actor) -> int:
    """The authoriser says from when this person may be told of the looks at them in this case: on a day that was
    set, or when the case has ended. One person at a time; the latest word counts. Returns the entry's position."""
    detail = {"from": since.isoformat()}
    return audit.record(RELEASED, actor=actor, subject=person, purpose=purpose, reason=reason, detail=detail)


def _seen(entry: audit.Event) -> Seen:
    purpose = purposes().get(entry.purpose)
    detail = json.loads(entry.detail)
    return Seen(
        day=timezone.localdate(entry.at),
        about="" if entry.event != "person.looked" else entry.about,
        event=entry.event,
        team=entry.roles.split(" ")[0].replace("_", " ") or "the council’s own programs",
        purpose=purpose.name if purpose else "",
        told=purpose.told if purpose else "",
        case=(entry.purpose, entry.reason),
        fields=tuple(map(str, detail.get("fields", ()))),
    )


def _has_others(case: tuple[str, str], person: str) -> bool:
    """Whether under the same purpose and reason somebody else's page was opened."""
    purpose, reason = case
    same = audit.entries().filter(event="person.looked", purpose=purpose, reason=reason)
    return bool(reason) and same.exclude(about=person).exists()  # type: ignore[misc]


def _released(person: str) -> dict[tuple[str, str], date]:
    """Case -> from when; the latest entry of each case."""
    said = audit.about(person).filter(event=RELEASED).order_by("position")
    return {(e.purpose, e.reason): date.fromisoformat(json.loads(e.detail)["from"]) for e in said}
