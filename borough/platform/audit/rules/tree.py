"""A Merkle tree over the entries, as RFC 6962 section 2.1 defines it: what proves one entry without the rest.

A leaf is SHA-256 of 0x00 and the entry's text, a node SHA-256 of 0x01, its left and its right child; a tree of
n leaves has the largest power of two below n on its left. Hashes are 32 bytes. `HashOf(first, last)` gives
the root over the leaves from `first` up to, and without, `last`, counted from 0.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HashOf = Callable[[int, int], bytes]
EMPTY = sha256(b"").digest()


def leaf_hash(text: bytes) -> bytes:
    return sha256(b"\x00" + text).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that only grows: the roots of its whole subtrees, the largest first. Memory grows with log n."""

    __slots__ = ("roots", "size")

    def __init__(self) -> None:
        self.size = 0
        self.roots: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        self.size += 1
        rest = self.size
        while not rest & 1:
            leaf = sha256(b"\x01" + self.roots.pop() + leaf).digest()
            rest >>= 1
        self.roots.append(leaf)

    def root(self) -> bytes:
        return folded(self.roots)


def folded(roots: Sequence[bytes]) -> bytes:
    """The root over whole subtrees, the largest first."""
    if not roots:
        return EMPTY
    found = roots[-1]
    for left in reversed(roots[:-1]):
        found = node_hash(left, found)
    return found


def root_of(leaves: Iterable[bytes]) -> bytes:
    tree = Growing()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def split(size: int) -> int:
    """How many of `size` leaves (two or more) are on the left: the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(index: int, size: int, hash_of: HashOf) -> list[bytes]:
    """The path that proves the leaf at `index` to whoever knows the root of `size` leaves, nearest first."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has none at {index}")
    return _path(index, 0, size, hash_of)


def _path(index: int, first: int, last: int, hash_of: HashOf) -> list[bytes]:
    if last - first == 1:
        return []
    middle = first + split(last - first)
    if index < middle:
        return [*_path(index, first, middle, hash_of), hash_of(middle, last)]
    return [*_path(index, middle, last, hash_of), hash_of(first, middle)]


def consistency(old: int, new: int, hash_of: HashOf) -> list[bytes]:
    """What proves that the tree of `new` leaves begins with the tree of `old`; nothing where they are one."""
    if not 0 < old <= new:
        raise ValueError(f"no tree of {new} leaves begins with one of {old}")
    return _rest(old, 0, new, hash_of, whole=True)


def _rest(old: int, first: int, last: int, hash_of: HashOf, *, whole: bool) -> list[bytes]:
    """RFC 6962's SUBPROOF. `whole`: the old tree is all of what was walked down, so its root is known."""
    if old == last:
        return [] if whole else [hash_of(first, last)]
    middle = first + split(last - first)
    if old <= middle:
        return [*_rest(old, first, middle, hash_of, whole=whole), hash_of(middle, last)]
    return [*_rest(old, middle, last, hash_of, whole=False), hash_of(first, middle)]


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `path` proves `leaf` at `index` under `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(step, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def consistent(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether `proof` shows the one tree to begin with the other (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if not 0 < old < new or not proof:
        return False
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            was, now = node_hash(step, was), node_hash(step, now)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            now = node_hash(now, step)
        at, last = at >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root
