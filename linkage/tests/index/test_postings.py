"""Rows that share a key are found whatever the buckets and marks that lead to them."""

import numpy as np
import pytest
from linkage.index import postings
from linkage.kernels import postings as kernel
from linkage.model import Rule

NAMES = {"a": 0, "b": 1}
RULES = (Rule("a", ("a",), None), Rule("both", ("a", "b"), None))


@pytest.mark.parametrize("rows_a_bucket", [2, 10**6])
def test_a_block_is_all_rows_of_its_key(monkeypatch, rows_a_bucket):
    """In large buckets hundreds of keys have the same mark."""
    monkeypatch.setattr(postings, "ROWS_A_BUCKET", rows_a_bucket)
    chance = np.random.default_rng(1)
    codes = chance.integers(-1, 4_000, (9_000, 2)).astype(np.int32)
    codes[:300, 0], codes[:200, 1] = 7, 8
    alive = chance.random(9_000) < 0.9
    its = postings.Postings.of(codes, np.ones(9_000, np.bool_), RULES, NAMES)
    entity = np.zeros(9_000, np.int32)
    for row in [0, 150, 299, *chance.integers(0, 9_000, 300)]:
        _, first, end = kernel._blocks(codes, its.keys, its.sorted, its.added, alive, entity, row)
        for rule, columns in enumerate(([0], [0, 1])):
            same = (codes[:, columns] == codes[row, columns]).all(axis=1) & (codes[row, columns] >= 0).all()
            assert sorted(its.sorted.rows[first[rule] : end[rule]]) == np.flatnonzero(same).tolist()
