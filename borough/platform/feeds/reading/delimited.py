"""Delimited text in its dialects: separator, quoting, preamble, trailer, values over several lines."""

import csv
import difflib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv

from borough.platform.feeds.contract import Contract, Layout

from .lines import THREADS, Lines, read_lines
from .reading import BROKEN, FileFault, Reading
from .trailer import split_trailer

# A quotation mark that is never closed would swallow the good rows after it: no row is longer than this.
MOST_LINES = 20
PART = 100_000  # rows that one thread takes apart at a time


def read_delimited(path: Path, contract: Contract) -> Reading:
    """Raises FileFault."""
    layout = contract.file
    lines = read_lines(path, layout)
    body = lines.frame.slice(layout.preamble)
    body, names, notes = _header(body, contract)
    holds: list[tuple[str, str]] = []
    stated = None
    if layout.totals and layout.totals.pattern:
        body, stated, wrong = split_trailer(body, layout.totals)
        holds += [("wrong-trailer", wrong)] if wrong else []
    body = body.filter(pl.col("line").str.strip_chars() != "")
    rows, broken = _taken_apart(_logical_rows(body, layout), names, layout)
    broken, cut = _cut_off(lines, broken.with_columns(amount=_amount(contract, names)))
    holds += cut
    rows = rows.select("_row", "_fault", *_wanted(contract, names))
    return Reading(rows=rows, broken=broken, stated=stated, holds=holds, notes=lines.notes + notes)


def _header(body: pl.DataFrame, contract: Contract) -> tuple[pl.DataFrame, list[str], list[str]]:
    """The lines below the header, the file's column names in order, and notes."""
    layout = contract.file
    expected = sources(contract)
    if not layout.header:
        return body, expected, []
    if body.is_empty():
        raise FileFault("wrong-header", "The file has no header line.")
    found = _split([body["line"][0]], layout)
    names = [name.strip() for name in found[0]] if found else []
    return body.slice(1), names, check_header(names, expected)


def sources(contract: Contract) -> list[str]:
    """The file's columns as the contract knows them, in order."""
    extra = [contract.operation.source] if contract.operation else []
    return [column.source for column in contract.columns] + [
        name for name in extra if name not in {column.source for column in contract.columns}
    ]


def check_header(names: list[str], expected: list[str]) -> list[str]:
    """Notes on columns that the contract does not know. Raises FileFault when one is missing."""
    missing = [name for name in expected if name not in names]
    extra = [name for name in names if name not in expected]
    if len(missing) == len(expected):
        raise FileFault(
            "wrong-header", f"None of the contract's {len(expected)} columns stands in the header."
        )
    if missing:
        raise FileFault("wrong-header", " ".join(_missing(name, extra) for name in missing))
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise FileFault("wrong-header", f"The header names a column twice: {', '.join(twice)}.")
    return [f"The column {name!r} is not in the contract and was left out." for name in extra]


def _missing(name: str, extra: list[str]) -> str:
    near = difflib.get_close_matches(name.lower(), [e.lower() for e in extra], 1, 0.6)
    renamed = next((e for e in extra if near and e.lower() == near[0]), None)
    return f"The column {name!r} is missing" + (f"; was it renamed to {renamed!r}?" if renamed else ".")


