"""Which step may be taken next, and when a finding may be confirmed. No database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST = 15  # of a reason, in characters


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken. `number`: its place in the detector's list."""

    number: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not, as an instruction; `field` is the input that it concerns."""

    field: str
    reason: str


def next_step(steps: Sequence[str], taken: Sequence[Taken]) -> int | None:
    """The least intrusive that has not been taken; None when all have."""
    done = {one.number for one in taken}
    return next((place for place in range(len(steps)) if place not in done), None)


def may_take(number: int, steps: Sequence[str], taken: Sequence[Taken], because: str) -> Refused | None:
    """A step needs the one before it, or a reason why that one was left out."""
    if not 0 <= number < len(steps):
        return Refused("step", "Select a step")
    left_out = [steps[place] for place in range(number) if place not in {one.number for one in taken}]
    if left_out and len(because.strip()) < SHORTEST:
        return Refused(
            "because", f"Say why this comes before “{left_out[0]}”, in {SHORTEST} characters or more"
        )
    return None


def may_confirm(taken: Sequence[Taken]) -> Refused | None:
    """Nobody is found against because they did not answer: something was checked, and either somebody answered
    or they were asked twice."""
    if not taken:
        return Refused(
            "outcome",
            "Take the first step before you decide against somebody",
        )
    asked = [one for one in taken if one.number > 0]
    if not any(one.answered for one in asked) and len(asked) < 2:
        return Refused(
            "outcome",
            "Silence is not evidence. Ask again by another way, or write down the answer, before you decide against "
            "somebody",
        )
    return None
