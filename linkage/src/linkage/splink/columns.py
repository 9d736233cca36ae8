"""The records as the arrays that a Splink model's conditions read.

A model names columns of the file, and SQL over them ("=SUBSTRING(surname, 1, 3)"): DuckDB works that out, once for
each distinct value where it reads one text column. Texts stand in UTF-8 bytes, since DuckDB counts edits in
bytes; an empty text is a value, as in SQL.
"""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import sqlglot
from sqlglot import exp

from linkage.coding import ROWS
from linkage.conditions import Asked, Condition, Missing, Near, Same, Shares, Similar, columns, leaves
from linkage.kernels import counting
from linkage.model import Model
from linkage.schema import BadInput
from linkage.tables import Table

from .text import expression

__all__ = ["SplinkTable", "conditions", "read_by", "table"]

# Each kind of column, as DuckDB makes it.
_SAID = {
    "VARCHAR": "cast({} as VARCHAR)",
    "DOUBLE": "cast({} as DOUBLE)",
    "VARCHAR[]": "list_filter(cast({} as VARCHAR[]), lambda x: x is not null)",
}
Kinds = dict[str, set[str]]  # column -> "text", "number", "list"


@dataclass(frozen=True, eq=False)
class SplinkTable(Table):
    """`letters` are bytes, texts stand in order of appearance. `asked`: the file's columns that `Asked` reads."""

    asked: pl.DataFrame = field(default_factory=pl.DataFrame)
    _distinct: dict[tuple[str, ...], tuple[np.ndarray, pl.DataFrame]] = field(
        default_factory=dict, repr=False
    )

    def text(self, code: int) -> str | None:
        if code < 0:
            return None
        its = self.letters[self.offsets[code] : self.offsets[code + 1]]
        return its.astype(np.uint8).tobytes().decode()

    def distinct(self, names: tuple[str, ...]) -> tuple[np.ndarray, pl.DataFrame]:
        """int64 [records]: which of the distinct rows of these columns of `asked` each record holds, and those."""
        if names not in self._distinct:
            rows = self.asked.select(names)
            once = rows.unique(maintain_order=True).with_row_index("once")
            found = rows.join(once, on=list(names), how="left", nulls_equal=True, maintain_order="left")
            self._distinct[names] = (found["once"].cast(pl.Int64).to_numpy(), once.drop("once"))
        return self._distinct[names]


def table(records: pl.DataFrame, model: Model, *, threads: int | None = None) -> SplinkTable:
    """Raises BadInput where the model reads a column that the file lacks, or SQL that DuckDB refuses."""
    kinds = _kinds(model)
    source = _Source(records, threads or len(os.sched_getaffinity(0)))
    texts, numbers, lists = (
        [name for name, its in kinds.items() if kind in its] for kind in ("text", "number", "list")
    )
    coded = source.coded(texts)
    members = [source.column(name, "VARCHAR[]") for name in lists]
    flat = [_strings(pc.list_flatten(its)) for its in members]
    values, places = _dictionary([its.dictionary for its in coded] + flat)
    codes = _codes(coded, places, records.height, source.threads)
    del coded
    held, list_offsets, joined = _lists(members, places[len(texts) :], records.height)
    return SplinkTable(
        codes=codes, names=_numbered(texts), offsets=_offsets(values), letters=_letters(values),
        numbers=_stacked([source.number(name) for name in numbers], records.height), number_names=_numbered(numbers),
        lists=held, list_names=_numbered(lists), list_offsets=list_offsets, members=joined,
        asked=records.select(pl.col(source.found(name)).alias(name) for name in sorted(_asked_of(model))),
    )  # fmt: skip


