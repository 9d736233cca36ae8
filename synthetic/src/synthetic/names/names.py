"""Names by code: drawing them, joining them, and writing them in another way."""

from collections.abc import Callable
from functools import partial

import numpy as np
import polars as pl

from synthetic.names.spellings import other_spellings, pet_names, plain
from synthetic.names.tables import MID, OLD, Community, read_tables
from synthetic.streams import Stream

Codes = np.ndarray


class Names:
    """The words of one borough. Codes are row numbers of `words`; -1 is no name.

    Grows as names are joined.
    """

    def __init__(self) -> None:
        self.communities, listed = read_tables()
        self.words: list[str] = list(listed)
        self.code: dict[str, int] = {w: i for i, w in enumerate(self.words)}
        self.weights = self.each(lambda c: c.share)
        self.middle_share = self.each(lambda c: c.middle)
        self.takes_name = self.each(lambda c: c.takes_name)
        self.single_share = self.each(lambda c: c.single)
        self.own_surname = self.each(lambda c: c.own_surname)
        self.patronymic = self.each(lambda c: c.patronymic)
        self.two_surnames = self.each(lambda c: c.two_surnames)
        self.feminine = self.each(lambda c: c.feminine)
        self._series: pl.Series | None = None

    def each(self, of: Callable[[Community], float | bool]) -> np.ndarray:
        """One value a community."""
        return np.array([of(c) for c in self.communities])

    def text(self, codes: np.ndarray) -> pl.Series:
        """Codes as text; -1 is null."""
        if self._series is None or len(self._series) != len(self.words) + 1:
            self._series = pl.Series([*self.words, None], dtype=pl.String)
        return self._series[np.where(codes < 0, len(self.words), codes).astype(np.int32)]

    def add(self, word: str) -> int:
        """The code of a word, new or known."""
        if word not in self.code:
            self.code[word] = len(self.words)
            self.words.append(word)
        return self.code[word]

    def draw_forenames(self, community: Codes, sex: Codes, birth: np.ndarray, rng: Stream) -> np.ndarray:
        """A forename code for each person, in the fashion of their birth."""
        u, out = rng.random(len(sex)), np.zeros(len(sex), np.int32)
        fashion = np.where(birth < OLD, 2, np.where(birth < MID, 1, 0))
        for i, c in enumerate(self.communities):
            mine = community == i
            for (s, when), draw in c.forenames.items():
                here = mine & (sex == s) & (fashion == when)
                out[here] = draw(u[here])
        return out

    def draw_surnames(self, community: Codes, sex: Codes, rng: Stream) -> np.ndarray:
        """A surname code for each person."""
        u, out = rng.random(len(sex)), np.zeros(len(sex), np.int32)
        for i, c in enumerate(self.communities):
            for s, draw in c.surnames.items():
                here = (community == i) & (sex == s)
                out[here] = draw(u[here])
        return out

    def mapped(self, codes: np.ndarray, change: Callable[[str], str]) -> np.ndarray:
        """Each code's word changed; equal codes are changed once."""
        distinct, back = np.unique(codes, return_inverse=True)
        new = [self.add(change(self.words[c])) if c >= 0 else -1 for c in distinct.tolist()]
        return np.array(new, np.int32)[back] if len(codes) else codes.astype(np.int32)

    def agree(self, codes: np.ndarray, community: np.ndarray, sex: np.ndarray) -> np.ndarray:
        """Surnames that agree with the sex where the community's do: Kowalski, Kowalska."""
        codes = codes.astype(np.int32).copy()
        for s, ending, wanted in ((0, "i", "a"), (1, "a", "i")):
            here = self.feminine[community] & (sex == s)
            codes[here] = self.mapped(codes[here], partial(swap_ending, ending=ending, wanted=wanted))
        return codes

    def join(self, one: np.ndarray, two: np.ndarray, by: str) -> np.ndarray:
        """Two surnames as one."""
        pairs = zip(one.tolist(), two.tolist(), strict=True)
        return np.array([self.add(f"{self.words[a]}{by}{self.words[b]}") for a, b in pairs], np.int32)

    def first_part(self, codes: np.ndarray) -> np.ndarray:
        """The first of two surnames."""
        return self.mapped(codes, lambda w: w if w.startswith(("De ", "Da ", "Dos ")) else w.split(" ")[0])

    def plain(self, codes: np.ndarray) -> np.ndarray:
        """Without accents."""
        return self.mapped(codes, plain)

    def other_spelling(self, codes: np.ndarray, hit: np.ndarray, rng: Stream) -> np.ndarray:
        """Another spelling of the same name where `hit` and there is one."""
        return self.instead(codes, hit, rng, other_spellings)

    def nickname(self, codes: np.ndarray, hit: np.ndarray, rng: Stream) -> np.ndarray:
        """A pet name where `hit` and there is one."""
        return self.instead(codes, hit, rng, lambda w: pet_names().get(w, []))

    def instead(
        self, codes: Codes, hit: np.ndarray, rng: Stream, others: Callable[[str], list[str]]
    ) -> np.ndarray:
        """One of the other forms of each name where `hit`."""
        rows = np.flatnonzero(hit & (codes >= 0))
        which, out = rng.random(len(rows)), codes.astype(np.int32).copy()
        distinct, back = np.unique(codes[rows], return_inverse=True)
        forms = [[self.add(w) for w in others(self.words[c])] or [c] for c in distinct.tolist()]
        width = max(map(len, forms), default=1)
        table = np.array([(f * width)[:width] for f in forms], np.int32).reshape(-1, width)
        size = np.array([len(f) for f in forms], np.int64)
        if len(rows):
            out[rows] = table[back, (which * size[back]).astype(int)]
        made: np.ndarray = out
        return made


def swap_ending(word: str, ending: str, wanted: str) -> str:
    """The other sex's form of a surname in -ski, -cki or -dzki."""
    stem = word[:-1]
    return stem + wanted if word.endswith(ending) and stem.endswith(("sk", "ck", "dzk")) else word
