"""A text file as numbered lines, with memory bounded by a block and wrong bytes found by line."""

import codecs
import contextlib
import io
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from borough.platform.feeds.contract import Layout

from .reading import FileFault

BLOCK = 8 << 20
THREADS = os.cpu_count() or 1
SINGLE_BYTE = ("windows-1252", "iso-8859-1")
# A letter above ASCII as UTF-8 writes it, in bytes and as it looks in a single-byte encoding: two unlikely
# signs in a row. Last the bytes that iso-8859-1 gives no sign.
SUSPECT = "[Â-ï][\\x{80}-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\\x{80}-\\x{9F}]"
UTF_8_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
BOMS = (("utf-8", codecs.BOM_UTF8), ("utf-16", codecs.BOM_UTF16_LE), ("utf-16", codecs.BOM_UTF16_BE))
# ... unless what it would say is not a European letter: "JOSÉ" and a curly apostrophe make such a pair too.
EUROPEAN = re.compile(r"[\x00-\x7f\u00a0-\u017f\u2010-\u2026]*")
# Read as windows-1252 where it has a letter; the five bytes without one become the replacement character.
GUESS = "windows-1252"


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Lines:
    """`frame`: `_row` (from 1), `line`, `_fault`. `ended`: whether the last line has its line end."""

    frame: pl.DataFrame
    ended: bool
    notes: list[str]


def read_lines(path: Path, layout: Layout) -> Lines:
    """Raises FileFault when the file is empty, or plainly in another encoding than stated."""
    notes: list[str] = []
    with open(path, "rb") as file, ThreadPoolExecutor(THREADS) as threads:
        _check_mark(file, layout, notes)
        wide = layout.encoding == "utf-16"
        source = file if wide else _line_ends(file, notes)
        blocks = _wide_texts(file) if wide else _whole_lines(source)
        frames = list(threads.map(lambda block: _lines(block, layout), blocks))
    if not frames:
        empty = "The file holds no bytes." if not path.stat().st_size else "The file holds no line."
        raise FileFault("empty", empty)
    frame = pl.concat(frame for frame, _ in frames).with_row_index("_row", offset=1)
    return Lines(frame, frames[-1][1], notes)


def _check_mark(file: io.BufferedIOBase, layout: Layout, notes: list[str]) -> None:
    """Steps over a byte order mark, and refuses one that contradicts the contract."""
    head = file.read(4)
    found = next(((name, mark) for name, mark in BOMS if head.startswith(mark)), None)
    file.seek(0)
    if found is None:
        if layout.encoding == "utf-16":
            raise FileFault(
                "not-this-encoding", "The contract states UTF-16, but the file has no byte order mark."
            )
        if layout.bom:
            notes.append("The byte order mark that the contract states is missing.")
        return
    name, mark = found
    if name == "utf-16" and layout.encoding != "utf-16":
        raise FileFault("not-this-encoding", f"The file is UTF-16; the contract states {layout.encoding}.")
    if name == "utf-8" and layout.encoding != "utf-8":
        raise FileFault(
            "not-this-encoding", f"The file is marked as UTF-8; the contract states {layout.encoding}."
        )
    if name == "utf-8":
        file.seek(len(mark))
        if not layout.bom:
            notes.append("The file begins with a byte order mark, which the contract does not state.")


class _Returns:
    """A file whose lines end with a carriage return, as if they ended like everybody's."""

    def __init__(self, file: io.BufferedIOBase) -> None:
        self.file = file

    def read(self, size: int = -1) -> bytes:
        return self.file.read(size).replace(b"\r", b"\n")


def _line_ends(file: io.BufferedIOBase, notes: list[str]) -> Readable:
    """The file, read anew where the whole of its first block has no line end but carriage returns."""
    here = file.tell()
    head = file.read(BLOCK)
    file.seek(here)
    if b"\r" not in head or b"\n" in head:
        return file
    notes.append("The lines of the file end with a carriage return alone; they were read as lines.")
    return _Returns(file)


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, as bytes or already as text. `too_long`: the beginning of one line that is an entire block."""

    content: bytes | str
    too_long: bool = False


Faults = dict[int, str]  # line in the block, from 0 -> row reason


def _lines(block: Block, layout: Layout) -> tuple[pl.DataFrame, bool]:
    """The block's lines (`line`, `_fault`), and whether the last has its end."""
    content = block.content
    text, faults = _replaced(content) if isinstance(content, str) else _decoded(content, layout.encoding)
    if block.too_long:
        faults = {0: "line-too-long"}
    return _parted(text, faults, layout.max_line), text.endswith("\n")