def _kinds(model: Model) -> Kinds:
    kinds: Kinds = {}
    missing: list[str] = []
    for its in (leaf for condition in conditions(model) for leaf in leaves(condition)):
        match its:
            case Same(left, right) | Similar(_, left, right):
                kinds.setdefault(left, set()).add("text")
                kinds.setdefault(right, set()).add("text")
            case Near(left, right):
                kinds.setdefault(left, set()).add("number")
                kinds.setdefault(right, set()).add("number")
            case Shares(left, right):
                kinds.setdefault(left, set()).add("list")
                kinds.setdefault(right, set()).add("list")
            case Missing(column):
                missing.append(column)
    levels = [level for comparison in model.comparisons for level in comparison.levels]
    for column in [its.frequency.column for its in levels if its.frequency] + [
        column for rule in model.rules for column in rule.columns
    ]:
        kinds.setdefault(column, set()).add("text")
    for column in missing:
        kinds.setdefault(column, {"text"})
    return kinds


def conditions(model: Model) -> Iterator[Condition]:
    """All that its levels and rules ask."""
    for rule in model.rules:
        if rule.when is not None:
            yield rule.when
    for comparison in model.comparisons:
        yield comparison.missing
        yield from (level.when for level in comparison.levels)


def _asked_of(model: Model) -> set[str]:
    """The file's columns that DuckDB is asked about, pair by pair."""
    together: list[list[Condition]] = [[rule.when] for rule in model.rules if rule.when is not None]
    together += [[its.missing, *(level.when for level in its.levels)] for its in model.comparisons]
    asked = [its for its in together if any(isinstance(leaf, Asked) for part in its for leaf in leaves(part))]
    return {name for its in asked for part in its for column in columns(part) for name in read_by(column)}


class _Source:
    """The file's columns, and what SQL makes of them."""

    def __init__(self, records: pl.DataFrame, threads: int) -> None:
        self._records, self.threads = records, threads
        self._names = {name.lower(): name for name in records.columns}

    def found(self, name: str) -> str:
        """As the file writes it: SQL does not tell capitals from small letters."""
        if name in self._records.columns:
            return name
        if name.lower() not in self._names:
            raise BadInput(
                f"The model reads the column {name!r}; the file has {', '.join(self._records.columns)}."
            )
        return self._names[name.lower()]

    def coded(self, names: Sequence[str]) -> list[pa.DictionaryArray]:
        """Each column as codes into its own distinct values."""
        of: dict[str | None, list[str]] = {}
        for name in dict.fromkeys(names):
            of.setdefault(self._only(name), []).append(name)
        with ThreadPoolExecutor(self.threads) as pool:
            found = dict(its for part in pool.map(self._coded, of.keys(), of.values()) for its in part)
        return [found[name] for name in names]

    def _coded(self, only: str | None, names: list[str]) -> list[tuple[str, pa.DictionaryArray]]:
        """Columns that read one text column, coded once for all of them; or each by itself."""
        if only is None:
            return [(its, pc.dictionary_encode(_strings(self.column(its, "VARCHAR")))) for its in names]
        source = pc.dictionary_encode(_strings(self._records[only].to_arrow()))
        return [(its, self._made(its, source)) for its in names]

    def _only(self, name: str) -> str | None:
        """The one text column that it reads."""
        reads = {self.found(its) for its in read_by(name)}
        only = next(iter(reads)) if len(reads) == 1 else None
        return only if only is not None and self._records.schema[only] == pl.String else None

    def _made(self, name: str, source: pa.DictionaryArray) -> pa.DictionaryArray:
        """Worked out once for each distinct value of its column."""
        if not name.startswith("="):
            return source
        only = self._only(name)
        its = _asked(name, "VARCHAR", pa.table({only or "": source.dictionary}), self.threads)
        made = pc.dictionary_encode(_strings(its))
        return pa.DictionaryArray.from_arrays(pc.take(made.indices, source.indices), made.dictionary)

    def column(self, name: str, kind: str) -> pa.Array:
        for its in read_by(name):
            self.found(its)
        return _asked(name, kind, self._records.to_arrow(), self.threads)

    def number(self, name: str) -> np.ndarray:
        """float64, nan where missing; a date is its days since 1970."""
        plain = not name.startswith("=") and self._records.schema[self.found(name)] == pl.Date
        its = self.column(f"={expression(name)} - DATE '1970-01-01'" if plain else name, "DOUBLE")
        return _array(pc.fill_null(its, float("nan")))


