"""Defects of the files themselves: in rows' cells before a file is written, and in its bytes after."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from synthetic.streams import Stream

FORMULAS = (
    '=HYPERLINK("http://example.org/x","Click")',
    "@SUM(1+1)*cmd",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C x'!A0",
)
WITHOUT_PIPES = 2  # how many of the first can stand in a pipe-delimited file


@dataclass(frozen=True)
class Weak:
    """Where one system's rows can be spoilt. Columns of the rendered rows; None where there is none."""

    key: str | None
    date: str
    form: str  # of the date, as strftime has it
    swap: tuple[str, str]
    text: str
    duplicates: bool = True

    def written(self, day: str, month: str, letters: str, year: str) -> str:
        """A date in this system's form, whether or not it exists."""
        parts = {"%d": day, "%m": month, "%b": letters, "%Y": year}
        text = self.form
        for sign, part in parts.items():
            text = text.replace(sign, part)
        return text


SLASHES = "%d/%m/%Y"
WEAK = {
    "electoral_register": Weak(None, "DateAdded", SLASHES, ("ElectorSurname", "PostCode"), "ElectorForename"),
    "council_tax": Weak("account_ref", "liability_start", "%Y%m%d", ("address3", "postcode"), "liable_names"),
    "housing": Weak("TENANCY_REF", "DOB", "%d-%b-%Y", ("DOB", "POSTCODE"), "SURNAME"),
    "benefits": Weak(None, "birth", "%Y-%m-%d", ("birth", "nino"), "surname", duplicates=False),
    "schools": Weak("RecordId", "DateOfBirth", SLASHES, ("DateOfBirth", "Postcode"), "SecondContact"),
    "adult_social_care": Weak("PersonID", "DateOfBirth", SLASHES, ("DateOfBirth", "Postcode"), "NextOfKin"),
    "libraries": Weak("BORROWER", "DOB", "%d.%m.%Y", ("DOB", "PCODE"), "NAME"),
    "parking": Weak("reference", "valid_from", "%Y-%m-%d", ("name", "postcode"), "name"),
    "leisure": Weak("Card No", "dob_text", SLASHES, ("First Name", "Post Code"), "Last Name"),
    "crm": Weak("contact_id", "date_of_birth", "%Y-%m-%d", ("date_of_birth", "postcode"), "note"),
    "licensing": Weak("Licence No", "Granted", "%d %b %Y", ("Granted", "Telephone"), "Trading As"),
}
SHARE = {
    "impossible date": 9e-4,
    "future date": 3e-4,
    "swapped columns": 7e-4,
    "formula": 4e-4,
    "no key": 3e-4,
}
DUPLICATED = 1e-3


def spoil_cells(rows: pl.DataFrame, system: str, rng: Stream) -> tuple[pl.DataFrame, list[tuple[str, str]]]:
    """Rows (with `_key` and `_planted`) with defects in cells; and (kind, key) of each. Planted cases are
    spared.
    """
    weak = WEAK.get(system)
    if weak is None:
        return rows, []
    free, u, log = ~rows["_planted"].to_numpy(), rng.random(len(rows)), []
    low = 0.0
    for kind, share in SHARE.items():
        here = np.flatnonzero(free & (u >= low) & (u < low + share))
        low += share
        changed = spoilt(rows, here, kind, weak, rng)
        if changed is not None and len(here):
            rows = changed
            log += [(kind, key) for key in rows["_key"][here].to_list()]
    if weak.duplicates:
        rows, again = duplicated(rows, free & (u > 1 - DUPLICATED))
        log += again
    return rows, log


def spoilt(rows: pl.DataFrame, here: np.ndarray, kind: str, weak: Weak, rng: Stream) -> pl.DataFrame | None:
    """The rows with one kind of defect in those places, or None if the system cannot have it."""

    def put(column: str, values: pl.Series | str | None) -> pl.DataFrame:
        return rows.with_columns(
            rows[column].clone().scatter(pl.Series(here, dtype=pl.UInt32), values).alias(column)
        )

    if kind == "impossible date":
        return put(weak.date, weak.written("31", "02", "FEB", "1985"))
    if kind == "future date":
        return put(weak.date, weak.written("01", "05", "MAY", "2062"))
    if kind == "formula":
        kinds = WITHOUT_PIPES if weak is WEAK["housing"] else len(FORMULAS)
        return put(weak.text, pl.Series(FORMULAS)[rng.integers(0, kinds, len(here))])
    if kind == "no key" and weak.key:
        return put(weak.key, None)
    if kind == "swapped columns":
        one, two = weak.swap
        first, second = rows[one][here], rows[two][here]
        rows = put(one, second)
        return put(two, first)
    return None


def duplicated(rows: pl.DataFrame, hit: np.ndarray) -> tuple[pl.DataFrame, list[tuple[str, str]]]:
    """Some rows twice, one after the other."""
    order = np.repeat(np.arange(len(rows)), 1 + hit)
    return rows[order], [("duplicate row", key) for key in rows["_key"].filter(pl.Series(hit)).to_list()]


Bytes = Callable[
    [bytes, bytes, bytes], bytes
]  # line, separator, a byte sequence that is wrong in the encoding


def between_fields(line: bytes, separator: bytes, before: int) -> int:
    """Where the last separator outside quotes stands before a place; 0 where there is none."""
    at = line.rfind(separator, 0, before)
    while at > 0 and line.count(b'"', 0, at) % 2:
        at = line.rfind(separator, 0, at)
    return max(at, 0)


def one_field_more(line: bytes, separator: bytes, bad: bytes) -> bytes:
    """A separator too many, about the middle, that nobody quoted."""
    at = between_fields(line, separator, len(line) // 2)
    return line[:at] + separator + line[at:]


def cut_short(line: bytes, separator: bytes, bad: bytes) -> bytes:
    """The line ends with a field about two thirds along (JSON breaks off); no quote is left open."""
    if line.startswith(b"{"):
        return line[: len(line) * 2 // 3]
    return line[: between_fields(line, separator, len(line) * 2 // 3)]


def bad_bytes(line: bytes, separator: bytes, bad: bytes) -> bytes:
    """A byte that does not belong to the stated encoding, a third of the way along."""
    at = len(line) // 3 // len(separator) * len(separator)
    return line[:at] + bad + line[at:]


def control_character(line: bytes, separator: bytes, bad: bytes) -> bytes:
    """A NUL a third of the way along."""
    return bad_bytes(line, separator, b"\x00" * len(separator))


LINE_SHARE: dict[str, tuple[float, Bytes]] = {
    "one field more": (7e-4, one_field_more),
    "cut short": (5e-4, cut_short),
    "bad bytes": (6e-4, bad_bytes),
    "control character": (3e-4, control_character),
}
