"""Training a Splink model in Splink's way: u from random pairs, m by sessions of expectation and maximisation.

Two things differ, on purpose: u of the level that asks for the same value is counted, not sampled, and a level
that the sample never showed gets half a pair instead of being left out.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any as Anything

import numpy as np
import polars as pl

from linkage.comparing import scan
from linkage.comparing.compiled import Compiled
from linkage.conditions import All, Condition, Same, columns, either_missing
from linkage.model import Comparison, Level, Model, Rule
from linkage.schema import BadInput
from linkage.tables import LEAST

from .columns import SplinkTable, read_by, table
from .pairs import compare, known, pairs
from .settings import training_rules
from .sides import in_order

__all__ = ["train"]

SAMPLED_PAIRS = 1_000_000
# Pairs whose rarities differ by less than these bits are counted together.
BIN = 1 / 256


def train(records: pl.DataFrame, model: Model, sessions: Sequence[str], *, sampled_pairs: int = SAMPLED_PAIRS,
          learn_u: bool = True, seed: int = 1, threads: int | None = None) -> Model:  # fmt: skip
    """`sessions`: blocking rules in SQL; each teaches m of the comparisons that it does not read. Where several
    teach one, the median counts. Raises BadInput where a rule admits no pair."""
    rules = [training_rules(sql, model) for sql in sessions]
    held = table(
        in_order(records, model), replace(model, rules=(*model.rules, *sum(rules, ()))), threads=threads
    )
    if learn_u:
        model = _with_u(held, model, sampled_pairs, seed, threads)
    taught: dict[str, list[np.ndarray]] = {}
    for sql, its in zip(sessions, rules, strict=True):
        for name, m in _session(held, model, sql, its, threads).items():
            taught.setdefault(name, []).append(m)
        model = replace(
            model, comparisons=tuple(_with_m(its, taught.get(its.name, [])) for its in model.comparisons)
        )
    return model


def _with_m(comparison: Comparison, taught: Sequence[np.ndarray]) -> Comparison:
    """nan: a session never saw the level."""
    if not taught:
        return comparison
    m = [median(seen) if (seen := [m[n] for m in taught if not math.isnan(m[n])]) else comparison.number(n).m
         for n in range(len(comparison.levels))]  # fmt: skip
    return comparison.learned(m=np.array(m))


def _with_u(held: SplinkTable, model: Model, sampled: int, seed: int, threads: int | None) -> Model:
    random = np.random.default_rng(seed)
    a, b = (random.integers(0, held.records, sampled, dtype=np.int32) for _ in "ab")
    a, b = np.minimum(a, b)[a != b], np.maximum(a, b)[a != b]
    compiled = Compiled(held, known(model))
    words = compare(compiled, model, a, b, threads)
    return replace(model, comparisons=tuple(
        _rebased(its.learned(u=_u(held, its, compiled.unpack(words, its.name)))) for its in model.comparisons
    ))  # fmt: skip


def _u(held: SplinkTable, comparison: Comparison, levels: np.ndarray) -> np.ndarray:
    top = len(comparison.levels) - 1
    counts = np.bincount(levels[levels >= 0], minlength=top + 1) + 0.5
    u = counts / counts.sum()
    match comparison.levels[0].when:
        case Same(left, right) if left == right:
            exact = _same_by_chance(held, comparison, left, levels)
            u *= (1 - exact) / (1 - u[top])
            u[top] = exact
    return np.asarray(np.maximum(u, LEAST))


def _same_by_chance(held: SplinkTable, comparison: Comparison, column: str, levels: np.ndarray) -> float:
    """Of all pairs that count in this comparison, the share that say the same in this column."""
    counts = held.counts(column).astype(np.float64)
    same = max(float((counts * (counts - 1)).sum()), 1.0)
    if comparison.missing == either_missing(column):
        said = float(counts.sum())
        return same / max(said * (said - 1), 1.0)
    return same / max(held.records * (held.records - 1.0) * float((levels >= 0).mean()), 1.0)


def _rebased(comparison: Comparison) -> Comparison:
    """Rarity is weighed against the u of the level that asks for the same value."""
    exact = {its.when: its.u for its in comparison.levels}
    levels = []
    for its in comparison.levels:
        rare = its.frequency
        if rare is not None and rare.base is not None:
            rare = replace(rare, base=exact.get(Same(rare.column, rare.column), rare.base))
        levels.append(replace(its, frequency=rare))
    return replace(comparison, levels=tuple(levels))


@dataclass(frozen=True, eq=False)
class Seen:
    """What a session's pairs show: `levels` int64 [patterns, comparisons], `rarity` bits, `counts`."""

    levels: np.ndarray
    rarity: np.ndarray
    counts: np.ndarray


def _session(held: SplinkTable, model: Model, sql: str, rules: tuple[Rule, ...],
             threads: int | None) -> dict[str, np.ndarray]:  # fmt: skip
    """m by level number of each comparison that the rule does not read; nan where no pair was at the level."""
    blocked = {column for rule in rules for column in _reads([Same(its, its) for its in rule.columns])}
    blocked |= {column for rule in rules if rule.when is not None for column in _reads([rule.when])}
    active = tuple(its for its in model.comparisons if not blocked & _reads_of(its))
    if not active:
        raise BadInput(f"Blocking on {sql!r} leaves no comparison to learn: it reads columns of every one.")
    asked = replace(model, comparisons=active, rules=rules, prior=model.prior + _already(model, blocked))
    seen = _seen(Compiled(held, known(asked)), pairs(held, asked, threads=threads), asked)
    if not len(seen.counts):
        raise BadInput(f"Blocking on {sql!r} gives no pair of records to learn from.")
    return _maximised(asked, seen)


