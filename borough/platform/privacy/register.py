"""The register of purposes, read once from `purposes.toml`. A wrong entry stops the start and is named."""

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from borough.platform.access.api import Role

from .rules import Fields, Purpose, Shows, Unmatched

FILE = Path(__file__).with_name("purposes.toml")


@cache
def purposes() -> MappingProxyType[str, Purpose]:
    """Every purpose by its code, in the order of the file."""
    entries = tomllib.loads(FILE.read_text()).items()
    return MappingProxyType({code: _purpose(code, entry) for code, entry in entries})


def purposes_for(roles: frozenset[Role]) -> list[Purpose]:
    """Those that these roles may state to open people's pages."""
    return [p for p in purposes().values() if p.opens_people and p.roles & roles]


def _purpose(code: str, entry: dict[str, Any]) -> Purpose:
    try:
        if (restricted := entry.get("restricted", "")) not in {"", "named"}:
            raise ValueError(f"restricted is {restricted!r}: named, or absent")
        return Purpose(
            code=code,
            roles=frozenset(Role(role) for role in entry.pop("roles")),
            shows=Shows(entry.pop("shows")),
            opens=frozenset(Fields(group) for group in entry.pop("opens")),
            references=tuple(entry.pop("references", ())),
            unmatched=Unmatched(entry.pop("unmatched", "mark")),
            **entry,
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{FILE.name}, [{code}]: {wrong}") from wrong
