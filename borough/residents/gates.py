"""What a purpose opens of the index: sources, fields of them, numbers of the state. Read once from `gates.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from borough.platform.privacy.api import purposes

FILE = Path(__file__).with_name("gates.toml")

# The fields that a gate may leave open of a source that is otherwise closed, and where a record keeps them.
FIELDS: Mapping[str, frozenset[str]] = {
    "name": frozenset({"forename", "middle_names", "surname"}),
    "born": frozenset({"date_of_birth"}),
    "sex": frozenset({"sex"}),
    "address": frozenset({"flat", "house", "street", "postcode", "uprn"}),
    "contact": frozenset({"phone", "email"}),
    "numbers": frozenset({"nino", "nhs_number"}),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """What may be read, and of whom. What it does not open is as if no source said it.

    `feeds`: slugs of the sources. `numbers`: of nino and nhs_number, those shown. `partly`: of a source here,
    the only `FIELDS` that are read. `household`: the sources that say who lives somewhere; None: all of `feeds`.
    `since`: an address that ended before is not read. `born_by`: who was born later is not there.
    `see`: identifiers of people under a shield whom this look may see; nobody else's is ever read.
    """

    feeds: frozenset[str]
    numbers: frozenset[str] = frozenset()
    partly: Mapping[str, frozenset[str]] = field(default_factory=dict)
    household: frozenset[str] | None = None
    since: date | None = None
    born_by: date | None = None
    see: frozenset[str] = frozenset()

    def closed_of(self, feed: str) -> frozenset[str]:
        """The columns of a record that this source's gate keeps shut."""
        if feed not in self.partly:
            return frozenset()
        return frozenset(
            c for name, columns in FIELDS.items() if name not in self.partly[feed] for c in columns
        )


def opened_by(code: str, *, today: date | None = None, see: frozenset[str] = frozenset()) -> Opened:
    """What the purpose of this code opens on this day (None: today). A purpose that no gate names opens what is
    open to all."""
    gate, purpose, today = gates(), purposes().get(code), today or timezone.localdate()
    whole = _open(gate["source"], code, today)
    partly = {
        feed: frozenset(entry["others"])
        for feed, entry in gate["source"].items()
        if feed not in whole and "others" in entry
    }
    household = gate.get("household", {}).get(code)
    return Opened(
        feeds=whole | partly.keys(),
        numbers=_open(gate["number"], code, today),
        partly=partly,
        household=frozenset(household["sources"]) & whole if household else None,
        since=purpose.reads_addresses_since(today) if purpose else None,
        born_by=purpose.reads_people_born_by(today) if purpose else None,
        see=see if purpose and purpose.restricted else frozenset(),
    )


def _open(entries: dict[str, Any], code: str, today: date) -> frozenset[str]:
    return frozenset(
        name
        for name, entry in entries.items()
        if {"*", code} & set(entry["purposes"]) or entry.get("from", {}).get(code, date.max) <= today
    )


@cache
def gates() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(FILE.read_text())
