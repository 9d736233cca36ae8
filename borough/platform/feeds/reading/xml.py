"""XML, a record at a time: one record that is not well formed costs itself, never those after it.

Neither entities nor DTDs nor the network: a file that brings its own definitions is refused unread.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
from lxml import etree

from borough.platform.feeds.contract import Contract, Totals

from .reading import BROKEN, FileFault, Reading, Stated
from .trailer import to_pence

FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>")


def read_xml(path: Path, contract: Contract) -> Reading:
    """Raises FileFault."""
    data = path.read_bytes()
    if not data.strip():
        raise FileFault("empty", "The file holds nothing.")
    if FORBIDDEN.search(data):
        raise FileFault("forbidden-xml", "The file brings its own DOCTYPE or entities.")
    root = ROOT.search(data)
    if root is None:
        raise FileFault("not-this-format", "The file is not XML: it has no root element.")
    return _Reader(contract, root[0], b"</" + root[1] + b">").read(data)


class _Reader:
    """Gathers the rows of one file."""

    def __init__(self, contract: Contract, opening: bytes, closing: bytes) -> None:
        self.contract, self.opening, self.closing = contract, opening, closing
        self.number = 0
        self.cells: list[list[Any]] = []
        self.broken: list[tuple[int, str, str, str | None]] = []
        self.in_broken = 0

    def read(self, data: bytes) -> Reading:
        outside: list[bytes] = []
        at = 0
        for piece in _pieces(data, self.contract.file.record):
            outside.append(data[at : piece.start])
            at = piece.end
            self._record(data[piece.start : piece.end])
        outside.append(data[at:])
        frame = self._skeleton(b"".join(outside))
        holds = [] if frame is not None else [("file-cut-off", "The file stops before its closing element.")]
        if frame is None and self.broken:
            self.broken[-1] = (*self.broken[-1][:2], "cut-off", None)
        totals = self.contract.file.totals
        stated = _stated(frame, totals) if frame is not None and totals else None
        if totals and frame is not None and (stated is None or stated.count is None):
            holds.append(("wrong-trailer", f"The file does not state {totals.count}."))
        return Reading(rows=self._rows(), broken=pl.DataFrame(self.broken, schema=BROKEN, orient="row"),
                       stated=stated, holds=holds, counted=len(self.cells) + self.in_broken)  # fmt: skip

    def _record(self, fragment: bytes) -> None:
        layout = self.contract.file
        try:
            record = self._parsed(self.opening + fragment + self.closing)[0]
        except (etree.XMLSyntaxError, IndexError):
            each = layout.each or (layout.record,)
            persons = sum(len(re.findall(rb"<%s[\s>]" % name.encode(), fragment)) for name in each)
            self.in_broken += max(persons, 1)
            self.number += 1
            text = fragment.decode(layout.encoding, "replace").strip()
            self.broken.append((self.number, text[: layout.max_line], "malformed", None))
            self.number += max(persons - 1, 0)
            return
        elements = [e for e in record if e.tag in layout.each] if layout.each else [record]
        paths = [column.source for column in self.contract.columns]
        # What is said of the record is looked up once, however many rows it has.
        shared = {path: record.findtext(path[3:]) or "" for path in paths if path.startswith("../")}
        for element in elements:
            self.number += 1
            own = {child.tag: child.text or "" for child in element}
            texts = [shared[path] if path in shared else _text(element, own, path) for path in paths]
            self.cells.append([self.number, None, *texts])

    def _skeleton(self, outside: bytes) -> Any:
        """What stands around the records, or None when it does not end as it began."""
        try:
            return self._parsed(outside)
        except etree.XMLSyntaxError:
            return None

    def _parsed(self, data: bytes) -> Any:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True, encoding=self.contract.file.encoding,
        )  # fmt: skip
        return etree.fromstring(data, parser)

    def _rows(self) -> pl.DataFrame:
        schema = {"_row": pl.UInt32, "_fault": pl.String} | dict.fromkeys(self.contract.fields, pl.String)
        return pl.DataFrame(self.cells, schema=schema, orient="row")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int


def _pieces(data: bytes, record: str) -> Iterator[_Piece]:
    """Where each record begins and ends. One without its end runs to the next, or to the line's end."""
    opening = re.compile(rb"<%s(?:\s[^<>]*)?>" % record.encode())
    closing = b"</%s>" % record.encode()
    starts = [match.start() for match in opening.finditer(data)]
    for start, following in pairwise([*starts, len(data)]):
        end = data.find(closing, start, following)
        if end >= 0:
            yield _Piece(start, end + len(closing))
        else:
            newline = data.find(b"\n", start, following)
            yield _Piece(start, newline if newline >= 0 and following == len(data) else following)


def _text(element: Any, own: dict[str, str], path: str) -> str:
    """`Forename`, `Address/Town`, or `.`, the element's own name."""
    if path == ".":
        return str(element.tag)
    return element.findtext(path) or "" if "/" in path else own.get(path, "")


def _stated(root: Any, totals: Totals) -> Stated:
    count = (root.findtext(totals.count) or "").strip() if totals.count else ""
    pence = (
        to_pence(root.findtext(totals.sum), "pounds" if totals.pounds else "pence") if totals.sum else None
    )
    return Stated(int(count) if count.isdecimal() else None, pence)
