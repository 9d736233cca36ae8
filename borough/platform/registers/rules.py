"""What may be amended, and what is refused. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from .declaration import Register

SHORTEST_REASON = 10
LONGEST_OWN = 2_000

REMEDIES = {
    "no-such-register": "Check the name: the list of registers has them all.",
    "no-such-item": "Look for the item in its register: it may have gone.",
    "no-such-field": "Name a field of the register.",
    "part-of-the-key": "The key names the item and stays. Remove this item and add another.",
    "no-reason": f"Say why in at least {SHORTEST_REASON} characters; it is kept with the change.",
    "nothing-changed": "Change a value.",
    "wrong-value": "Correct the values that are marked.",
    "not-now": "Look again: somebody has already done it.",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as a value: nothing was done. `faults`: field and what is wrong with its value."""

    code: str
    detail: str
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def remedy(self) -> str:
        return REMEDIES[self.code]


def reason_is_given(why: str) -> bool:
    return len(why.strip()) >= SHORTEST_REASON


def may_be_amended(register: Register, fields: Mapping[str, str]) -> Refused | None:
    """Why these fields cannot be amended; None where they can."""
    if unknown := sorted(fields.keys() - set(register.fields)):
        return Refused("no-such-field", f"There is no field {unknown[0]!r}.")
    if named := sorted(fields.keys() & set(register.contract.key_fields)):
        return Refused("part-of-the-key", f"{named[0]!r} is part of the key.")
    ours = {one.name for one in register.own}
    too_long = [name for name in fields if name in ours and len(fields[name]) > LONGEST_OWN]
    if too_long:
        faults = tuple((name, f"Use {LONGEST_OWN:,} characters or fewer.") for name in too_long)
        return Refused("wrong-value", "A value is too long.", faults)
    return None


def different(before: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """What is given and was not so already, without the blanks around it."""
    said = {name: value.replace("\x00", "").strip() for name, value in given.items()}
    return {name: value for name, value in said.items() if value != before.get(name, "")}
