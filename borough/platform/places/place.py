"""A place as it is read: from a row of a register, with what editors laid over it. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

STEP_FREE = {"yes", "step-free", "step_free", "lift", "ramp", "level", "designated"}
NOT_STEP_FREE = {"no", "no_lift", "steps", "stairs"}
FREE, NOT_FREE = {"no", "free", "0", "none"}, {"yes", "pay", "paid"}
DATED = ("%Y-%m-%d", "%Y-%m", "%Y")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`kind` is the word of its source; the kinds (declared) that it fills are many.

    `in_borough`: False beyond the border, where `district` is the council there ("" when nobody knows).
    `hours`: as given. `dated`: when the source says that it was so, as it writes it. `fields`: every field of
    its register, for what this class does not name. `demonstration`: invented.
    """

    id: str
    register: str
    kind: str
    name: str
    lat: float
    lon: float
    address: str = ""
    postcode: str = ""
    ward_code: str = ""
    ward_name: str = ""
    in_borough: bool = True
    district: str = ""
    hours: str = ""
    phone: str = ""
    website: str = ""
    source: str = ""
    dated: str = ""
    licence: str = ""
    licence_url: str = ""
    attribution: str = ""
    demonstration: bool = False
    attributes: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def step_free(self) -> bool | None:
        """Whether one comes in without steps; None when nobody has said."""
        return _told(
            self.fields.get("step_free") or self.fields.get("wheelchair", ""), STEP_FREE, NOT_STEP_FREE
        )

    @property
    def free(self) -> bool | None:
        """Whether it costs nothing; None when nobody has said."""
        fee = (self.fields.get("fee") or str(self.attributes.get("fee", ""))).strip().lower()
        return False if fee and fee not in FREE else _told(fee, FREE, NOT_FREE)

    @property
    def baby_change(self) -> bool | None:
        return _told(self.fields.get("baby_change") or self.fields.get("changing_table", ""), {"yes"}, {"no"})

    @property
    def dial(self) -> str:
        """The number for a telephone link, without the words that a source writes beside it."""
        found = re.match(r"[+\d][\d ()-]{6,}", self.phone)
        return re.sub(r"[^+\d]", "", found.group()) if found else ""

    @property
    def modes(self) -> tuple[str, ...]:
        told = self.attributes.get("modes", ())
        return tuple(str(mode) for mode in told) if isinstance(told, list) else ()

    def has(self, name: str, value: str) -> bool:
        """Whether an attribute or a field of it is, or holds, this value."""
        told = self.attributes.get(name, self.fields.get(name, ""))
        return value in told if isinstance(told, list) else str(told).casefold() == value.casefold()

    def older_than(self, days: int, today: date) -> bool:
        """Whether its data is; a date that cannot be read is old."""
        day = day_of(self.dated)
        return day is None or day + timedelta(days=days) < today


def _told(words: str, yes: set[str], no: set[str]) -> bool | None:
    word = words.strip().lower()
    return True if word in yes else False if word in no else None


def day_of(stated: str) -> date | None:
    """The first day that a source's date can mean: 2018-12-24, 2024-01, 2023."""
    first = stated.strip().split(" ", 1)[0]
    for form in DATED:
        try:
            return datetime.strptime(first, form).date()
        except ValueError:
            continue
    return None


def attributes_of(text: str) -> Mapping[str, Any]:
    """The JSON object that a row carries; what is none is nothing."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
