"""A finding told: what one source says and since when, what says otherwise, and what it all rests on."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from .models import Finding
from .register import Detector, detectors

# One sentence for each kind of fact; `{who}` is "the person" or "another person", `{home}` which home.
WORDS = {
    "liable": "{who} is liable for council tax at {home}",
    "vote": "{who} is on the electoral register at {home}",
    "tenancy": "{who} holds a council tenancy of {home}",
    "member": "{who} is in the household of a council tenancy of {home}",
    "claim": "{who} is in a claim for housing benefit or council tax reduction at {home}",
    "dependant": "{who} is a child in a claim at {home}",
    "nino": "{who} gives a National Insurance number, in the same record of {home}",
    "pupil": "{who} is a pupil on a school's roll, from {home}",
    "application": "A school place was applied for, for {who}, from {home}",
    "contact": "{who} got in touch with the council, from {home}",
    "plan": "{who} has a plan of children's social care, at {home}",
    "carer": "{who} is named in a plan of children's social care",
    "care": "{who} receives care, at {home}",
    "death": "{who} died",
    "card": "{who} holds a card, at {home}",
    "permit": "{who} holds a parking permit or badge at {home}",
    "penalty": "{who} was given a penalty charge",
    "licence": "{who} holds a licence",
}
# What sources write in codes, by kind of fact.
SAYS = {
    "liable": {
        "SPD": "single person discount",
        "DISR": "others disregarded",
        "C": "exempt as empty",
        "F": "probate",
    },
    "vote": {"A": "about to turn eighteen"},
    "tenancy": {
        "SECURE": "secure tenancy",
        "TEMP": "temporary home",
        "TENANT": "tenant",
        "JOINT": "joint tenant",
    },
    "claim": {
        "Single": "as a single person",
        "Couple": "as a couple",
        "NonDependant": "adult, not the claimant",
    },
    "pupil": {"C": "current", "M": "main of two schools", "S": "second of two schools"},
    "plan": {"CP": "child protection", "CIN": "child in need", "LAC": "looked after"},
    "permit": {
        "RESIDENT": "resident's",
        "BLUE BADGE": "Blue Badge",
        "CARER": "carer's",
        "VISITOR": "visitors'",
    },
    "card": {"ADU": "adult's card", "JUN": "child's card"},
}
ON = {"tenancy": "asked to buy on {}", "care": "last paid on {}", "card": "last used on {}"}
UNSAID = {"nino"}  # what it says is a number of the state: shown by its record, under the number's own gate


@dataclass(frozen=True, slots=True)
class Sentence:
    """One fact in words. `person`: whose, by row id; `feed`, `key`, `batch`, `row`: where it stands."""

    text: str
    person: int
    feed: str
    key: str
    batch: int
    row: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Story:
    """`first` and `second` contradict each other. `rests`: the link that matters most. `unread`: sources that
    the purpose does not open; `missing`: what no feed gives."""

    detector: Detector
    first: tuple[Sentence, ...]
    second: tuple[Sentence, ...]
    rests: Sentence
    days: int
    day: date
    read: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody whom the story shows, the one it is about first."""
        return tuple(dict.fromkeys(one.person for one in (*self.first, *self.second)))


def story_of(finding: Finding) -> Story:
    """From its document alone: what the sources say today is another matter."""
    document = json.loads(finding.document)
    found = document["found"]
    facts = [dict(zip(document["columns"], row, strict=True)) for row in document["facts"]]
    homes = _homes(facts, found)
    first, second = (
        tuple(_sentence(facts[place], found["about"], homes) for place in found[side])
        for side in ("first", "second")
    )
    return Story(
        detector=detectors()[finding.rule], first=first, second=second,
        rests=min((*first, *second), key=lambda one: one.confidence), days=found["days"],
        day=date.fromisoformat(document["day"]), read=tuple(document["read"]), unread=tuple(document["shut"]),
    )  # fmt: skip


def _homes(facts: list[dict[str, Any]], found: dict[str, Any]) -> dict[str, str]:
    """Homes in words: this one, then others by number."""
    named = {found["home"]: "this home"}
    for place in (*found["first"], *found["second"]):
        if (home := facts[place]["home"]) and home not in named:
            named[home] = "another home" if len(named) == 1 else f"another home ({len(named)})"
    return named


def _sentence(fact: dict[str, Any], about: int, homes: dict[str, str]) -> Sentence:
    who = "The person" if fact["person"] == about else "Another person"
    home = homes.get(fact["home"], "a home that is not known")
    text = WORDS[fact["kind"]].format(who=who, home=home)
    words = SAYS.get(fact["kind"], {})
    said = [words.get(fact[name], fact[name]) for name in ("says", "also") if fact[name]]
    if said and fact["kind"] not in UNSAID:
        text += f" ({', '.join(said)})"
    return Sentence(f"{text[0].upper()}{text[1:]}{_when(fact)}.", fact["person"], fact["feed"], fact["key"],
                    fact["batch"], fact["row"], fact["confidence"])  # fmt: skip


def _when(fact: dict[str, Any]) -> str:
    days = {name: _day(fact[name]) for name in ("since", "until", "on") if fact[name]}
    words = {"since": "since {}", "until": "until {}", "on": "on {}"}
    if fact["kind"] in ON and "on" in days:
        words["on"] = ON[fact["kind"]]
    return "".join(f", {words[name].format(day)}" for name, day in days.items())


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"
