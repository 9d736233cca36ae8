"""Precision, recall and their harmonic mean, from counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rates:
    """`right` of those `found` are among the `true`: whole numbers, so that no figure is rounded before its time."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """1 where nothing was found: nothing is wrong."""
        return share(self.right, self.found)

    @property
    def recall(self) -> float:
        """1 where there was nothing to find."""
        return share(self.right, self.true)

    @property
    def f1(self) -> float:
        return share(2 * self.right, self.found + self.true)

    @property
    def false(self) -> int:
        return self.found - self.right

    @property
    def missed(self) -> int:
        return self.true - self.right


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def wilson(right: float, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share (1927), which is honest near 0 and 1; z = 1.96 holds 95 %."""
    if not of:
        return 0.0, 1.0
    middle = (right + z * z / 2) / (of + z * z)
    half = z / (of + z * z) * (right * (of - right) / of + z * z / 4) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)
