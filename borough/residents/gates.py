"""Which sources, and which numbers of the state, a purpose opens: read once from `gates.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("gates.toml")


@dataclass(frozen=True, slots=True)
class Opened:
    """`feeds`: slugs of the sources that may be read. `numbers`: of nino and nhs_number, those shown."""

    feeds: frozenset[str]
    numbers: frozenset[str]


def opened_by(purpose: str) -> Opened:
    """A purpose that the file does not name opens only what is open to all."""
    return Opened(_open("source", purpose), _open("number", purpose))


def _open(kind: str, purpose: str) -> frozenset[str]:
    return frozenset(name for name, gate in gates()[kind].items() if {"*", purpose} & set(gate["purposes"]))


@cache
def gates() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(FILE.read_text())