def _reads(conditions: Iterable[Condition]) -> set[str]:
    return {column for its in conditions for name in columns(its) for column in read_by(name)}


def _reads_of(comparison: Comparison) -> set[str]:
    return _reads([comparison.missing, *(its.when for its in comparison.levels)])


def _already(model: Model, blocked: set[str]) -> float:
    """Bits that the pairs of the rule have already: of the levels that ask just for what it asks, those of
    several columns first, each column once."""
    exact = [(its, names) for comparison in model.comparisons for its in comparison.levels
             if (names := _exactly(its.when))]  # fmt: skip
    bits, left = 0.0, set(blocked)
    for its, names in sorted(exact, key=lambda found: -len(found[1])):
        if names <= left:
            left -= names
            bits += math.log2(its.m / its.u)
    return bits


def _exactly(when: Condition) -> set[str]:
    """The columns that must be the same, where nothing else is asked."""
    parts = when.of if isinstance(when, All) else (when,)
    names = {
        its.left for its in parts if isinstance(its, Same) and its.left == its.right and its.left[:1] != "="
    }
    return names if len(names) == len(parts) else set()


def _seen(compiled: Compiled, parts: Iterable[scan.Pairs], model: Model) -> Seen:
    """Pairs of one pattern and nearly one rarity are counted together."""
    bits = _Bits(compiled, model)
    counted = [pl.DataFrame(schema={"word": pl.UInt64, "bin": pl.Int32, "count": pl.UInt32})]
    for its in parts:
        words, place = np.unique(its.words, return_inverse=True)
        bins = np.round((its.weight - bits.of(words)[place]) / BIN).astype(np.int32)
        counted.append(
            pl.DataFrame({"word": its.words.astype(np.uint64, copy=False), "bin": bins})
            .group_by("word", "bin")
            .agg(count=pl.len())
        )
    together = pl.concat(counted).group_by("word", "bin").agg(pl.sum("count")).sort("word", "bin")
    words = together["word"].to_numpy()
    levels = [compiled.unpack(words, its.name).astype(np.int64) for its in model.comparisons]
    return Seen(
        np.column_stack(levels), together["bin"].to_numpy() * BIN, together["count"].to_numpy().astype(float)
    )


class _Bits:
    """What a pattern weighs, rarity left out."""

    def __init__(self, compiled: Compiled, model: Model) -> None:
        self._compiled, self._model = compiled, model

    def of(self, words: np.ndarray) -> np.ndarray:
        total = np.full(len(words), self._model.prior)
        for its in self._model.comparisons:
            levels = [its.number(n) for n in range(len(its.levels))]
            table = np.array([_bits(level) + _base(level) for level in levels] + [0.0])
            total += table[self._compiled.unpack(words, its.name)]
        return total


def _bits(level: Level) -> float:
    return math.log2(max(level.m, LEAST) / max(level.u, LEAST))


def _base(level: Level) -> float:
    """Of a level whose rarity counts, the part that does not hang on the value."""
    if (its := level.frequency) is None:
        return 0.0
    return its.weight * math.log2(max(level.u if its.base is None else its.base, LEAST))


def _maximised(model: Model, seen: Seen) -> dict[str, np.ndarray]:
    """Splink's expectation and maximisation: u fixed, m and the share of matches free."""
    settings = model.extras.get("splink")
    kept: Mapping[str, Anything] = settings if isinstance(settings, Mapping) else {}
    prior, comparisons = model.prior, model.comparisons
    for _ in range(int(kept.get("max_iterations", 25))):
        weight = (
            prior + seen.rarity + sum(_weighed(its, seen.levels[:, c]) for c, its in enumerate(comparisons))
        )
        matches = seen.counts / (1 + np.exp2(-weight))
        share = min(max(matches.sum() / seen.counts.sum(), LEAST), 1 - LEAST)
        after = tuple(_with_m(its, [_m(its, seen, c, matches)]) for c, its in enumerate(comparisons))
        change = abs(share - 1 / (1 + 2.0**-prior))
        change = max([change, *(_change(one, two) for one, two in zip(comparisons, after, strict=True))])
        prior, comparisons = math.log2(share / (1 - share)), after
        if change < float(kept.get("em_convergence", 0.0001)):
            break
    return {its.name: _m(its, seen, c, matches) for c, its in enumerate(comparisons)}


def _weighed(comparison: Comparison, levels: np.ndarray) -> np.ndarray:
    bits = [_bits(comparison.number(n)) + _base(comparison.number(n)) for n in range(len(comparison.levels))]
    return np.asarray(np.array([*bits, 0.0])[levels])


def _m(comparison: Comparison, seen: Seen, place: int, matches: np.ndarray) -> np.ndarray:
    levels = seen.levels[:, place]
    said = levels >= 0
    m = np.bincount(levels[said], matches[said], len(comparison.levels))
    never = np.bincount(levels[said], minlength=len(comparison.levels)) == 0
    return np.asarray(np.where(never, np.nan, m / max(float(m.sum()), LEAST)))


def _change(one: Comparison, two: Comparison) -> float:
    return max(abs(a.m - b.m) for a, b in zip(one.levels, two.levels, strict=True))
