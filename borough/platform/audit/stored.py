"""The tree in the database: hashes of entries, and stored roots over whole blocks of 256 of them.

Writing an entry writes its leaf only. When a head is signed, the roots of the blocks that have been filled
since are stored; what is not stored yet is computed from what is below it.
"""

from functools import cache

from .models import Event, Node
from .rules.tree import HashOf, node_hash, root_of, split
from .rules.walk import BLOCK

AT_ONCE = 100  # blocks that are stored in one statement


def size_now() -> int:
    """How many entries the log has."""
    return Event.objects.order_by("-position").values_list("position", flat=True).first() or 0


def root_now(size: int) -> bytes:
    return hashes()(0, size)


def hashes() -> HashOf:
    """The root over any leaves, read block by block: about three queries for a proof in ten million."""
    level = cache(_block)

    def hash_of(first: int, last: int) -> bytes:
        size, height = last - first, 0
        while size > 1 and not size % BLOCK:
            size, height = size // BLOCK, height + 1
        if size == 1:
            number, place = divmod(first // BLOCK**height, BLOCK)
            if found := level(height, number).get(place):
                return found
        middle = first + split(last - first)
        return node_hash(hash_of(first, middle), hash_of(middle, last))

    return cache(hash_of)


def _block(height: int, number: int) -> dict[int, bytes]:
    """The 256 hashes of a block, as far as they are stored, by their place in it."""
    first = number * BLOCK
    if height == 0:
        rows = Event.objects.filter(position__gt=first, position__lte=first + BLOCK)
        return {at - 1 - first: bytes.fromhex(hash) for at, hash in rows.values_list("position", "hash")}
    nodes = Node.objects.filter(level=height, number__gte=first, number__lt=first + BLOCK)
    return {at - first: bytes(hash) for at, hash in nodes.values_list("number", "hash")}


def grow() -> int:
    """Store the roots of blocks that have been filled. Returns the size of the log that they were made of."""
    size = size_now()
    height, filled = 1, size // BLOCK
    while filled:
        _store(height, filled)
        height, filled = height + 1, filled // BLOCK
    return size


def _store(height: int, filled: int) -> None:
    there = Node.objects.filter(level=height).order_by("-number").values_list("number", flat=True).first()
    missing = range(0 if there is None else there + 1, filled)
    for first in range(missing.start, missing.stop, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, missing.stop))
        nodes = [Node(level=height, number=number, hash=_root(height, number)) for number in numbers]
        Node.objects.bulk_create(nodes, ignore_conflicts=True)


def _root(height: int, number: int) -> bytes:
    below = _block(height - 1, number)
    return root_of(below[place] for place in range(BLOCK))


def blocks() -> dict[int, bytes]:
    """The stored roots over 256 entries, by number."""
    return {
        number: bytes(hash) for number, hash in Node.objects.filter(level=1).values_list("number", "hash")
    }
