"""Whose the rows of a register are, where they come from several: by the source that each row names. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .licences import LICENCES, Licence

LICENCES_FILE = "borough/platform/registers/licences.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`begins`: how the field `source` of its rows begins. `licence`: a code, with which their `licence` begins.
    `attribution`: the words that it asks for, as opendata/README.md has them."""

    name: str
    begins: str
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Credit:
    """What must be said wherever a row is shown."""

    licence: Licence
    attribution: str


def source_of(sources: Iterable[Source], row: Mapping[str, str | None]) -> Source | str:
    """The source of a row, else in words what is not known and where it belongs: nothing is guessed."""
    said, licence = row.get("source") or "", row.get("licence") or ""
    if not any(licence.startswith(code) for code in LICENCES):
        return f"unknown licence {licence!r}: add it to {LICENCES_FILE}"
    found = next((one for one in sources if said.startswith(one.begins)), None)
    if found is None:
        return f"unknown source {said!r}: add it to the declaration, as [register.sources.NAME]"
    if not licence.startswith(found.licence):
        return f"licence {licence!r} is not that of {found.begins!r}, {found.licence}: correct one of the two"
    return found
