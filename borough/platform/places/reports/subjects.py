"""What a report is about: a place of any register, and the team that answers for its kind."""

from dataclasses import dataclass

from borough.platform.registers import api as registers

from ..kinds import Kind, kinds

OWNER_UNKNOWN = "Customer services"


@dataclass(frozen=True)
class Subject:
    """A place as a report knows it."""

    id: str
    register: str
    name: str
    owner: str
    ward: str
    hours: str


def subject(identifier: str) -> Subject | None:
    """A place of any register that fills a kind."""
    names = ["places", *sorted({kind.register for kind in kinds().kinds.values() if kind.register})]
    known = {register.name for register in registers.registers()}
    for name in names:
        if name in known and (item := registers.item(name, identifier)) and item.lat is not None:
            values = item.values
            owner = owner_of(name, values.get("kind", ""))
            return Subject(
                identifier, name, item.label.strip(), owner, values.get("ward_name", ""),
                values.get("opening_hours", ""),
            )  # fmt: skip
    return None


def owner_of(register: str, word: str) -> str:
    """The team that looks after places of a kind, by the word of its source."""
    kind = kind_filled(register, word)
    return kind.reports_to if kind else OWNER_UNKNOWN


def kind_filled(register: str, word: str) -> Kind | None:
    """The kind that these places are, not one of which they are only a part (a `where`)."""
    filled = [
        kind
        for kind in kinds().kinds.values()
        if kind.register == register or (not kind.register and word in kind.sources)
    ]
    return min(filled, key=lambda kind: (len(kind.where), len(kind.sources)), default=None)


def owners() -> list[str]:
    return sorted({kind.reports_to for kind in kinds().kinds.values()})
