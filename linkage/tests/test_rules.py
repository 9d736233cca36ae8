"""Which pairs are looked at, as tables: keys of two roles, no block too large, and a sample that stands for all."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkage.comparing import scan
from linkage.comparing.blocking import blocking
from linkage.comparing.compiled import Compiled
from linkage.comparing.coverage import missed
from linkage.comparing.rules import every_rule, largest_block, worthwhile
from linkage.learning import samples
from linkage.model import Model, Rule
from linkage.tables import Table

ATOMS = {"forename": ("forename", "forename_3"), "surname": ("surname",), "place": ("postcode",)}


def test_each_value_alone_and_every_two_of_different_roles() -> None:
    assert [rule.name for rule in every_rule(ATOMS)] == [
        "forename", "surname", "postcode",
        "forename + surname", "forename_3 + surname", "forename + postcode", "forename_3 + postcode",
        "surname + postcode",
    ]  # fmt: skip


def test_two_halves_of_a_name_are_no_key_together() -> None:
    rules = every_rule({"forename": ("forename",), "names": ("names_sorted",)})
    assert [rule.name for rule in rules] == ["forename", "names_sorted"]


@pytest.mark.parametrize(
    ("blocks", "largest"),
    [
        ({2: 5, 3: 1}, 60),  # few pairs: any size
        ({2: 40, 50: 1}, 49),  # 600 pairs are the budget of 100 records; the block of 50 brings 1,225
        ({100: 1}, 60),  # never more than 60
    ],
)
def test_the_largest_block_keeps_within_the_budget(blocks: dict[int, int], largest: int) -> None:
    sizes = np.zeros(max(blocks) + 1, dtype=np.int64)
    for size, count in blocks.items():
        sizes[size] = count
    assert largest_block(100)(sizes) == largest


def town(records: int, seed: int) -> Table:
    draw = np.random.default_rng(seed)
    return Table.of(
        pl.DataFrame({name: draw.integers(0, size, records) for name, size in (("a", 9), ("b", 30), ("c", 70))})
        .cast(pl.String)
    )  # fmt: skip


RULES = [
    Rule(name, columns) for name, columns in (("c", ("c",)), ("a + b", ("a", "b")), ("b + c", ("b", "c")))
]


@settings(deadline=None)
@given(st.integers(0, 1000))
def test_a_sample_of_all_is_all(seed: int) -> None:
    """Pairs, which rules admit them, and none twice: as blocking finds them."""
    table = town(60, seed)
    drawn = samples.of_rules(table, RULES, largest_block(60), 10**6)
    found = scan.Pairs.of(
        scan.pairs(Compiled(table, Model((), drawn.rules, 0.0)), blocking(table, drawn.rules))
    )
    pairs = set(zip(found.a.tolist(), found.b.tolist(), strict=True))
    assert set(zip(drawn.sample.a.tolist(), drawn.sample.b.tolist(), strict=True)) == pairs
    assert np.allclose(drawn.sample.stands_for, 1)
    first = {
        (a, b): rule
        for a, b, rule in zip(found.a.tolist(), found.b.tolist(), found.rule.tolist(), strict=True)
    }
    for place, (a, b) in enumerate(zip(drawn.sample.a.tolist(), drawn.sample.b.tolist(), strict=True)):
        assert np.flatnonzero(drawn.admits[:, place])[0] == first[a, b]


def test_a_sample_stands_for_all() -> None:
    """Drawn from overlapping rules, and yet as many pairs as there are: Horvitz and Thompson."""
    table = town(1_500, 7)
    whole = samples.of_rules(table, RULES, largest_block(1_500), 10**7).sample.population
    part = samples.of_rules(table, RULES, largest_block(1_500), 3_000).sample
    assert len(part.a) < whole / 3
    assert part.population == pytest.approx(whole, rel=0.05)


@settings(deadline=None)
@given(st.integers(2, 40), st.integers(1, 300))
def test_pairs_of_a_key_are_different_and_inside_it(records: int, size: int) -> None:
    table = town(records, records)
    its = samples.of_key(table, ("a",), size)
    a = table.column("a")
    assert (its.a != its.b).all()
    assert (a[its.a] == a[its.b]).all()
    assert len(its.a) <= size
    counts = table.counts("a")
    assert its.population == pytest.approx(float((counts * (counts - 1) // 2).sum()))


def test_a_rule_that_brings_nothing_new_is_left_out() -> None:
    sample = samples.Sample(*(np.arange(4, dtype=np.int32),) * 2, np.ones(4))
    admits = np.array([[1, 1, 1, 0], [1, 1, 0, 0], [0, 0, 0, 1]], dtype=bool)
    candidates = samples.Candidates(sample, tuple(RULES), admits, admits.sum(axis=1))
    likely = np.array([0.9, 0.9, 0.9, 0.9])
    assert [rule.name for rule in worthwhile(candidates, likely, 4)] == ["c", "b + c"]
    unlikely = np.array([0.9, 0.9, 0.9, 0.001])
    assert [rule.name for rule in worthwhile(candidates, unlikely, 4)] == ["c"]


def test_pairs_caught_twice_tell_how_many_are_never_caught() -> None:
    """60 by names alone, 30 by other values alone, 90 by both: 60 x 30 / 91 by none."""
    rules = (Rule("surname", ("surname",)), Rule("born", ("born",)))
    admits = np.array([[1] * 60 + [0] * 30 + [1] * 90, [0] * 60 + [1] * 30 + [1] * 90], dtype=bool)
    sample = samples.Sample(*(np.arange(180, dtype=np.int32),) * 2, np.ones(180))
    candidates = samples.Candidates(sample, rules, admits, admits.sum(axis=1))
    found = missed(candidates, np.ones(180), frozenset({"surname", "born"}))
    assert found is not None
    assert found.share == pytest.approx((1800 / 91) / (180 + 1800 / 91))
    assert found.low <= found.share <= found.high
    with_names = missed(candidates, np.ones(180), frozenset({"surname"}))
    assert with_names is not None
    assert with_names.share == pytest.approx((30 + 1800 / 91) / (180 + 1800 / 91))