def _whole_lines(file: Readable) -> Iterator[Block]:
    rest = b""
    while block := file.read(BLOCK):
        head, newline, tail = (rest + block).rpartition(b"\n")
        if newline:
            yield Block(head + newline)
            rest = tail
        elif len(tail) >= BLOCK:
            yield Block(tail[:1000] + b"\n", too_long=True)
            rest = _skip_line(file)
        else:
            rest = tail
    if rest:
        yield Block(rest)


def _skip_line(file: Readable) -> bytes:
    """Reads to the end of an endless line; returns what was read beyond it."""
    while block := file.read(BLOCK):
        _, newline, tail = block.partition(b"\n")
        if newline:
            return tail
    return b""


def _wide_texts(file: io.BufferedIOBase) -> Iterator[Block]:
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    rest, skipping = "", False
    while block := file.read(BLOCK):
        text = decoder.decode(block)
        if skipping:
            _, newline, text = text.partition("\n")
            skipping = not newline
        head, newline, rest = (rest + text).rpartition("\n")
        if newline:
            yield Block(head + newline)
        if len(rest) >= BLOCK:
            yield Block(rest[:1000] + "\n", too_long=True)
            rest, skipping = "", True
    rest += decoder.decode(b"", True)
    if rest:
        yield Block(rest)


def _replaced(text: str) -> tuple[str, Faults]:
    if "\ufffd" not in text:
        return text, {}
    return text, {i: "mixed-encoding" for i, line in enumerate(text.split("\n")) if "\ufffd" in line}


def _decoded(block: bytes, encoding: str) -> tuple[str, Faults]:
    """The block's text; lines in another encoding than stated are read in the likely one, and flagged."""
    text = block.decode(encoding, errors="replace")
    pattern = f"{SUSPECT}|\ufffd" if encoding in SINGLE_BYTE else "\ufffd"
    if not pl.Series([text]).str.contains(pattern).any():
        return text, {}
    lines, raw, faults = text.split("\n"), block.split(b"\n"), {}
    for i in pl.Series(lines).str.contains(pattern).arg_true():
        lines[i], stated = _decoded_line(raw[i], encoding)
        if not stated:
            faults[i] = "mixed-encoding"
    return "\n".join(lines), faults


def _decoded_line(line: bytes, encoding: str) -> tuple[str, bool]:
    if encoding in SINGLE_BYTE and UTF_8_PAIR.search(line):
        with contextlib.suppress(UnicodeDecodeError):
            if EUROPEAN.fullmatch(text := line.decode("utf-8")):
                return text, False
    if encoding in SINGLE_BYTE and UNDEFINED[encoding].search(line):
        return line.decode(GUESS, errors="replace"), False
    try:
        return line.decode(encoding), True
    except UnicodeDecodeError:
        return line.decode(GUESS, errors="replace"), False


UNDEFINED = {
    "windows-1252": re.compile(rb"[\x81\x8d\x8f\x90\x9d]"),
    "iso-8859-1": re.compile(rb"[\x80-\x9f]"),
}


def _parted(text: str, faults: Faults, max_line: int) -> pl.DataFrame:
    lines = pl.Series("line", [text.removesuffix("\n")]).str.split("\n").explode().str.strip_suffix("\r")
    fault = (
        pl.when(pl.col("line").str.len_chars() > max_line)
        .then(pl.lit("line-too-long"))
        # Inside a line it is no line end, but readers of CSV would take it for one.
        .when(pl.col("line").str.contains("\r", literal=True))
        .then(pl.lit("control-character"))
    )
    frame = lines.to_frame().with_columns(_fault=fault.otherwise(None))
    if not faults:
        return frame
    found = pl.DataFrame(
        {"at": list(faults), "found": list(faults.values())}, schema_overrides={"at": pl.UInt32}
    )
    frame = frame.with_row_index("at").join(found, on="at", how="left", maintain_order="left")
    return frame.select("line", pl.coalesce("_fault", "found").alias("_fault"))
