"""Texts numbered from nought: what is looked up or added while the index lives."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from linkage.kernels import strings_table as kernel

from .growing import QUERIES, grown

# The slots are at most half full.
SLOTS_A_TEXT = 2
LEAST_SLOTS = 2_048


class Strings:
    """`offsets` int64, `letters` uint32 (code points), `slots`: see `kernels.strings_table`.

    The last places of `offsets` and `letters` hold texts of queries that are not in: `guests` of them for each
    query, of `letters_a_query` letters together.
    """

    def __init__(self, offsets: np.ndarray, letters: np.ndarray, slots: np.ndarray, count: int,
                 guests: int = 0, letters_a_query: int = 0):  # fmt: skip
        self.offsets, self.letters, self.slots, self.count = offsets, letters, slots, count
        self.guests, self.letters_a_query = guests, letters_a_query

    @classmethod
    def of(cls, offsets: np.ndarray, letters: np.ndarray, **room: int) -> "Strings":
        """Of texts that all differ, packed."""
        its = cls(offsets.astype(np.int64), letters.astype(np.uint32), np.zeros(0, np.uint64), len(offsets) - 1,
                  **room)  # fmt: skip
        its.make_room(0, 0)
        return its

    @classmethod
    def empty(cls) -> "Strings":
        return cls.of(np.zeros(1, np.int64), np.zeros(0, np.uint32))

    def __len__(self) -> int:
        return self.count

    def __contains__(self, text: str) -> bool:
        return bool(self.find([text])[0] >= 0)

    def text(self, number: int) -> str:
        """The text with this number."""
        its = self.letters[self.offsets[number] : self.offsets[number + 1]]
        return str(its.astype("<u4").tobytes(), "utf-32-le", "surrogatepass")

    def texts(self, numbers: np.ndarray) -> list[str]:
        """The text of each."""
        return [self.text(number) for number in numbers.tolist()]

    def find(self, texts: Sequence[str]) -> np.ndarray:
        """int32: the number of each, -1 where it is not in."""
        offsets, letters = packed(texts)
        found = np.empty(len(texts), np.int32)
        kernel.find_all(self.slots, self.offsets, self.letters, offsets, letters, found)
        return found

    def intern(self, texts: Sequence[str]) -> np.ndarray:
        """int32: the number of each; what is not in is added."""
        offsets, letters = packed(texts)
        self.make_room(len(texts), len(letters))
        found = np.empty(len(texts), np.int32)
        self.count = kernel.intern_all(
            self.slots, self.offsets, self.letters, self.count, offsets, letters, found
        )
        return found

    def clear_guests(self) -> None:
        """Nothing of the texts of queries is left."""
        if self.guests:
            self.offsets[-QUERIES * (self.guests + 1) :] = 0
            self.letters[-QUERIES * self.letters_a_query :] = 0

    def make_room(self, texts: int, letters: int) -> None:
        """For so many more."""
        self.offsets = grown(self.offsets, self.count + 1, texts, QUERIES * (self.guests + 1))
        used = int(self.offsets[self.count])
        self.letters = grown(self.letters, used, letters, QUERIES * self.letters_a_query)
        needed = max(SLOTS_A_TEXT * (self.count + texts), LEAST_SLOTS)
        if needed > len(self.slots):
            self.slots = np.zeros(1 << (needed - 1).bit_length(), np.uint64)
            kernel.put_all(self.slots, self.offsets, self.letters, 0, self.count)

    def arrays(self) -> dict[str, np.ndarray]:
        return {"offsets": self.offsets, "letters": self.letters, "slots": self.slots}

    def facts(self) -> dict[str, int]:
        return {"count": self.count, "guests": self.guests, "letters_a_query": self.letters_a_query}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], facts: Mapping[str, Any]) -> "Strings":
        return cls(arrays["offsets"], arrays["letters"], arrays["slots"], **facts)


def packed(texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
    """offsets int64 [texts + 1] and letters uint32."""
    texts = list(texts)
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=offsets[1:])
    return offsets, np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4").astype(
        np.uint32
    )
