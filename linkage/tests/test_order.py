"""Less agreement weighs no more than more, unless pairs of one person were seen there."""

import numpy as np
import polars as pl
import pytest
from linkage.comparing.comparisons import category, forename
from linkage.conditions import Otherwise
from linkage.learning.order import ordered, unseen, weight
from linkage.model import Comparison, Level
from linkage.tables import Table

TABLE = Table.of(pl.DataFrame({"state": ["ny", "nj", "ny", "pa"]}))


def of(shares: list[tuple[float, float]]) -> Comparison:
    """`shares`: m and u, from the strongest level down."""
    levels = tuple(Level(str(place), Otherwise(), m, u) for place, (m, u) in enumerate(shares))
    return Comparison("state", Otherwise(), levels)


@pytest.mark.parametrize(
    ("shares", "seen", "bits"),
    [
        # same +0.7, alike +8.2, and nobody seen at alike: no more than the same
        ([(0.8, 0.5), (0.03, 0.0001), (0.17, 0.4999)], [0, 0, 400], [0.7, 0.7]),
        ([(0.8, 0.5), (0.03, 0.0001), (0.17, 0.4999)], [80, 20, 400], [0.7, 4.5]),  # half of what is above
        ([(0.8, 0.5), (0.03, 0.0001), (0.17, 0.4999)], [80, 9000, 90000], [0.7, 8.2]),  # seen often enough
        ([(0.8, 0.001), (0.1, 0.001), (0.1, 0.998)], [0, 0, 0], [9.6, 6.6]),  # in order: as they were
        # what nobody was seen at binds no weaker level
        ([(0.8, 0.001), (0.001, 0.1), (0.1, 0.01), (0.1, 0.889)], [0, 0, 0, 90], [9.6, -6.6, 3.3]),
        ([(0.8, 0.001), (0.001, 0.1), (0.1, 0.01), (0.1, 0.889)], [0, 0, 1e6, 90], [9.7, -6.5, -6.5]),
        ([(0.7, 0.01), (0.1, 0.001), (0.1, 0.0001), (0.1, 0.98)], [0, 0, 0, 90], [6.3, 6.3, 6.3]),
    ],
)
def test_levels_in_order(shares: list[tuple[float, float]], seen: list[float], bits: list[float]) -> None:
    (its,) = ordered([of(shares)], TABLE, [np.array(seen, dtype=float)])
    assert [weight(level, TABLE) for level in its.levels[:-1]] == pytest.approx(bits, abs=0.15)
    assert sum(level.m for level in its.levels) == pytest.approx(1)


def test_the_same_weighs_as_rare_values_usually_do() -> None:
    same = category("state").comparison.levels[0]
    usual = -(0.5 * np.log2(0.5) + 0.5 * np.log2(0.25))
    assert weight(same, TABLE) == pytest.approx(np.log2(same.m) + usual)


def test_a_name_in_anothers_place_is_bound_by_the_same_alone() -> None:
    its = forename().comparison
    u = np.array([its.number(number).u for number in range(len(its.levels))])
    low = its.learned(u=np.where(np.arange(len(u)) == len(u) - 6, 0.5, u))  # one level says next to nothing
    seen = np.where(np.arange(len(u)) == len(u) - 6, 1e9, 0.0)
    (found,) = ordered([low], Table.of(pl.DataFrame({"forename": ["ann", "bo"]})), [seen])
    by_label = {level.label: weight(level, TABLE) for level in found.levels[:-1]}
    assert by_label["the other's surname"] > 0 > by_label["sounds alike"]


def test_levels_never_seen_are_named() -> None:
    its = category("state").comparison
    assert unseen([its], [np.array([3.0, 0.2, 80.0])]) == ("state: alike",)