def read_by(name: str) -> list[str]:
    """The file's columns of which this one is made."""
    if not name.startswith("="):
        return [name]
    return [its.parts[0].name for its in sqlglot.parse_one(name[1:], dialect="duckdb").find_all(exp.Column)]


def _asked(name: str, kind: str, records: pa.Table, threads: int) -> pa.Array:
    with duckdb.connect(config={"threads": threads}) as connection:
        connection.register("records", records)
        try:
            answer = connection.sql(f"select {_SAID[kind].format(expression(name))} as its from records")
            found: pa.Table = answer.to_arrow_table()
        except duckdb.Error as error:
            raise BadInput(
                f"DuckDB cannot work out {expression(name)}: {str(error).splitlines()[0]}"
            ) from error
    return _whole(found.column("its"))


def _whole(its: pa.Array | pa.ChunkedArray) -> pa.Array:
    return its.combine_chunks() if isinstance(its, pa.ChunkedArray) else its


def _array(its: pa.Array) -> np.ndarray:
    return np.asarray(its.to_numpy(zero_copy_only=False))


def _strings(its: pa.Array) -> pa.Array:
    return _whole(its).cast(pa.large_string())


def _dictionary(parts: list[pa.Array]) -> tuple[pa.Array, list[np.ndarray]]:
    """All texts once, and where each part's texts stand in it."""
    if not parts:
        return pa.array([], pa.large_string()), []
    together = pc.dictionary_encode(pa.concat_arrays(parts))
    places = together.indices.to_numpy(zero_copy_only=False)
    ends = np.cumsum([len(part) for part in parts])
    return together.dictionary, [np.asarray(its) for its in np.split(places, ends[:-1])]


def _codes(
    columns: list[pa.DictionaryArray], places: list[np.ndarray], records: int, threads: int
) -> np.ndarray:
    """int32 [records, columns], -1 where missing: some rows at a time, since a table stands row by row."""
    found = np.empty((records, len(columns)), dtype=np.int32)
    local = [_array(pc.fill_null(its.indices, -1)) for its in columns]
    numbers = [its.astype(np.int32) for its in places]

    def write(start: int) -> None:
        rows = slice(start, start + ROWS)
        for place, (its, to) in enumerate(zip(local, numbers, strict=False)):
            counting.renumbered(its[rows], to, found[rows, place])

    with ThreadPoolExecutor(threads) as pool:
        deque(pool.map(write, range(0, records, ROWS)), maxlen=0)
    return found


def _offsets(values: pa.Array) -> np.ndarray:
    if not len(values):
        return np.zeros(1, dtype=np.int64)
    return np.frombuffer(values.buffers()[1], dtype=np.int64)[
        values.offset : values.offset + len(values) + 1
    ].copy()


def _letters(values: pa.Array) -> np.ndarray:
    data = values.buffers()[2]
    return np.frombuffer(data or b"", dtype=np.uint8).astype(np.uint32)


def _stacked(columns: list[np.ndarray], height: int) -> np.ndarray:
    return np.column_stack(columns).astype(np.float64) if columns else np.zeros((height, 0))


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _lists(
    columns: list[pa.Array], places: list[np.ndarray], height: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each record's list by itself, its members in order of their codes."""
    held = np.full((height, len(columns)), -1, dtype=np.int32)
    lengths, members, before = [np.zeros(1, dtype=np.int64)], [np.zeros(0, dtype=np.int32)], 0
    for place, (column, codes) in enumerate(zip(columns, places, strict=True)):
        said = np.asarray(column.is_valid())
        size = pc.list_value_length(column.drop_null()).to_numpy(zero_copy_only=False).astype(np.int64)
        held[said, place] = before + np.arange(said.sum())
        owner = np.repeat(np.arange(len(size)), size)
        members.append(codes[np.lexsort((codes, owner))].astype(np.int32))
        lengths.append(size)
        before += len(size)
    return held, np.cumsum(np.concatenate(lengths)), np.concatenate(members)
