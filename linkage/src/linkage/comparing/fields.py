"""What a file is compared by: one comparison a field, and what training must know of it besides its levels."""

from dataclasses import dataclass
from enum import StrEnum

from linkage.model import Comparison

__all__ = ["Field", "Kind"]


class Kind(StrEnum):
    """What agreement on a field says of two people who are not one."""

    FORENAME = "forename"  # members of one household choose it freely
    SURNAME = "surname"  # a family shares it
    PERSONAL = "personal"  # birth date, sex, middle name: a person's own
    PLACE = "place"  # those who live or work together share it
    CONTACT = "contact"
    IDENTIFIER = "identifier"  # given to one person, and borrowed now and then
    CONTEXT = "context"  # any text, name or category: those who have to do with each other share it


@dataclass(frozen=True)
class Field:
    """`exact`: the column whose same value is the level "same"; how often strangers share it is counted, not
    sampled. `key`: pairs that agree on it are many of them one person, and so teach what the others weigh."""

    comparison: Comparison
    kind: Kind
    exact: str
    key: bool = False

    @property
    def name(self) -> str:
        return self.comparison.name
