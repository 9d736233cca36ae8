"""Figures that speak about no one. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

FEW = 5
"""Counts under this are not shown: a ward and a rare kind could point at somebody."""
REACHES = (400.0, 800.0, 1609.344)
"""Metres: five and ten minutes on foot, a mile."""


def shown(count: int) -> str:
    """A count as it may be shown."""
    return f"{count:,}" if count >= FEW or count == 0 else f"fewer than {FEW}"


def rate(part: int, whole: int) -> int | None:
    """Percent, where the whole and what is left over are enough to show; else nothing."""
    if whole < FEW or 0 < part < FEW or 0 < whole - part < FEW:
        return None
    return round(100 * part / whole)


@dataclass(frozen=True, slots=True)
class Reach:
    """Of so many postcodes, how many percent lie within each distance, and the middle distance in metres."""

    postcodes: int
    within_400: int
    within_800: int
    within_mile: int
    median: int


def reach(metres: Sequence[float]) -> Reach | None:
    """Nothing where there are no postcodes."""
    if not metres:
        return None
    ordered, count = sorted(metres), len(metres)
    first, second, mile = (round(100 * bisect_right(ordered, limit) / count) for limit in REACHES)
    return Reach(count, first, second, mile, round(ordered[count // 2]))
