"""Small worlds for the kernels that gather: what they find is what a plain reading of the rule finds."""

import numpy as np
import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st
from linkage.gathering.components import components, members
from linkage.gathering.sources import apart, given
from linkage.kernels import profiles, systems

STRANGERS, HOUSEHOLD = -8.0, -2.0


def world(seed: int, records: int, persons: int) -> dict[str, np.ndarray]:
    """Pairs of a group with six fields, a third of them missing; bits as a model might give them. Most records are of
    one of three systems, two of whose pairs speak against one person."""
    chance = np.random.default_rng(seed)
    who = chance.integers(0, persons, records)
    a, b = np.triu_indices(records, 1)
    bits = np.where(
        (who[a] == who[b])[:, None], chance.normal(3, 3, (len(a), 6)), chance.normal(-2, 3, (len(a), 6))
    )
    system = chance.integers(-1, 3, records)
    twice = (system[a] >= 0) & (system[a] == system[b])
    return {
        "system": system,
        "strangers": bits.astype(np.float32),
        "household": (bits - chance.random(bits.shape) * 2).astype(np.float32),
        "said": chance.random(bits.shape) < 0.67,
        "against": np.where(twice, -chance.choice([0.0, 1.0, 4.0], len(a)), 0.0),
    }


def gathered(
    its: dict[str, np.ndarray],
    records: int,
    power: float,
    tied: np.ndarray | None = None,
    insistence: float = 0.0,
) -> np.ndarray:
    tied = np.arange(records) if tied is None else tied
    return profiles.agglomerate_each(
        np.array([records]), raised(its["strangers"], power), raised(its["household"], power), its["said"],
        its["against"], its["system"], tied, np.full(6, insistence), STRANGERS, HOUSEHOLD, power,
    )[0]  # fmt: skip


def raised(bits: np.ndarray, power: float) -> np.ndarray:
    return np.asarray(
        bits.astype(float) if power == 0 else np.exp2(power * np.clip(bits.astype(float), -60, 60))
    )


def by_the_book(its: dict[str, np.ndarray], records: int, power: float) -> np.ndarray:
    """The rule of linkage.md 9.3, step 6, with no sums kept; of each system, the pair that speaks most against."""
    place = {pair: row for row, pair in enumerate(zip(*np.triu_indices(records, 1), strict=True))}

    def mean(bits: np.ndarray) -> float:
        return float(
            bits.mean() if power == 0 else np.log2(np.mean(2 ** (power * bits.astype(float)))) / power
        )

    def weight(one: list[int], two: list[int]) -> float:
        rows = [place[min(i, j), max(i, j)] for i in one for j in two]
        odds = np.array([STRANGERS, HOUSEHOLD])
        for field in range(6):
            said = [row for row in rows if its["said"][row, field]]
            if said:
                odds += [mean(its["strangers"][said, field]), mean(its["household"][said, field])]
        a, _ = np.triu_indices(records, 1)
        apart = sum(min([its["against"][row] for row in rows if its["system"][a[row]] == one], default=0.0)
                    for one in range(3))  # fmt: skip
        return float(-np.logaddexp2(*-odds) + apart)

    clusters = [[record] for record in range(records)]
    while len(clusters) > 1:
        found = [(weight(clusters[i], clusters[j]), -i, -j) for j in range(len(clusters)) for i in range(j)]
        best, i, j = max(found)
        if best <= 0:
            break
        clusters[-i] += clusters.pop(-j)
    return np.array([min(next(its for its in clusters if record in its)) for record in range(records)])


