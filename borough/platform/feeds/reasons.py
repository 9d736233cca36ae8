"""Why a row waits, or a whole batch does. The words, with what to do next, are in reasons.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind`: row, hold, file or refusal. `remedy` tells the officer what to do next."""

    code: str
    kind: str
    label: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as a value: nothing was done. `detail` is what was found, without personal data."""

    code: str
    detail: str
    remedy: str

    @classmethod
    def because(cls, code: str, detail: str) -> "Refused":
        return cls(code, detail, REASONS[code].remedy)


def _read() -> dict[str, Reason]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    return {
        code: Reason(code, kind, **words) for kind, group in table.items() for code, words in group.items()
    }


REASONS = _read()
