"""What a report is about: a place of any register, and the team that answers for its kind."""

from dataclasses import dataclass

from borough.platform.gazetteer import api as gazetteer
from borough.platform.places.kinds import Kind, kinds
from borough.platform.registers import api as registers


@dataclass(frozen=True)
class Subject:
    """A place as a report knows it."""

    id: str
    register: str
    name: str
    owner: str
    ward: str
    hours: str
    by_number: bool = False  # known by property number (UPRN): what names it names a home

    @property
    def is_place(self) -> bool:
        return self.register in names_of_places()


def subject(identifier: str) -> Subject | None:
    """A place of any register that fills a kind."""
    known = {register.name for register in registers.registers()}
    found = (subject_in(name, identifier) for name in names_of_places() if name in known)
    return next((each for each in found if each), None)


def names_of_places() -> list[str]:
    """The registers whose items are places."""
    kept = {kind.register for kind in kinds().kinds.values() if kind.shape == "point" and kind.register}
    return ["places", *sorted(kept)]


def subject_in(name: str, key: str) -> Subject | None:
    """An item of a register: a place, or any other fact that the council publishes.

    What is known by property number is asked for by the address's token: no home stands in a URL.
    """
    key = gazetteer.property_of(key) or key if key.startswith("a-") else key
    register = next((register for register in registers.registers() if register.name == name), None)
    item = registers.item(name, key) if register else None
    if register is None or item is None:
        return None
    kind = kind_filled(name, item.values.get("kind", ""))
    title = f"{register.item} of one address" if register.closed else item.label.strip()
    return Subject(
        id=key, register=name, name=title, owner=kind.reports_to if kind else register.owner,
        by_number=register.closed, ward=item.values.get("ward_name", ""), hours=item.values.get("opening_hours", ""),
    )  # fmt: skip


def subject_asked(name: str, key: str) -> Subject | None:
    """The same for everybody: what only an address opens is not opened by a property number."""
    register = next((register for register in registers.registers() if register.name == name), None)
    if register and register.closed and not key.startswith("a-"):
        return None
    return subject_in(name, key)


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
