"""The pairs that a Splink model admits, and what they weigh.

Kernels do all that they know. A comparison or a rule with a condition that they do not know (`Asked`) is asked of
DuckDB, pair by pair of distinct values: right for any SQL, and slower by far (`slow` names them).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any as Anything

import duckdb
import numpy as np
import polars as pl

from linkage.comparing import scan
from linkage.comparing.blocking import blocking
from linkage.comparing.compiled import Compiled
from linkage.conditions import Asked, Condition, Not, Otherwise, columns, leaves
from linkage.limits import give_back
from linkage.model import Comparison, Level, Model, Rule
from linkage.schema import BadInput

from .columns import SplinkTable, read_by
from .text import rule_sql

__all__ = ["admits", "compare", "known", "pairs", "slow"]

NEVER = Not(Otherwise())


def pairs(table: SplinkTable, model: Model, *, at_least: float = -np.inf, threads: int | None = None,
          progress: scan.Progress | None = None) -> Iterator[scan.Pairs]:  # fmt: skip
    """As `scan.pairs`, for any model of Splink's. `rule` is Splink's match_key: rules joined by OR are one."""
    keys = _match_keys(model)
    compiled = Compiled(table, known(model))
    if not slow(model):
        blocks = blocking(table, model.rules, threads=threads)
        give_back()
        found = scan.pairs(compiled, blocks, at_least=at_least, threads=threads, progress=progress)
    else:
        found = (
            _weighed(compiled, model, its, at_least, threads)
            for its in _candidates(table, model, threads, progress)
        )
    for its in found:
        yield its._replace(rule=keys[its.rule])


def admits(compiled: Compiled, model: Model, place: int, a: int, b: int) -> bool:
    """Whether what the rule at this place asks besides its columns holds for two rows."""
    asking = Model((_as_comparison(model.rules[place], place),), (), 0.0)
    answers = Compiled(compiled.table, known(asking))
    words = compare(answers, asking, np.array([a]), np.array([b]))
    return bool(answers.unpack(words, f"rule {place}")[0] == 1)


def slow(model: Model) -> list[str]:
    """The comparisons and rules that only DuckDB can answer."""
    return [its.name for its in model.comparisons if _is_asked(its)] + [
        its.name for its in model.rules if its.when is not None and _has_asked(its.when)
    ]


def compare(
    compiled: Compiled, model: Model, a: np.ndarray, b: np.ndarray, threads: int | None = None
) -> np.ndarray:
    """uint64 words of the pairs given; `compiled` is of the model without what no kernel knows."""
    words = scan.compare(compiled, a, b, threads=threads)
    table = compiled.table
    for place, its in enumerate(model.comparisons):
        if _is_asked(its):
            if not isinstance(table, SplinkTable):
                raise BadInput(f"{its.name!r} asks SQL of the file's own columns, which these records lack.")
            shift = np.uint64(compiled.shift[place])
            mask = np.uint64((1 << int(compiled.shift[place + 1] - compiled.shift[place])) - 1) << shift
            level = (_levels(its, table, a, b) + 1).astype(np.uint64)
            words = (words & ~mask) | (level << shift)
    return words


def _match_keys(model: Model) -> np.ndarray:
    """int16: Splink's number of each rule."""
    keys: list[int] = []
    before = None
    for its in model.rules:
        keys.append((keys[-1] if keys else -1) + (its.name != before))
        before = its.name
    return np.array(keys, dtype=np.int16)


def _has_asked(condition: Condition) -> bool:
    return any(isinstance(its, Asked) for its in leaves(condition))


def _is_asked(comparison: Comparison) -> bool:
    return any(_has_asked(its) for its in (comparison.missing, *(level.when for level in comparison.levels)))


def known(model: Model) -> Model:
    """What no kernel knows is never so; `compare` fills those levels in."""
    comparisons = tuple(_never(its) if _is_asked(its) else its for its in model.comparisons)
    rules = tuple(
        replace(its, when=None) if its.when and _has_asked(its.when) else its for its in model.rules
    )
    return replace(model, comparisons=comparisons, rules=rules)


