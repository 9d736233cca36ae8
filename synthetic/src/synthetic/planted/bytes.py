"""Spoil the bytes of a file that has been written: some lines, and in two later deliveries the whole."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from synthetic.planted.defects import LINE_SHARE
from synthetic.streams import Stream


@dataclass(frozen=True)
class Shape:
    """How a file is cut into lines: what ends one, how many stand before the first row and after the last."""

    newline: bytes
    separator: bytes
    bad: bytes  # wrong in the file's encoding
    before: int
    after: int


SHAPES = {
    "electoral_register": Shape(b"\r\n", b",", b"\x81", 1, 0),
    "council_tax": Shape(b"\r\n", b" ", b"\x81", 1, 1),
    "housing": Shape(b"\n", b"|", b"\xe9", 1, 1),
    "schools": Shape(b"\r\n", b",", b"\xe9", 1, 0),
    "childrens_social_care": Shape(b"\n", b",", b"\xe9", 0, 0),
    "adult_social_care": Shape(b"\r\x00\n\x00", b"\t\x00", b"\x00\xd8", 1, 0),
    "parking": Shape(b"\n", b",", b"\xe9", 1, 0),
    "crm": Shape(b"\n", b",", b"\xe9", 0, 0),
    # Every byte is latin-1: a SUB character is the worst there is.
    "libraries": Shape(b"\r\n", b";", b"\x1a", 1, 0),
}  # licensing, leisure and benefits have rows that are not lines
NO_MORE_FIELDS = {"council_tax", "childrens_social_care", "crm"}


def spoil_lines(
    path: Path, system: str, keys: list[str], spared: np.ndarray, rng: Stream
) -> list[tuple[str, str]]:
    """Spoil some lines of a file whose rows have these keys; returns (kind, key) of each."""
    shape = SHAPES.get(system)
    if shape is None or not keys:
        return []
    lines = path.read_bytes().split(shape.newline)
    u, log, low = rng.random(len(keys)), [], 0.0
    for kind, (share, spoil) in LINE_SHARE.items():
        hit = np.flatnonzero((u >= low) & (u < low + share) & ~spared)
        low += share
        if kind == "one field more" and system in NO_MORE_FIELDS:
            continue
        for i in hit.tolist():
            lines[shape.before + i] = spoil(lines[shape.before + i], shape.separator, shape.bad)
            log.append((kind, keys[i]))
    if log:
        path.write_bytes(shape.newline.join(lines))
    return log


def spoil_whole(path: Path, system: str, date: str) -> list[tuple[str, str]]:
    """The wrong trailer of one file and the lost end of another."""
    if (system, date) == ("housing", "2026-10-15"):
        head, _, trailer = path.read_bytes().rstrip(b"\n").rpartition(b"\n")
        tag, count, total = trailer.split(b"|")
        path.write_bytes(head + b"\n" + b"|".join([tag, str(int(count) + 1).encode(), total]) + b"\n")
        return [("wrong trailer", "")]
    if (system, date) == ("parking", "2026-10-15"):
        path.write_bytes(path.read_bytes()[:-25])
        return [("cut off in the last row", "")]
    return []
