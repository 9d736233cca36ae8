"""A dictionary of texts that may grow: open addressing over their letters, without a Python object a text.

Text v is `letters[offsets[v]:offsets[v + 1]]`. `slots` (uint64, a power of two of them, never more than half
full) hold v + 1 in the low half and, to spare most look-ups of letters, part of the text's hash in the high
half; 0 is free. The hash depends on the letters alone: the same on any machine and in any process.
"""

import numpy as np
from numba import njit

from .prefetch import prefetch

__all__ = ["find_ahead", "find_all", "hash_letters", "intern_all", "mix", "put_all"]

_LOW = np.uint64(0xFFFFFFFF)
_HIGH = np.uint64(0xFFFFFFFF00000000)


@njit(nogil=True, cache=True)
def mix(state):
    """uint64: every bit of `state` (uint64) reaches every bit (the finaliser of SplitMix64, Steele 2014)."""
    state ^= state >> np.uint64(30)
    state *= np.uint64(0xBF58476D1CE4E5B9)
    state ^= state >> np.uint64(27)
    state *= np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


@njit(nogil=True, cache=True)
def hash_letters(letters, start, end):
    """uint64, of the letters and their number."""
    state = np.uint64(end - start)
    for i in range(start, end):
        state = (state ^ np.uint64(letters[i])) * np.uint64(0x9E3779B97F4A7C15)
        state ^= state >> np.uint64(29)
    return mix(state)


@njit(nogil=True, cache=True)
def _find(slots, offsets, letters, texts, start, end, hashed):
    """The value, or where it would stand: -1 - slot."""
    last = np.uint64(len(slots) - 1)
    at = hashed & last
    while slots[at] != 0:
        if (slots[at] ^ hashed) & _HIGH == 0:
            value = np.int64(slots[at] & _LOW) - 1
            first = offsets[value]
            if offsets[value + 1] - first == end - start:
                same = True
                for i in range(end - start):
                    if letters[first + i] != texts[start + i]:
                        same = False
                        break
                if same:
                    return value
        at = (at + np.uint64(1)) & last
    return -1 - np.int64(at)


@njit(nogil=True, cache=True)
def put_all(slots, offsets, letters, first, end):
    """Enters the values from `first` to `end`, which differ from each other and from all that are in."""
    last = np.uint64(len(slots) - 1)
    for value in range(first, end):
        hashed = hash_letters(letters, offsets[value], offsets[value + 1])
        at = hashed & last
        while slots[at] != 0:
            at = (at + np.uint64(1)) & last
        slots[at] = (hashed & _HIGH) | np.uint64(value + 1)


@njit(nogil=True, cache=True)
def find_all(slots, offsets, letters, text_offsets, texts, found):
    """Fills `found` (int32) with the value of each text, -1 where it is not in."""
    for i in range(len(text_offsets) - 1):
        start, end = text_offsets[i], text_offsets[i + 1]
        value = _find(slots, offsets, letters, texts, start, end, hash_letters(texts, start, end))
        found[i] = max(value, -1)


@njit(nogil=True, cache=True)
def find_ahead(slots, offsets, letters, text_offsets, texts, found):
    """As `find_all`, with all that is read asked for before it is needed: for few texts in a large dictionary."""
    last = np.uint64(len(slots) - 1)
    hashes = np.empty(len(found), np.uint64)
    for i in range(len(found)):
        hashes[i] = hash_letters(texts, text_offsets[i], text_offsets[i + 1])
        prefetch(slots, np.int64(hashes[i] & last))
    for i in range(len(found)):
        found[i] = np.int64(slots[hashes[i] & last] & _LOW) - 1
        prefetch(offsets, max(found[i], 0))
    for i in range(len(found)):
        prefetch(letters, offsets[max(found[i], 0)])
    for i in range(len(found)):
        start, end = text_offsets[i], text_offsets[i + 1]
        found[i] = (
            max(_find(slots, offsets, letters, texts, start, end, hashes[i]), -1) if end > start else -1
        )


@njit(nogil=True, cache=True)
def intern_all(slots, offsets, letters, values, text_offsets, texts, found):
    """As `find_all`, but what is not in is entered, the first as value number `values`. Returns how many values
    there are then. There must be room for every text in all three arrays."""
    for i in range(len(text_offsets) - 1):
        start, end = text_offsets[i], text_offsets[i + 1]
        hashed = hash_letters(texts, start, end)
        value = _find(slots, offsets, letters, texts, start, end, hashed)
        if value < 0:
            slot = -1 - value
            value = values
            first = offsets[value]
            for j in range(end - start):
                letters[first + j] = texts[start + j]
            offsets[value + 1] = first + end - start
            slots[slot] = (hashed & _HIGH) | np.uint64(value + 1)
            values += 1
        found[i] = value
    return values
