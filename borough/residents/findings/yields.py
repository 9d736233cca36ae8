"""What each detector truly yields, and the rule that stops one which yields too little. The rule is pure."""

from collections.abc import Sequence
from dataclasses import dataclass

LAST, FLOOR, FLOOR_BY_LETTER = 30, 0.20, 0.05


@dataclass(frozen=True, slots=True)
class Yield:
    """One detector: how many are open, wait for link review, and closed by outcome; days to a decision (the
    middle); pence. `last`: of the last LAST closed, whether each was confirmed, the newest last."""

    code: str
    open: int
    weak: int
    fraud: int
    error: int
    nothing: int
    helped: int
    days: int | None
    prevented_pence: int
    recovered_pence: int
    last: tuple[bool, ...]

    @property
    def closed(self) -> int:
        return self.fraud + self.error + self.nothing + self.helped


def why_stopped(last: Sequence[bool], *, by_letter: bool, about_children: bool, upheld: int = 0) -> str:
    """Why the detector stops, as a sentence; empty when it does not.

    `last`: of the last closed, whether each was confirmed. `upheld`: complaints upheld. Gaps around children are
    never stopped, only reviewed.
    """
    if about_children:
        return ""
    confirmed = sum(last)
    if upheld > confirmed:
        return f"{upheld} complaints were upheld, more than the {confirmed} confirmed"
    floor = FLOOR_BY_LETTER if by_letter else FLOOR
    if len(last) >= LAST and confirmed < floor * len(last):
        return f"Of the last {len(last)} closed, {confirmed} were confirmed: fewer than {floor:.0%}"
    return ""
