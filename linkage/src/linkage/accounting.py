"""What a run found out about itself, as facts for the report, the terminal and tests."""

import numpy as np
import polars as pl

from .comparing.blocking import Blocking, Blocks
from .comparing.compiled import Compiled
from .facts import Facts, HotBlock, LevelFact, RuleFact, WeightBin
from .gathering.clustering import Gathering
from .learning.expectation import Seen
from .learning.training import Trained
from .standard.prepared import Prepared
from .tables import Table

HOTTEST = 3
BITS = 2.0  # of a bin of weights


def facts(its: Prepared, compiled: Compiled, blocks: Blocking, trained: Trained | None, entities: pl.DataFrame,
          known: Gathering) -> Facts:  # fmt: skip
    sources = its.people["source"].drop_nulls().value_counts(sort=True)
    sizes = entities.group_by("entity").len("records").group_by("records").len("entities").sort("records")
    return Facts(
        records=len(its.ids), people=its.people.height, entities=entities["entity"].n_unique(),
        sources=tuple(sources.filter(pl.col("source") != "").iter_rows()), sizes=tuple(sizes.iter_rows()),
        rules=tuple(_rule(its.table, block) for block in blocks.blocks), levels=_levels(compiled, trained),
        placeholders=its.placeholders, weights=_weights(trained) if trained else (),
        missed=trained.missed if trained else None,
        unseen=trained.unseen if trained else (),
        expected_matches=trained.expected if trained else None,
        once=tuple((name, bits) for name, bits in known.sources.items() if min(bits) < 0),
    )  # fmt: skip


def _weights(trained: Trained) -> tuple[WeightBin, ...]:
    """Of the candidates learned from, for as many pairs as they stand for; bins of 2 bits."""
    weight, pairs = trained.weight, trained.sample.stands_for
    if not len(weight):
        return ()
    edges = np.arange(np.floor(weight.min() / BITS) * BITS, weight.max() + 2 * BITS, BITS)
    counts, _ = np.histogram(weight, edges, weights=pairs)
    return tuple(
        WeightBin(float(low), float(low + BITS), round(float(n)))
        for low, n in zip(edges, counts, strict=False)
    )


def _rule(table: Table, block: Blocks) -> RuleFact:
    hottest = tuple(HotBlock(value, records) for value, records in _hottest(table, block))
    return RuleFact(block.rule.name, block.pairs, len(block.starts) - 1, block.hot, hottest)


def _hottest(table: Table, block: Blocks) -> list[tuple[str, int]]:
    """The values that most records share, as a person reads them, and how many do."""
    columns = [table.names[name] for name in block.rule.columns]
    counts = np.diff(block.hot_starts)
    most = np.argsort(-counts, kind="stable")[:HOTTEST]
    values = table.codes[block.hot_rows[block.hot_starts[most]]][:, columns]
    return [(" + ".join(table.text(int(code)) or "" for code in its), int(counts[at]))
            for its, at in zip(values, most, strict=True)]  # fmt: skip


def _levels(compiled: Compiled, trained: Trained | None) -> tuple[LevelFact, ...]:
    found = []
    seen = None
    if trained is not None:
        sample = trained.sample
        its = Seen.apart(compiled, trained.words, sample.stands_for)
        seen = its.counts(its.n, [len(c.levels) for c in compiled.model.comparisons])
    for place, comparison in enumerate(compiled.model.comparisons):
        for at, level in enumerate(comparison.levels):
            pairs = None if seen is None else round(float(seen[place][len(comparison.levels) - 1 - at]))
            found.append(LevelFact(comparison.name, level.label, level.m, level.u, level.h, pairs))
    return tuple(found)