def _logical_rows(lines: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Lines joined where a quoted value runs on; a row with a mark left open is flagged `malformed`."""
    if not layout.quote:
        return lines
    odd = pl.col("line").str.count_matches(layout.quote, literal=True) % 2 == 1
    lines = lines.with_columns(odd=odd)
    if layout.multiline and lines["odd"].any():
        lines = _joined(lines)
    flag = pl.when(pl.col("odd")).then(pl.lit("malformed"))
    return lines.with_columns(_fault=pl.coalesce("_fault", flag)).drop("odd")


def _joined(lines: pl.DataFrame) -> pl.DataFrame:
    """One line a row. A mark with no partner within MOST_LINES stays alone: it swallows no row."""
    odd = lines["odd"].arg_true().to_list()
    group = pl.Series("group", range(lines.height), dtype=pl.UInt32).to_list()
    at = 0
    while at + 1 < len(odd):
        start, end = odd[at], odd[at + 1]
        if end - start > MOST_LINES:
            at += 1
            continue
        group[start : end + 1] = [start] * (end - start + 1)
        at += 2
    joined = lines.with_columns(group=pl.Series(group, dtype=pl.UInt32)).group_by(
        "group", maintain_order=True
    )
    return joined.agg(
        pl.col("_row").first(),
        pl.col("line").str.join("\n"),
        pl.col("_fault").drop_nulls().first(),
        (pl.col("odd").sum() % 2 == 1).alias("odd"),
    ).drop("group")


def _taken_apart(rows: pl.DataFrame, names: list[str], layout: Layout) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows with a column for each name, and those that do not have so many. No row is in neither."""
    sane = pl.col("_fault").is_null() | (pl.col("_fault") == "mixed-encoding")
    whole, lost = rows.filter(sane), rows.filter(~sane)
    with ThreadPoolExecutor(THREADS) as threads:
        parts = list(threads.map(lambda part: _parsed(part, names, layout), whole.iter_slices(PART)))
    parsed = pl.concat([good for good, _ in parts] or [_parsed(whole, names, layout)[0]])
    lost = pl.concat([lost, *(bad for _, bad in parts)]).sort("_row")
    code = pl.coalesce("_fault", pl.lit("wrong-columns"))
    lost = lost.select("_row", raw=pl.col("line"), code=code, amount=pl.lit(None))
    return parsed, lost.cast(BROKEN)


def _amount(contract: Contract, names: list[str]) -> pl.Expr:
    """The value that is added up, at its place in a broken row; null behind a quotation mark."""
    totals, layout = contract.file.totals, contract.file
    if not totals or not totals.sum_of:
        return pl.lit(None, dtype=pl.String)
    place = names.index(contract.column(totals.sum_of).source)
    value = pl.col("raw").str.split(layout.separator).list.get(place, null_on_oob=True)
    return (
        pl.when(~pl.col("raw").str.contains(layout.quote, literal=True)).then(value)
        if layout.quote
        else value
    )


def _parsed(rows: pl.DataFrame, names: list[str], layout: Layout) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A part of the rows taken apart, and those of it that do not come apart into so many.

    A line without line ends in its values is one row or none, so that where as many come back as went in,
    they are the same ones. Else they are parsed again with their numbers in front, and a number that does
    not come back is a lost row.
    """
    if rows.is_empty():
        return pl.DataFrame(
            schema={"_row": pl.UInt32, "_fault": pl.String} | dict.fromkeys(names, pl.String)
        ), rows
    table = _by_arrow(rows["line"], names, layout)
    if table.height == rows.height and not layout.multiline:
        return rows.select("_row", "_fault").hstack(table), rows.clear()
    numbered = rows.select(pl.concat_str("_row", "line", separator=layout.separator)).to_series()
    table = _by_arrow(numbered, ["_row", *names], layout).with_columns(
        pl.col("_row").cast(pl.UInt32, strict=False)
    )
    good = rows.select("_row", "_fault").join(table, on="_row", how="inner", maintain_order="left")
    return good, rows.join(table, on="_row", how="anti", maintain_order="left")


def _by_arrow(lines: pl.Series, names: list[str], layout: Layout) -> pl.DataFrame:
    text = (lines.str.join("\n").item() + "\n").encode()
    table = arrow_csv.read_csv(
        io.BytesIO(text),
        read_options=arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=16 << 20),
        parse_options=arrow_csv.ParseOptions(
            delimiter=layout.separator,
            quote_char=layout.quote or False,
            newlines_in_values=layout.multiline,
            ignore_empty_lines=False,
            invalid_row_handler=lambda _: "skip",
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _split(lines: list[str], layout: Layout) -> list[list[str]]:
    """A few lines by Python's own reader, for the header and for prefilling a form."""
    if not layout.quote:
        return [line.split(layout.separator) for line in lines]
    plain = [line.replace("\r", " ").replace("\x00", " ") for line in lines]
    try:
        return list(csv.reader(plain, delimiter=layout.separator, quotechar=layout.quote))
    except csv.Error as fault:
        raise FileFault("wrong-header", f"The header cannot be read: {fault}.") from None


def _cut_off(lines: Lines, broken: pl.DataFrame) -> tuple[pl.DataFrame, list[tuple[str, str]]]:
    """A last line without its end that is not a whole row: the file stops in the middle."""
    last = lines.frame["_row"][-1]
    if lines.ended or broken.is_empty() or broken["_row"].max() != last:
        return broken, []
    code = pl.when(pl.col("_row") == last).then(pl.lit("cut-off")).otherwise("code")
    return broken.with_columns(code=code), [("file-cut-off", f"The file stops inside line {last}.")]


def _wanted(contract: Contract, names: list[str]) -> list[pl.Expr]:
    columns = [pl.col(column.source).alias(column.field) for column in contract.columns]
    return columns + ([pl.col(contract.operation.source).alias("_operation")] if contract.operation else [])
