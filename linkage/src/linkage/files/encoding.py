"""The bytes of a text file as UTF-8, whatever they were: a mark at the start or the zeros of UTF-16 say it.

An encoding that only guessing could find (the old Windows and Latin ones) is never guessed: the reader is
told the row, and how to name the encoding.
"""

import codecs
import mmap
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from linkage.schema import BadInput

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HEAD = 4096


@dataclass(frozen=True)
class Text:
    """`data`: UTF-8 without a mark, at best; a reader that finds it is not asks `not_utf8`. `path` for words."""

    path: Path
    data: bytes | memoryview

    def head(self, size: int = HEAD * 16) -> bytes:
        return bytes(self.data[:size])


def text_of(path: Path, encoding: str | None = None) -> Text:
    """The file's text. Raises BadInput where it is empty, holds NUL bytes, or is not in `encoding`."""
    with path.open("rb") as file:
        held = _held(file)
    if not held:
        raise BadInput(f"{path} is empty.")
    start, found = _sniffed(bytes(held[:HEAD]))
    named = encoding or found
    held = held[start:]
    if _known(named, path) != "utf-8":
        held = _decoded(bytes(held), named, path).encode()
    if not bytes(held[:HEAD]).strip():
        raise BadInput(f"{path} is empty.")
    _refuse_nul(held, path)
    return Text(path, held)


def _held(file: BinaryIO) -> bytes | memoryview:
    """Mapped where it lies on a disk; a pipe is read to its end."""
    about = os.fstat(file.fileno())
    if not stat.S_ISREG(about.st_mode):
        return file.read()
    return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) if about.st_size else b""


def not_utf8(data: bytes) -> str:
    """What is wrong with bytes that are not UTF-8, and what to do."""
    try:
        data.decode()
    except UnicodeDecodeError as fault:
        byte = data[fault.start]
        return (
            f"the byte 0x{byte:02X} is not UTF-8; save the file as UTF-8, or give --encoding cp1252 if an older "
            "Windows program wrote it"
        )
    return "the text is not UTF-8"


def _sniffed(head: bytes) -> tuple[int, str]:
    """How long the mark is, and which encoding."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return len(mark), encoding
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8:  # Western text in UTF-16 is half zeros, on one side
        return 0, "utf-16-be" if even > odd else "utf-16-le"
    return 0, "utf-8"


def _known(encoding: str, path: Path) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise BadInput(f"{path}: there is no encoding {encoding!r}; cp1252 or utf-8 are usual.") from None


def _decoded(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].decode(encoding, "replace").count("\n") + 1
        raise BadInput(f"{path}, line {line}: the bytes are not {encoding}: {fault.reason}.") from None


def _refuse_nul(data: bytes | memoryview, path: Path) -> None:
    """A NUL in text is a damaged or a binary file, and other programs would cut the value there."""
    step = 1 << 24
    for start in range(0, len(data), step):
        part = bytes(data[start : start + step])
        if (at := part.find(0)) >= 0:
            before = bytes(data[: start + at])
            line = before.count(b"\n") + 1
            raise BadInput(
                f"{path}, line {line}: a NUL byte stands in the text; the file is damaged: export it again."
            )
