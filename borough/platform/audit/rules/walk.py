"""A walk over the whole log: what breaks it, and where. Memory does not grow with the log."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from .entry import GENESIS
from .tree import Growing, folded

BLOCK = 256  # leaves under a root that is stored, so that a proof reads few


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head that somebody kept: the first `size` entries must still have this root (hexadecimal)."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Verified:
    """`root`: of the tree over all entries, in hexadecimal."""

    entries: int
    root: str


@dataclass(frozen=True, slots=True)
class Unguarded:
    """The log holds, but what keeps it from being changed does not stand: why, and what to do."""

    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not hold, why, and what to do."""

    position: int
    reason: str
    remedy: str


Leaves = Iterable[tuple[bytes, bytes]]
Found = Verified | Broken


@dataclass(slots=True)
class Part:
    """A stretch of the log that was walked, from the beginning of a block on.

    roots: of its whole blocks. begun: the roots of the block that is not whole, at each size asked about.
    left: the same at the end. last: hash of its last entry. broken: where the walk ended early.
    """

    size: int = 0
    last: str = GENESIS
    roots: list[bytes] = field(default_factory=list)
    begun: dict[int, list[bytes]] = field(default_factory=dict)
    left: list[bytes] = field(default_factory=list)
    broken: Broken | None = None


def verify(
    leaves: Leaves, anchors: Iterable[Anchor] = (), stored: Mapping[int, bytes] | None = None
) -> Found:
    """Walk the whole log once. leaves: the text and kept hash of each entry, in order of position.
    anchors: heads that were kept. stored: roots of whole blocks that were stored, by their number."""
    kept = by_size(anchors)
    return judge([walk(leaves, asked=kept.keys())], kept, stored or {})


def walk(leaves: Leaves, *, after: int = 0, last: str = GENESIS, asked: Container[int] = ()) -> Part:
    """Walk the entries that follow position `after` (a multiple of 256), whose hash is `last`."""
    part, block, previous, position = Part(after, last), Growing(), last.encode(), after
    for text, hash in leaves:
        position += 1
        # The text begins with the hash before and the position: a moved or missing entry begins otherwise.
        number = b"%d" % position
        found = sha256(b"\x00" + text).digest()
        if found != hash or not text.startswith(b"64:%b,%d:%b," % (previous, len(number), number)):
            part.broken = Broken(position, _problem(text, position, previous), COMPARE)
            break
        block.add(found)
        previous = found.hex().encode()
        if block.size == BLOCK:
            part.roots.append(block.root())
            block = Growing()
        if position in asked:
            part.begun[position] = list(block.roots)
        part.size = position
    part.left, part.last = block.roots, previous.decode()
    return part


def judge(parts: Iterable[Part], kept: Mapping[int, set[str]], stored: Mapping[int, bytes]) -> Found:
    """What the parts, in order, come to. kept: the roots that heads name, by size; stored: by block."""
    whole, part = Growing(), Part()
    for part in parts:
        first = whole.size
        for at, begun in part.begun.items():
            for root in part.roots[whole.size - first : at // BLOCK - first]:
                whole.add(root)
            if kept[at] != {folded([*whole.roots, *begun]).hex()}:
                return Broken(at, "It was rewritten: a kept head says otherwise.", COMPARE)
        for root in part.roots[whole.size - first :]:
            whole.add(root)
        if part.broken:
            return part.broken
        for number, root in enumerate(part.roots, start=first):
            if stored.get(number, root) != root:
                return Broken(BLOCK * (number + 1), "The stored root of its block is another.", EMPTY_IT)
    if lost := [size for size in sorted(kept) if size > part.size]:
        return Broken(
            part.size + 1,
            f"The end is missing: the log was once {lost[-1]:,} entries long and now has {part.size:,}.",
            "Restore the missing entries from a backup.",
        )
    return Verified(part.size, folded([*whole.roots, *part.left]).hex())


def by_size(anchors: Iterable[Anchor]) -> dict[int, set[str]]:
    kept: dict[int, set[str]] = {}
    for anchor in anchors:
        kept.setdefault(anchor.size, set()).add(anchor.root)
    return kept


COMPARE = "Keep the database as it is and compare it with a backup."
EMPTY_IT = "The entries hold: find out who changed audit_node and empty it; the next head fills it."


def _problem(text: bytes, position: int, previous: bytes) -> str:
    begins = re.match(rb"64:([0-9a-f]{64}),\d+:(\d+),", text)
    if begins and int(begins[2]) != position:
        return f"Entry {position} is missing; {int(begins[2])} comes in its place."
    if begins and begins[1] != previous:
        return "It does not follow the entry before it: an entry was removed, put in or moved."
    return "Its content was changed after it was written."
