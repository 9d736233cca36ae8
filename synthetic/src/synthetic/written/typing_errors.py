"""Typing errors: a letter left out, doubled, changed for its neighbour on the keyboard, or two changed
about.
"""

import numpy as np
import polars as pl

KEYBOARD = {
    "q": "wa",
    "w": "qes",
    "e": "wrd",
    "r": "etf",
    "t": "ryg",
    "y": "tuh",
    "u": "yij",
    "i": "uok",
    "o": "ipl",
    "p": "ol",
    "a": "qsz",
    "s": "adw",
    "d": "sfe",
    "f": "dgr",
    "g": "fht",
    "h": "gjy",
    "j": "hku",
    "k": "jli",
    "l": "ko",
    "z": "xa",
    "x": "zcs",
    "c": "xvd",
    "v": "cbf",
    "b": "vng",
    "n": "bmh",
    "m": "nk",
    "0": "9",
    "1": "2",
    "2": "13",
    "3": "24",
    "4": "35",
    "5": "46",
    "6": "57",
    "7": "68",
    "8": "79",
    "9": "80",
}
LEAVE_OUT, DOUBLE, NEIGHBOUR, TRANSPOSE = range(4)


def slip(word: str, kind: int, where: float, which: float) -> str:
    """One typing error in `word`; `where` and `which` lie in [0, 1)."""
    if len(word) < 3:
        return word
    i = 1 + int(where * (len(word) - 1))
    if kind == LEAVE_OUT:
        return word[:i] + word[i + 1 :]
    if kind == DOUBLE:
        return word[:i] + word[i] + word[i:]
    if kind == TRANSPOSE:
        return word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
    near = KEYBOARD.get(word[i].lower())
    return word[:i] + near[int(which * len(near))] + word[i + 1 :] if near else word


def misspell(words: pl.Series, hit: np.ndarray, rng: np.random.Generator, digits: bool = False) -> pl.Series:
    """`words` with one typing error where `hit`. Numbers keep their length:

    wrong or transposed digits only.
    """
    rows = np.flatnonzero(hit & words.is_not_null().to_numpy())
    kinds = rng.integers(NEIGHBOUR if digits else LEAVE_OUT, TRANSPOSE + 1, len(rows)).tolist()
    where, which = rng.random(len(rows)).tolist(), rng.random(len(rows)).tolist()
    wrong = [slip(*case) for case in zip(words[rows].to_list(), kinds, where, which, strict=True)]
    return replace(words, rows, pl.Series(wrong, dtype=pl.String))


def replace(column: pl.Series, rows: np.ndarray, values: pl.Series | str | None) -> pl.Series:
    """`column` with new values in those rows."""
    if len(rows) == 0:
        return column
    return column.clone().scatter(pl.Series(rows, dtype=pl.UInt32), values)
