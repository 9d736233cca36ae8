"""What reading a file gives."""

from dataclasses import dataclass, field

import polars as pl

BROKEN = pl.Schema({"_row": pl.UInt32, "raw": pl.String, "code": pl.String, "amount": pl.String})


class FileFault(Exception):
    """The file cannot be read under its contract. `code` is one of `reasons.FILE_REASONS`."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Stated:
    """The control totals that a file states of itself; `pence` is None where it states no sum."""

    count: int | None = None
    pence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`rows`: `_row` (line or element number, from 1), `_fault` (a row reason, or null), then a text column
    for each field of the contract, and `_operation` where it has one. `broken`: rows that could not be
    taken apart, as `BROKEN`; `amount` is the value that the control totals add up, where it can still be
    read. `counted`: how many rows the file has, broken ones included. `holds`: reasons to hold the batch,
    with what was found. `notes`: worth saying.
    """

    rows: pl.DataFrame
    broken: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BROKEN))
    counted: int | None = None
    stated: Stated | None = None
    holds: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.rows.height + self.broken.height if self.counted is None else self.counted
