"""The name tables: one list of words, and for each community who may be called what."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(__file__).parents[1] / "data"
ZIPF, TOP = 0.62, 2.0  # shares fall as (rank + TOP) ** -ZIPF; communities of few names have a steeper fall
FASHIONS = ("", "_mid", "_old")  # lists by birth, where a community has them
OLD, MID = -7000, 6500  # born before late 1950, before late 1987


@dataclass(frozen=True)
class Draw:
    """Codes of words, most common first, and their cumulative shares."""

    codes: np.ndarray
    edges: np.ndarray

    def __call__(self, u: np.ndarray) -> np.ndarray:
        """A code for each number in [0, 1)."""
        made: np.ndarray = self.codes[
            np.searchsorted(self.edges, u, side="right").clip(0, len(self.codes) - 1)
        ]
        return made


@dataclass(frozen=True)
class Community:
    """One community's names and habits; shares between 0 and 1."""

    name: str
    share: float
    middle: float
    takes_name: float
    single: float
    own_surname: float
    patronymic: bool
    two_surnames: bool
    feminine: bool
    forenames: dict[tuple[int, int], Draw]  # (sex, which of FASHIONS)
    surnames: dict[int, Draw]  # by sex


def composed(rules: list[dict[str, str]], into: str) -> list[str]:
    """Names put together from heads and tails, the likelier first."""
    made = []
    for rule in rules:
        if rule["into"] == into:
            heads, tails = rule["heads"].split(), rule["tails"].split()
            pairs = sorted((i + 3 * j, i, j) for i in range(len(heads)) for j in range(len(tails)))
            made += [heads[i] + tails[j] for _, i, j in pairs]
    return made


def read_community(name: str, raw: dict[str, Any], code: dict[str, int]) -> Community:
    """One table; new words are added to `code`."""

    def draw(into: str, fallback: str = "") -> Draw:
        text = raw.get(into) or raw.get(fallback, "")
        listed = text.split() + composed(raw.get("compose", []), into if into in raw else fallback)
        words = list(dict.fromkeys(w.replace("_", " ") for w in listed))
        codes = np.array([code.setdefault(w, len(code)) for w in words], np.int32)
        weights = (np.arange(len(codes)) + TOP) ** -float(raw.get("zipf", ZIPF))
        return Draw(codes, np.cumsum(weights) / weights.sum())

    forenames = {
        (s, f): draw(sex + fashion, sex)
        for s, sex in enumerate(("female", "male"))
        for f, fashion in enumerate(FASHIONS)
    }
    surnames = {0: draw("surnames_female", "surnames"), 1: draw("surnames")}
    shares = {k: raw.get(k, 0.0) for k in ("share", "middle", "takes_name", "single", "own_surname")}
    flags = {k: raw.get(k, False) for k in ("patronymic", "two_surnames", "feminine")}
    return Community(name, **shares, **flags, forenames=forenames, surnames=surnames)


@cache
def read_tables() -> tuple[tuple[Community, ...], tuple[str, ...]]:
    """The communities in order of their names, and all words by code."""
    code: dict[str, int] = {}
    files = sorted((DATA / "names").glob("*.toml"))
    made = tuple(read_community(p.stem, tomllib.loads(p.read_text("utf-8")), code) for p in files)
    return made, tuple(code)
