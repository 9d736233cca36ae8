"""The log, as looks that the rules can judge."""

import json
from datetime import datetime

from django.utils import timezone

from borough.platform.audit import api as audit

from .rules.explaining import Tie
from .rules.facts import Kind, Look

KINDS = {
    "person.looked": Kind.OPENED,
    "person.searched": Kind.SEARCHED,
    "person.not_shown": Kind.REFUSED,
    "log.read": Kind.READ_LOG,
    "log.exported": Kind.TAKEN,
    "rows.exported": Kind.TAKEN,
    "misuse.decided": Kind.CLOSED,
}
MENDED = "row.mended"


def read(since: datetime) -> tuple[list[Look], list[Tie]]:
    """Looks from then on, and the work that the log itself tells of: whoever mended a row about somebody."""
    entries = list(audit.since(since).filter(event__in=[*KINDS, MENDED]))
    told = [json.loads(entry.detail) for entry in entries]
    everybody = {str(person) for detail in told for person in detail.get("people", ())}
    known = audit.behind(everybody)
    looks, ties = [], []
    for entry, detail in zip(entries, told, strict=True):
        people = tuple(known.get(person, person) for person in map(str, detail.get("people", ())))
        at = timezone.localtime(entry.at)
        if entry.event == MENDED:
            ties += [
                Tie(entry.actor, one, at.date(), "They mended a row about this person.") for one in people
            ]
            continue
        looks.append(
            Look(
                position=entry.position,
                at=at,
                officer=entry.actor,
                kind=KINDS[entry.event],
                person=entry.about if entry.event != "misuse.decided" else "",
                purpose=entry.purpose,
                found=people if entry.event == "person.searched" else (),
                vague=bool(detail.get("too_broad")) or detail.get("kinds") == ["name"],
                checked=detail.get("explained") is True,
                other=str(detail.get("officer", "")),
            )
        )
    return looks, ties