def _never(comparison: Comparison) -> Comparison:
    levels = (*(replace(its, when=NEVER) for its in comparison.levels[:-1]), comparison.levels[-1])
    return replace(comparison, missing=NEVER, levels=levels)


def _weighed(
    compiled: Compiled, model: Model, its: scan.Pairs, at_least: float, threads: int | None
) -> scan.Pairs:
    words = compare(compiled, model, its.a, its.b, threads)
    weight = scan.weigh(compiled, its.a, its.b, words)
    return its._replace(words=words, weight=weight).take(weight >= at_least)


def _candidates(table: SplinkTable, model: Model, threads: int | None,
                progress: scan.Progress | None) -> Iterator[scan.Pairs]:  # fmt: skip
    """Pairs and their rule; words and weights are still to come."""
    if not any(its.when is not None and _has_asked(its.when) for its in model.rules):
        yield from _of_rules(table, model.rules, threads, progress)
        return
    asking = Model(tuple(_as_comparison(its, n) for n, its in enumerate(model.rules)), (), 0.0)
    answers = Compiled(table, known(asking))
    for place, its in enumerate(model.rules):
        for part in _of_rules(table, [replace(its, when=None)], threads, progress):
            words = compare(answers, asking, part.a, part.b, threads)
            first = np.full(len(part.a), -1)
            for n in range(place, -1, -1):
                same = [
                    table.column(name)[part.a] == table.column(name)[part.b]
                    for name in model.rules[n].columns
                ]
                said = [table.column(name)[part.a] >= 0 for name in model.rules[n].columns]
                holds = answers.unpack(words, f"rule {n}") == 1
                first[np.logical_and.reduce([*same, *said, holds])] = n
            part = part.take(first == place)
            yield part._replace(rule=np.full(len(part.a), place, dtype=np.int16))


def _as_comparison(rule: Rule, number: int) -> Comparison:
    when = Otherwise() if rule.when is None else rule.when
    return Comparison(
        f"rule {number}", NEVER, (Level("yes", when, 0.5, 0.5), Level("no", Otherwise(), 0.5, 0.5))
    )


def _of_rules(table: SplinkTable, rules: Sequence[Rule], threads: int | None,
              progress: scan.Progress | None) -> Iterator[scan.Pairs]:  # fmt: skip
    nothing = Compiled(table, Model((), tuple(rules), 0.0))
    return scan.pairs(nothing, blocking(table, rules, threads=threads), threads=threads, progress=progress)


def _levels(comparison: Comparison, table: SplinkTable, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """int64 level numbers, asked once for each pair of distinct values."""
    code, distinct = table.distinct(tuple(sorted(_reads(comparison))))
    together = code[a] * np.int64(distinct.height) + code[b]
    once, place = np.unique(together, return_inverse=True)
    left, right = distinct[once // distinct.height], distinct[once % distinct.height]
    two = pl.DataFrame({"l": left.to_struct("l"), "r": right.to_struct("r")})
    return np.asarray(_answers(_case(comparison), two)[place])


def _reads(comparison: Comparison) -> set[str]:
    asked = [comparison.missing, *(its.when for its in comparison.levels)]
    return {column for condition in asked for name in columns(condition) for column in read_by(name)}


def _case(comparison: Comparison) -> str:
    top = len(comparison.levels) - 1
    numbered = [(comparison.missing, -1)] + [
        (its.when, top - n) for n, its in enumerate(comparison.levels[:-1])
    ]
    return (
        f"case {' '.join(f'when {rule_sql((), when)} then {number}' for when, number in numbered)} else 0 end"
    )


def _answers(sql: str, two: pl.DataFrame) -> np.ndarray:
    with duckdb.connect() as connection:
        connection.register("two", two.to_arrow())
        try:
            answer: Anything = connection.sql(
                f"select cast({sql} as bigint) as level from two"
            ).to_arrow_table()
        except duckdb.Error as error:
            raise BadInput(f"DuckDB cannot answer {sql}: {str(error).splitlines()[0]}") from error
    return np.asarray(answer.column("level").to_numpy())
