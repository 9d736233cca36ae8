"""The name tables, read into one list of words and drawn from by code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Names:
    """All words once, and for each community who may be called what."""

    communities: tuple[str, ...]
    words: pl.Series
    forenames: dict[
        tuple[int, int], tuple[np.ndarray, np.ndarray]
    ]  # (community, sex): codes, cumulative share
    surnames: dict[int, tuple[np.ndarray, np.ndarray]]

    def text(self, codes: np.ndarray) -> pl.Series:
        """Codes as text; -1 is null."""
        return self.words[np.where(codes < 0, len(self.words) - 1, codes).astype(np.int32)]

    def draw_forenames(self, community: np.ndarray, sex: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """A forename code for each person."""
        u, out = rng.random(len(sex)), np.zeros(len(sex), np.int32)
        for (c, s), (codes, edges) in self.forenames.items():
            here = (community == c) & (sex == s)
            out[here] = codes[np.searchsorted(edges, u[here], side="right").clip(0, len(codes) - 1)]
        return out

    def other_spelling(self, codes: np.ndarray, hit: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Another spelling of the same name where `hit` and there is one."""
        return codes

    def nickname(self, codes: np.ndarray, hit: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """A pet name where `hit` and there is one."""
        return codes

    def draw_surnames(self, community: np.ndarray, sex: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """A surname code for each person."""
        u, out = rng.random(len(sex)), np.zeros(len(sex), np.int32)
        for c, (codes, edges) in self.surnames.items():
            here = community == c
            out[here] = codes[np.searchsorted(edges, u[here], side="right").clip(0, len(codes) - 1)]
        return out


@cache
def load_names() -> Names:
    """Names from `data/names/*.toml`."""
    raw = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted((DATA / "names").glob("*.toml"))}
    words: dict[str, int] = {}

    def table(text: str) -> tuple[np.ndarray, np.ndarray]:
        codes = np.array([words.setdefault(w, len(words)) for w in text.split()], dtype=np.int32)
        weights = 1 / np.arange(2, len(codes) + 2) ** 0.9
        return codes, np.cumsum(weights) / weights.sum()

    forenames = {}
    surnames = {}
    for c, tables in enumerate(raw.values()):
        forenames[c, 0], forenames[c, 1] = table(tables["female"]), table(tables["male"])
        surnames[c] = table(tables["surnames"])
    return Names(tuple(raw), pl.Series([*words, None], dtype=pl.String), forenames, surnames)
