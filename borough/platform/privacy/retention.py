"""How long each kind of record is kept, read once from `retention.toml`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).with_name("retention.toml")


@dataclass(frozen=True, slots=True)
class Retention:
    """One entry of the file, which explains each field."""

    code: str
    what: str
    keep: str
    after: str
    law: str
    how: str


@cache
def retention_classes() -> MappingProxyType[str, Retention]:
    """Every class by its code. A wrong entry stops the start and is named."""
    try:
        entries = tomllib.loads(FILE.read_text()).items()
        return MappingProxyType({code: Retention(code=code, **entry) for code, entry in entries})
    except TypeError as wrong:
        raise ValueError(f"{FILE.name}: {wrong}") from wrong


def as_document() -> str:
    """docs/retention.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# How long records are kept"
    yield ""
    yield f"Printed from `borough/platform/privacy/{FILE.name}` by `borough privacy papers`. Every table has a class."
    for entry in retention_classes().values():
        yield ""
        yield f"## {entry.code}"
        yield f"{entry.what}."
        yield ""
        yield f"- **Kept:** {entry.keep}, counted from: {entry.after}"
        yield f"- **Why:** {entry.law}"
        yield f"- **Destroyed:** {entry.how}"
