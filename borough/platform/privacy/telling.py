"""When somebody may be told that they were looked at: pure.

The list is read in kitchens that are shared with others. So a look is on it only for the person it was made
about, only when its purpose lets it be told by now, and so that no line, no gap and no number says that there
is anything else.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

DELAY = (
    "Most looks are here at once. Some appear later: by up to a month, or longer where telling sooner would spoil "
    "an inquiry that the law provides for. Everybody’s list says this, whether or not anything is to come."
)
MONTH = 31  # days; a delay of three months is over after the longest three


@dataclass(frozen=True, slots=True)
class Seen:
    """One look, as far as telling goes. `about`: the one whom the page was about; nobody for a search.
    `case`: purpose and reason. `told`: as the register words it."""

    day: date
    about: str
    event: str
    team: str
    purpose: str
    told: str
    case: tuple[str, str]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the list. Looks of one day, team and purpose are one line, so that lines count nothing."""

    day: date
    team: str
    purpose: str
    fields: tuple[str, ...]


def list_for(
    person: str,
    looks: Iterable[Seen],
    *,
    today: date,
    others: frozenset[tuple[str, str]] = frozenset(),
    released: Mapping[tuple[str, str], date] | None = None,
) -> tuple[Told, ...]:
    """What this person is told today, the newest first.

    others: cases in which somebody else was looked at as well; a delayed look in one of them could reveal whom
    it was for, and is told only when released. released: from when a case may be told to this person.
    """
    lines: dict[tuple[date, str, str], set[str]] = {}
    for look in looks:
        if _may_be_told(look, person, today, look.case in others, (released or {}).get(look.case)):
            lines.setdefault((look.day, look.team, look.purpose), set()).update(look.fields)
    return tuple(Told(*key, tuple(sorted(lines[key]))) for key in sorted(lines, reverse=True))


def _may_be_told(look: Seen, person: str, today: date, with_others: bool, released: date | None) -> bool:
    if look.about and look.about != person:
        return False  # they were on the page of somebody else, who must not be betrayed
    when, _, rest = look.told.partition(":")
    if when in ("now", "list"):
        return True
    if when != "later" or not look.about:
        return False  # a purpose that is never told, or a search under a delayed one
    if released:
        return released <= today
    longest = re.search(r"at most (\d+) months?", rest)
    over = longest is not None and (today - look.day).days > int(longest[1]) * MONTH
    return over and not with_others
