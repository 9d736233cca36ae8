"""The detectors as they are declared, read once from `detectors.toml`. A wrong entry stops the start and is named."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from .rules.judging import HOURS, RULES, Detector

FILE = Path(__file__).with_name("detectors.toml")


@cache
def detectors() -> Mapping[str, Detector]:
    """Every detector by its code, in the order of the file."""
    entries = tomllib.loads(FILE.read_text())
    if unknown := set(entries) - {*RULES, HOURS}:
        raise ValueError(f"{FILE.name}: no rule is called {', '.join(sorted(unknown))}")
    return MappingProxyType({code: _detector(code, dict(entry)) for code, entry in entries.items()})


def _detector(code: str, entry: dict[str, object]) -> Detector:
    try:
        name, weight = str(entry.pop("name")), float(str(entry.pop("weight")))
        urgent = bool(entry.pop("urgent", False))
        limits = {key: float(str(value)) for key, value in entry.items()}
    except (KeyError, ValueError) as wrong:
        raise ValueError(f"{FILE.name}, [{code}]: {wrong}") from wrong
    return Detector(code, name, weight, urgent, limits)
