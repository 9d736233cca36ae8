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
    """Of so many homes, how many lie within each distance, and the middle distance in metres."""

    homes: int
    near: tuple[int, int, int]
    median: int

    @property
    def within_400(self) -> int:
        return self._percent(0)

    @property
    def within_800(self) -> int:
        return self._percent(1)

    @property
    def within_mile(self) -> int:
        return self._percent(2)

    @property
    def may_be_shown(self) -> bool:
        """Of fewer homes a share would speak of somebody's."""
        return self.homes >= FEW

    def _percent(self, reach: int) -> int:
        return round(100 * self.near[reach] / self.homes)


def reach(metres: Sequence[float]) -> Reach | None:
    """Nothing where there are no homes."""
    if not metres:
        return None
    ordered = sorted(metres)
    first, second, mile = (bisect_right(ordered, limit) for limit in REACHES)
    return Reach(len(ordered), (first, second, mile), round(ordered[len(ordered) // 2]))
