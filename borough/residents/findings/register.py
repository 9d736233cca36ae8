"""What is looked for and what it is worth, as declared. A wrong entry stops the start and is named."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .rules import rule_of

DETECTORS = Path(__file__).with_name("detectors.toml")
VALUES = Path(__file__).with_name("values.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What one confirmed finding is worth; `values.toml` explains each field. `pence` None: recovered only."""

    code: str
    kind: str
    unit: str
    method: str
    source: str
    as_of: date
    approver: str
    review: date
    pence: int | None = None
    others: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """One entry of `detectors.toml`, which explains each field."""

    code: str
    title: str
    purpose: str
    law: str
    owner: str
    says: str
    against: str
    innocent: tuple[str, ...]
    steps: tuple[str, ...]
    due: int
    seen_by: str = "team"
    value: str = ""
    missing: tuple[str, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether there is a rule: without its source there is none, and the page says what is missing."""
        return rule_of(self.code) is not None

    @property
    def about_children(self) -> bool:
        return self.code.startswith("G")

    @property
    def by_letter(self) -> bool:
        """Whether the first that a resident notices is being asked or written to: fewer confirmed are worth that."""
        return any(
            word in step.lower() for step in self.steps[1:2] for word in ("letter", "account", "evidence")
        )


@cache
def values() -> dict[str, Value]:
    return {code: _made(Value, VALUES, code, entry) for code, entry in _read(VALUES).items()}


@cache
def detectors() -> dict[str, Detector]:
    """By code, in the order of the file."""
    made = {code: _made(Detector, DETECTORS, code, entry) for code, entry in _read(DETECTORS).items()}
    for detector in made.values():
        if detector.value and detector.value not in values():
            raise ValueError(f"{DETECTORS.name}, [{detector.code}]: {VALUES.name} has no {detector.value}")
        if not detector.runs and not detector.missing:
            raise ValueError(f"{DETECTORS.name}, [{detector.code}]: no rule, and nothing said to be missing")
    return made


def _read(path: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(path.read_text())


def _made(kind: Any, path: Path, code: str, entry: dict[str, Any]) -> Any:
    try:
        return kind(code=code, **{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()})
    except TypeError as wrong:
        raise ValueError(f"{path.name}, [{code}]: {wrong}") from wrong
