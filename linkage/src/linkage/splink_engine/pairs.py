"""Which records could be one person, and how much speaks for it: Splink 5 on DuckDB.

What comes out is plain: pairs of row numbers with a weight in bits, the log2 odds of "one person" against
both kinds of "two": strangers, and members of one household (households.py).
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from .. import households
from .keys import KEYS, with_keys
from .model import COMPARISONS

# Fainter pairs can never become matches, and are not needed to learn what households look like.
FAINT = -14.0
# Fewer records than this teach nothing: the model's own start values hold.
TEACHABLE = 5_000
_SEED = 7
_NAMES = [comparison.name for comparison in COMPARISONS]
# Pairs who may live together: they share a door or a contact (level numbers count down to 0, "else").
_TOGETHER = "gamma_place >= 3 OR gamma_email = 1 OR gamma_phone = 1"


@dataclass(frozen=True)
class Limits:
    """Of one run: DuckDB's memory (`"2GB"`) and threads; None leaves DuckDB's defaults."""

    memory: str | None = None
    threads: int | None = None


def weigh(people: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """Pairs `a` < `b` (row numbers in `people`) and their `weight` in bits; 0 is even odds."""
    if people.height < 2:
        return pl.DataFrame(schema={"a": pl.Int64, "b": pl.Int64, "weight": pl.Float64})
    with _connection(limits) as connection, _quiet():
        linker = _linker(connection, with_keys(people))
        if people.height >= TEACHABLE:
            _train(linker)
        pairs = linker.inference.predict(threshold_match_weight=FAINT).physical_name
        levels = _levels(linker)
        household = households.learn(_patterns(connection, pairs), levels)
        return _against_both(connection, pairs, levels, household, people.height)


@contextmanager
def _connection(limits: Limits) -> Iterator[duckdb.DuckDBPyConnection]:
    given = {"memory_limit": limits.memory, "threads": limits.threads}
    with duckdb.connect(":memory:", config={k: v for k, v in given.items() if v is not None}) as connection:
        yield connection


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


def _linker(connection: duckdb.DuckDBPyConnection, table: pl.DataFrame) -> Linker:
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        comparisons=[comparison.as_splink() for comparison in COMPARISONS],
        blocking_rules_to_generate_predictions=[block_on(key) for key in KEYS],
        probability_two_random_records_match=_first_guess(table.height),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        max_iterations=12,
    )
    return Linker(DuckDBAPI(connection).register(table.to_arrow()), settings, log_level=None,
                  validate_settings=False)  # fmt: skip


def _first_guess(records: int) -> float:
    """Each record has about three others of the same person; corrected once the pairs are weighed."""
    return min(0.5, 3 / records)


def _train(linker: Linker) -> None:
    """u from random pairs; m by EM among pairs that agree on the birth date, then on both names."""
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=_SEED)
    for agreed in (("born",), ("forename", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*agreed), estimate_without_term_frequencies=True, max_pairs=2e6
        )
