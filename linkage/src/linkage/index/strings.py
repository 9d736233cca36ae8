"""Texts numbered from nought: what is looked up or added while the index lives."""

from collections.abc import Iterable, Sequence

import numpy as np

from ..kernels import strings_table as kernel
from .growing import grown

# Free room at the start, and how full the slots may be.
ROOM = 1_024
FULLEST = 0.5


class Strings:
    """`reserved` numbers at the beginning belong to whoever made the table: they are not looked up.

    offsets: int64 [room + 1]; letters: uint32, code points; slots: see `kernels.strings_table`.
    """

    def __init__(
        self, offsets: np.ndarray, letters: np.ndarray, slots: np.ndarray, count: int, reserved: int = 0
    ):
        self.offsets, self.letters, self.slots = offsets, letters, slots
        self.count, self.reserved = count, reserved

    @classmethod
    def of(cls, offsets: np.ndarray, letters: np.ndarray, reserved: int = 0) -> "Strings":
        """Of texts that all differ, packed."""
        count = len(offsets) - 1
        its = cls(
            offsets.astype(np.int64), letters.astype(np.uint32), np.zeros(0, np.uint64), count, reserved
        )
        its._make_room(0, 0)
        return its

    @classmethod
    def empty(cls) -> "Strings":
        return cls.of(np.zeros(1, np.int64), np.zeros(0, np.uint32))

    def __len__(self) -> int:
        return self.count

    def text(self, number: int) -> str:
        """The text with this number."""
        its = self.letters[self.offsets[number] : self.offsets[number + 1]]
        return str(its.astype("<u4").tobytes(), "utf-32-le")

    def find(self, texts: Sequence[str]) -> np.ndarray:
        """int32: the number of each, -1 where it is not in."""
        offsets, letters = packed(texts)
        found = np.empty(len(texts), np.int32)
        kernel.find_all(self.slots, self.offsets, self.letters, offsets, letters, found)
        return found

    def intern(self, texts: Sequence[str]) -> np.ndarray:
        """int32: the number of each; what is not in is added."""
        offsets, letters = packed(texts)
        self._make_room(len(texts), len(letters))
        found = np.empty(len(texts), np.int32)
        self.count = kernel.intern_all(
            self.slots, self.offsets, self.letters, self.count, offsets, letters, found
        )
        return found

    def __contains__(self, text: str) -> bool:
        return bool(self.find([text])[0] >= 0)

    def _make_room(self, texts: int, letters: int) -> None:
        self.offsets = grown(self.offsets, self.count + texts + 1, ROOM)
        self.letters = grown(self.letters, int(self.offsets[self.count]) + letters, ROOM * 8)
        if self.count + texts > FULLEST * len(self.slots):
            size = 1 << int(np.ceil(np.log2(max((self.count + texts) / FULLEST, ROOM)) + 0.5))
            self.slots = np.zeros(size, np.uint64)
            kernel.put_all(self.slots, self.offsets, self.letters, self.reserved, self.count)


def packed(texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
    """offsets int64 [texts + 1] and letters uint32."""
    texts = list(texts)
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=offsets[1:])
    return offsets, np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4").astype(
        np.uint32
    )
