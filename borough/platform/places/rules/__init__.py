"""How far, and how long on foot. Pure: no framework, no clock."""

import math
from dataclasses import dataclass

DETOUR = 1.3  # streets are not straight: times the straight distance
MILE = 1_609.344
FARTHEST_WALK = 10_000  # metres: beyond that nobody counts in minutes on foot


@dataclass(frozen=True, slots=True)
class Pace:
    key: str
    words: str
    kilometres_an_hour: float
    how: str = "on foot"


PACES = {
    pace.key: pace
    for pace in (
        Pace("usual", "Usual pace", 4.8),
        Pace("slow", "Slow, or with a stick", 2.9),
        Pace("wheelchair", "By wheelchair", 3.6, how=""),
        Pace("pram", "With a pram or small children", 3.2),
    )
}
USUAL = PACES["usual"]


def minutes_on_foot(metres: float, pace: Pace = USUAL) -> int | None:
    """An estimate: straight distance x 1.3 at that pace, rounded up; at least one. None farther than people walk."""
    if metres > FARTHEST_WALK:
        return None
    return max(1, math.ceil(metres * DETOUR / (pace.kilometres_an_hour * 1000 / 60)))


def how_far(metres: float) -> str:
    """Straight: in metres below a kilometre, then in miles and kilometres."""
    whole = round(metres)
    if whole < 1_000:
        return f"{whole} metre{'' if whole == 1 else 's'}"
    return f"{metres / MILE:.1f} miles ({metres / 1000:.1f} km)"
