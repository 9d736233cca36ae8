"""Step two: the detectors over what nothing explained; their weights add up, officer by officer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from . import circle, habit, pair
from .facts import Flag, Officer
from .window import Window, grouped

Rule = Callable[[Window, dict[str, float]], Iterator[Flag]]
RULES: Mapping[str, Rule] = {
    "M1": circle.oneself, "M2": circle.family, "M3": circle.namesake, "M4": circle.neighbour,
    "M5": circle.colleague, "M6": circle.in_the_news, "M7": habit.returning, "M8": habit.trawl,
    "M9": habit.volume, "M10": habit.fishing, "M11": circle.dead_file, "M12": habit.hopping,
    "M14": habit.take_away, "M15": circle.near_a_shield, "M16": pair.each_for_the_other,
    "M17": pair.guessing, "M18": pair.watcher,
}  # fmt: skip
HOURS = "M13"  # never alone: only with another flag
ENOUGH = 1.0


@dataclass(frozen=True, slots=True)
class Detector:
    """One entry of detectors.toml, which explains each field."""

    code: str
    name: str
    weight: float
    urgent: bool = False
    limits: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an alert is made of: the flags of one officer that come to enough together."""

    officer: str
    flags: tuple[Flag, ...]
    weight: float
    urgent: bool


def flags_of(window: Window, detectors: Mapping[str, Detector]) -> list[Flag]:
    """All flags of the week. A rule without an entry in `detectors` is off."""
    found = [
        flag
        for code, rule in RULES.items()
        if code in detectors
        for flag in rule(window, dict(detectors[code].limits))
    ]
    return [*found, *_outside_hours(window, found)] if HOURS in detectors else found


def findings(flags: Iterable[Flag], detectors: Mapping[str, Detector]) -> list[Finding]:
    """One for each officer whose flags of the week weigh enough; the heaviest first. Many flags of one detector
    at one person count once: forty prints are one story."""
    made = []
    for officer, its in grouped((flag.officer, flag) for flag in flags).items():
        kinds = {(flag.detector, flag.person) for flag in its}
        weight = sum(detectors[code].weight for code, _ in kinds)
        if weight >= ENOUGH - 1e-9:
            urgent = any(detectors[flag.detector].urgent for flag in its)
            made.append(Finding(officer, tuple(its), round(weight, 2), urgent))
    return sorted(made, key=lambda finding: (-finding.urgent, -finding.weight, finding.officer))


def _outside_hours(window: Window, flags: list[Flag]) -> Iterator[Flag]:
    flagged = {position for flag in flags for position in flag.looks}
    for look in window.week:
        officer = window.officer(look)
        if look.position in flagged and officer and not _at_work(look.at.hour, look.day, officer):
            yield Flag(
                HOURS, look.officer, (look.position,), "Outside their hours and not on call.", look.person
            )


def _at_work(hour: int, day: object, officer: Officer) -> bool:
    return officer.hours[0] <= hour < officer.hours[1] or day in officer.on_call