@each(seed=st.integers(0, 10_000), records=st.integers(2, 11), power=st.sampled_from([0.0, 0.35, 1.0]))
@settings(max_examples=150, deadline=None)
def test_the_best_two_merge_until_none_speaks_for_it(seed: int, records: int, power: float) -> None:
    its = world(seed, records, persons=1 + records // 3)
    assert gathered(its, records, power).tolist() == by_the_book(its, records, power).tolist()


@each(seed=st.integers(0, 10_000), records=st.integers(3, 40))
@settings(max_examples=50, deadline=None)
def test_decisions_stand(seed: int, records: int) -> None:
    """Whatever the fields say: rows tied are one, rows forbidden to each other two, with all that hang on them."""
    its, chance = world(seed, records, persons=3), np.random.default_rng(seed)
    tied = np.arange(records)
    one, two, apart_from = chance.choice(records, 3, replace=False)
    tied[max(one, two)] = min(one, two)
    place = {pair: row for row, pair in enumerate(zip(*np.triu_indices(records, 1), strict=True))}
    its["against"][place[min(two, apart_from), max(two, apart_from)]] = systems.FORBIDDEN
    cluster = gathered(its, records, 0.35, tied)
    assert cluster[one] == cluster[two] != cluster[apart_from]


@each(
    seed=st.integers(0, 1000),
    records=st.integers(1, 60),
    edges=st.integers(0, 150),
    largest=st.integers(1, 9),
)
@settings(max_examples=100, deadline=None)
def test_groups_are_what_edges_connect_and_parts_of_it(
    seed: int, records: int, edges: int, largest: int
) -> None:
    chance = np.random.default_rng(seed)
    a, b = chance.integers(0, records, (2, edges))
    weights = chance.permutation(edges).astype(float)
    whole = components(a, b, weights, records, largest=records)
    parts = components(a, b, weights, records, largest=largest)
    assert all(whole[i] == whole[j] for i, j in zip(a, b, strict=True))
    assert all(np.unique(whole[parts == part]).size == 1 for part in np.unique(parts))
    assert np.bincount(parts).max(initial=0) <= largest or largest < 1
    assert [whole[its] for its in whole] == list(whole)
    order = chance.permutation(edges)
    assert parts.tolist() == components(a[order], b[order], weights[order], records, largest=largest).tolist()
    rows, sizes = members(parts)
    assert len(rows) == sizes.sum() == (np.bincount(parts)[parts] > 1).sum()


HOMES = ["at one home", "at two homes", "where one says none"]


@pytest.mark.parametrize(
    ("what", "source", "cluster", "home", "bits"),
    [
        ("once each", [0, 1] * 400, [i // 2 for i in range(800)], [0] * 800, [-10.1, -6.66, -6.66]),
        ("as chance has it", [0, 0, 1, 1] * 200, [i % 200 for i in range(800)], [0] * 800, [0.0, 0.0, 0.0]),
        ("too few to say", [0, 1] * 20, [i // 2 for i in range(40)], [0] * 40, [0.0, 0.0, 0.0]),
        ("no system named", [-1] * 800, [i // 2 for i in range(800)], [0] * 800, [0.0, 0.0, 0.0]),
        (
            "again where they moved",
            [0, 1, 0, 1] * 200,
            [i // 4 for i in range(800)],
            [0, 0, 1, 1] * 200,
            [-4.0, 0.0, -0.55],
        ),
    ],
    ids=lambda its: its if isinstance(its, str) else "",
)
def test_systems_that_hold_a_person_once(
    what: str, source: list[int], cluster: list[int], home: list[int], bits: list[float]
) -> None:
    rows, sizes = members(np.array(cluster))
    a, b = profiles.pairs_within(rows, sizes, int((sizes * (sizes - 1) // 2).sum()))
    where = np.where(np.array(home)[a] == np.array(home)[b], systems.AT_HOME, systems.ELSEWHERE).astype(
        np.int8
    )
    found = apart(np.array(source), a, b, where, 2)
    assert dict(zip(HOMES, found[0], strict=True)) == pytest.approx(
        dict(zip(HOMES, bits, strict=True)), abs=0.7
    )
    assert (found <= 0).all(), what


def test_what_a_model_of_one_number_says_holds_wherever_they_live() -> None:
    assert given({"roll": -3.0, "tax": [-5.0, 0.0, -1.0]}) == {
        "roll": (-3.0, -3.0, -3.0), "tax": (-5.0, 0.0, -1.0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("systems_of_four", "bits", "clusters"),
    [
        ([0, -1, 0, -1], -4.0, [0, 0, 0, 0]),
        ([0, 0, 0, 0], -4.0, [0, 0, 0, 0]),
        ([0, 1, 0, 1], -4.0, [0, 0, 2, 2]),
    ],
    ids=["one pair of a system", "four pairs of it are no more than one", "two systems say more"],
)
def test_a_system_speaks_once(systems_of_four: list[int], bits: float, clusters: list[int]) -> None:
    """Four records, two and two; across, the fields say 6 bits for one person, and within each two 16."""
    a, b = np.triu_indices(4, 1)
    field = np.where((a < 2) == (b < 2), 12.0, 7.0)
    system = np.array(systems_of_four)
    its = {
        "strangers": np.column_stack([field, field, *4 * [0 * field]]).astype(np.float32),
        "household": np.column_stack([field, field, *4 * [0 * field]]).astype(np.float32),
        "said": np.tile([True, True, False, False, False, False], (6, 1)),
        "system": system,
        "against": np.where((system[a] >= 0) & (system[a] == system[b]), bits, 0.0),
    }
    assert gathered(its, 4, 0.0).tolist() == clusters


@pytest.mark.parametrize(
    ("insistence", "clusters"),
    [(0.0, [0, 0, 0, 0]), (2.0, [0, 0, 2, 2])],
    ids=["a slip is outvoted", "two records a side that insist on another birth date are two people"],
)
def test_both_sides_insist(insistence: float, clusters: list[int]) -> None:
    """Four records agree on name and place (6 bits each), two and two on a birth date (-3 bits across)."""
    born = [6, -3, -3, -3, -3, 6]
    bits = np.array([[6.0, 6.0, its, 0, 0, 0] for its in born], np.float32)
    said = np.array([[True, True, True, False, False, False]] * 6)
    its = {
        "strangers": bits,
        "household": bits,
        "said": said,
        "against": np.zeros(6),
        "system": np.full(4, -1),
    }
    assert gathered(its, 4, 0.0, insistence=insistence).tolist() == clusters


def test_one_slip_is_no_insistence() -> None:
    """As above, but one of the four stands alone with its birth date."""
    bits = np.array([[6.0, 6.0, its, 0, 0, 0] for its in [6, 6, -3, 6, -3, -3]], np.float32)
    said = np.array([[True, True, True, False, False, False]] * 6)
    its = {
        "strangers": bits,
        "household": bits,
        "said": said,
        "against": np.zeros(6),
        "system": np.full(4, -1),
    }
    assert gathered(its, 4, 0.0, insistence=2.0).tolist() == [0, 0, 0, 0]
