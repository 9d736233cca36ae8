"""Splink 5 on DuckDB: which records could be one person, and how far each field of a pair agrees.

What comes out is plain: pairs of row numbers `a` < `b` and one level number a comparison, -1 where one side
says nothing. What the levels weigh is learned elsewhere (training.py): Splink's own sampling gives other
figures on another number of threads, and never meets the rare levels.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.splink_dataframe import SplinkDataFrame

from .comparisons import COMPARISONS
from .keys import KEYS

NAMES = tuple(comparison.name for comparison in COMPARISONS)
# Records whose candidates, and pairs whose levels, are worked out at a time: this bounds the memory.
RECORDS_AT_A_TIME = 40_000
PAIRS_AT_A_TIME = 500_000


@dataclass(frozen=True)
class Limits:
    """Of one run: DuckDB's memory (`"2GB"`) and threads; None leaves DuckDB's defaults."""

    memory: str | None = None
    threads: int | None = None


class Comparer:
    """The records of one file, ready to be compared."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: pl.DataFrame) -> None:
        """`table`: as `keys.with_keys` makes it."""
        self._connection = connection
        self._records = table.height
        self._api = DuckDBAPI(connection)
        self._linker = Linker(
            self._api.register(table.to_arrow()), _settings(), log_level=None, validate_settings=False
        )

    def candidates(self) -> pl.DataFrame:
        """Pairs that share a key, once each."""
        chunks = max(1, round(self._records / RECORDS_AT_A_TIME))
        return _together(
            self._levels(
                self._linker.inference.predict_chunk(left_chunk=(part, chunks), warning_mode="never")
            )
            for part in range(1, chunks + 1)
        )

    def compare(self, a: np.ndarray, b: np.ndarray) -> pl.DataFrame:
        """The pairs given, by row numbers."""
        return _together(
            self._compare(a[start : start + PAIRS_AT_A_TIME], b[start : start + PAIRS_AT_A_TIME])
            for start in range(0, max(len(a), 1), PAIRS_AT_A_TIME)
        )

    def _compare(self, a: np.ndarray, b: np.ndarray) -> pl.DataFrame:
        pairs = pl.DataFrame({"join_key_l": a, "join_key_r": b}).with_columns(match_key=pl.lit("0"))
        given = self._api.register(pairs.to_arrow())
        self._linker.table_management.register_blocked_pairs_for_predict(given)
        levels = self._levels(self._linker.inference.predict(warning_mode="never"))
        self._linker.table_management.invalidate_cache()  # type: ignore[no-untyped-call]
        return levels

    def _levels(self, predicted: SplinkDataFrame) -> pl.DataFrame:
        columns = ", ".join(f"(mw_{name} - 1)::TINYINT AS {name}" for name in NAMES)
        found: pl.DataFrame = self._connection.sql(
            f"SELECT row_l::UINTEGER AS a, row_r::UINTEGER AS b, {columns} FROM {predicted.physical_name}"
        ).pl()
        predicted.drop_table_from_database_and_remove_from_cache()
        return found


@contextmanager
def comparing(table: pl.DataFrame, limits: Limits) -> Iterator[Comparer]:
    """A `Comparer` with a database of its own, in memory."""
    config: dict[str, str | bool | int | float | list[str]] = {}
    if limits.memory:
        config["memory_limit"] = limits.memory
    if limits.threads:
        config["threads"] = limits.threads
    with duckdb.connect(":memory:", config=config) as connection, _quiet():
        yield Comparer(connection, table)


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink reports its progress at length, by a logger of its own."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        comparisons=[comparison.as_splink() for comparison in COMPARISONS],
        blocking_rules_to_generate_predictions=[block_on(key) for key in KEYS],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,  # the weights, which are level numbers here
    )


def _together(parts: Iterator[pl.DataFrame]) -> pl.DataFrame:
    """In an order that does not depend on threads."""
    return pl.concat(parts).sort("a", "b")
