"""From weighed pairs to persons: families apart, a person of any size whole, decisions honoured, and nothing else.

The village is small and its people are known; the model is written by hand.
"""

import random
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
import pytest
from linkage.comparing import blocking, scan
from linkage.comparing.compiled import Compiled
from linkage.conditions import Measure, Otherwise, either_missing, same, similar
from linkage.gathering.alarms import alarms, tail
from linkage.gathering.clustering import Gathered, Gathering, People, against_of, gather
from linkage.gathering.confidence import confidence
from linkage.gathering.profiles import between
from linkage.gathering.representatives import spokesmen
from linkage.gathering.why import why
from linkage.kernels import evidence, profiles
from linkage.model import Comparison, Frequency, Level, Model, Rule
from linkage.tables import Table

SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "va", "zo", "dan", "mir", "sel", "tor", "win")
SYSTEMS = ("clinic", "library", "roll", "school")
NONE = np.zeros((0, 2), np.int64)


def _name(column: str, h: float) -> Comparison:
    rare = Frequency(column, household=h < 0.1)
    return Comparison(column, either_missing(column), (
        Level("same", same(column), 0.9, 0.005, h, rare),
        Level("alike", similar(Measure.JARO_WINKLER, column, 0.85), 0.07, 0.01, 0.01),
        Level("else", Otherwise(), 0.03, 0.985, 0.99 - h),
    ))  # fmt: skip


def _value(column: str, m: float, u: float, h: float) -> Comparison:
    return Comparison(column, either_missing(column), (
        Level("same", same(column), m, u, h), Level("else", Otherwise(), 1 - m, 1 - u, 1 - h),
    ))  # fmt: skip


COMPARISONS = (
    _name("first", 0.005),
    _name("last", 0.6),
    _value("born", 0.97, 0.0001, 0.003),
    _value("home", 0.7, 0.001, 0.8),
)
RULES = tuple(
    Rule(" + ".join(columns), columns, 60)
    for columns in (("first", "last"), ("born",), ("home",), ("last", "home"), ("first", "born"))
)


@dataclass(frozen=True, eq=False)
class Village:
    """`frame`: a row a record, in the order of what it says; `truth` int64 [records]."""

    frame: pl.DataFrame
    truth: np.ndarray

    def compiled(self) -> Compiled:
        prior = float(np.log2(6 / max(len(self.frame), 100)))
        return Compiled(
            Table.of(self.frame.select("first", "last", "born", "home")),
            Model(COMPARISONS, RULES, prior, 0.0),
        )

    def people(self, together: np.ndarray = NONE, apart: np.ndarray = NONE) -> People:
        source = np.array([SYSTEMS.index(its) for its in self.frame["source"]], np.int64)
        record = self.frame["id"].rank("dense").to_numpy().astype(np.int64)
        return People(source, SYSTEMS, record, np.sort(together, axis=1), np.sort(apart, axis=1))

    def gathered(self, *, together: np.ndarray = NONE, apart: np.ndarray = NONE, known: Gathering | None = None,
                 threads: int = 2, order: np.random.Generator | None = None) -> Gathered:  # fmt: skip
        """By edges in any order."""
        compiled = self.compiled()
        blocks = blocking.blocking(compiled.table, compiled.model.rules)
        found = scan.Pairs.of(scan.pairs(compiled, blocks, at_least=0.0))
        which = np.arange(len(found.a)) if order is None else order.permutation(len(found.a))
        edges = found.a[which], found.b[which], found.weight[which]
        return gather(compiled, edges, self.people(together, apart), blocks, known, threads=threads)


def village(seed: int, homes: int, *, mentions: int = 0) -> Village:
    """Homes of one to four who share a surname; each member stands in some systems once, some of them twice in one.
    `mentions`: records of one more person, who moves now and then."""
    chance = random.Random(seed)

    def word(parts: int) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(parts))

    def born() -> str:
        return f"{chance.randint(1930, 2020)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"

    rows: list[tuple[str | None, ...]] = []
    for home in range(homes):
        last = word(3)
        for member in range(chance.randint(1, 4)):
            who, first, date = f"{home}/{member}", word(2), born()
            for source in chance.sample(SYSTEMS, chance.randint(1, 4)) + ["school"] * (chance.random() < 0.1):
                rows += [(
                    who, source, slip(first, chance), slip(last, chance), date if chance.random() < 0.6 else None,
                    f"h{home}" if chance.random() < 0.9 else f"x{chance.getrandbits(30)}",
                )]  # fmt: skip
    for _ in range(mentions):
        rows.append(
            (
                "many",
                "school",
                slip("leopold", chance),
                "winterbottom",
                "1950-07-30",
                f"h{chance.randrange(9)}",
            )
        )
    frame = pl.DataFrame(rows, schema=["who", "source", "first", "last", "born", "home"], orient="row")
    frame = frame.with_columns(id=pl.Series([f"{chance.getrandbits(60):x}" for _ in rows]))
    frame = frame.sort("first", "last", "born", "home", "source", "id", nulls_last=True)
    return Village(frame, frame["who"].rank("dense").to_numpy().astype(np.int64))


def slip(name: str, chance: random.Random) -> str:
    if chance.random() < 0.93:
        return name
    place = chance.randrange(1, len(name))
    return name[:place] + chance.choice("aeiou") + name[place + 1 :]


def rates(cluster: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Precision and recall of pairs."""

    def pairs(labels: np.ndarray) -> int:
        sizes = np.unique(labels, return_counts=True)[1]
        return int((sizes * (sizes - 1) // 2).sum())

    both = pairs(cluster * (truth.max() + 1) + truth)
    return both / pairs(cluster), both / pairs(truth)


@cache
def place() -> tuple[Village, Gathered]:
    its = village(7, homes=300, mentions=400)
    return its, its.gathered()


def rows_of(its: Village, who: str) -> np.ndarray:
    return np.flatnonzero((its.frame["who"] == who).to_numpy())


def test_families_are_told_apart_and_a_person_with_hundreds_of_records_stays_whole() -> None:
    its, found = place()
    precision, recall = rates(found.cluster, its.truth)
    assert precision > 0.97
    assert recall > 0.97
    assert np.unique(found.cluster[rows_of(its, "many")]).size == 1


def test_a_cluster_is_named_by_its_first_record() -> None:
    _, found = place()
    assert (found.cluster <= np.arange(len(found.cluster))).all()
    assert (found.cluster[found.cluster] == found.cluster).all()


@pytest.mark.parametrize("threads", [1, 3])
def test_the_order_of_edges_and_threads_say_nothing(threads: int) -> None:
    its, found = place()
    again = its.gathered(threads=threads, order=np.random.default_rng(threads))
    assert (again.cluster == found.cluster).all()
    assert np.array_equal(again.belongs, found.belongs)
    assert again.known == found.known


def test_what_was_learned_is_kept_and_gathers_the_same() -> None:
    its, found = place()
    kept = Gathering.of(found.known.as_json())
    assert kept == found.known
    assert max(kept.sources["roll"]) < -1
    assert (its.gathered(known=kept).cluster == found.cluster).all()


def test_every_record_knows_how_sure_it_is() -> None:
    its, found = place()
    alone = np.bincount(found.cluster, minlength=len(found.cluster))[found.cluster] == 1
    assert (np.isinf(found.belongs) == alone).all()
    sure = confidence(found.belongs)
    assert ((sure >= 0) & (sure < 1)).all()
    right = np.array([_right(its, found, row) for row in range(len(sure))])
    assert right[sure > 0.99].mean() > right[sure <= 0.99].mean()


def _right(its: Village, found: Gathered, row: int) -> float:
    beside = np.flatnonzero(found.cluster == found.cluster[row])
    return float(np.mean(its.truth[beside] == its.truth[row]))


def test_decisions_are_honoured_wherever_the_records_are() -> None:
    """Strangers who are one by decision, and one of them not a third; hundreds of records less two, by decision."""
    its, found = place()
    many = rows_of(its, "many")
    one, two, three = (rows_of(its, f"{home}/0")[0] for home in (1, 2, 3))
    together = np.array([[one, two]])
    apart = np.array([[two, three], [many[0], many[-1]], [many[0], many[200]]])
    decided = its.gathered(together=together, apart=apart).cluster
    assert decided[one] == decided[two] != decided[three]
    assert decided[many[0]] not in (decided[many[-1]], decided[many[200]])
    elsewhere = ~np.isin(its.truth, its.truth[[one, two, three, many[0]]])
    assert np.mean(decided[elsewhere] == found.cluster[elsewhere]) > 0.99


def test_two_people_whom_one_record_names_are_two() -> None:
    its = village(3, homes=150)
    frame = its.frame.with_columns(id=its.frame["who"])
    named = frame.with_columns(cluster=Village(frame, its.truth).gathered().cluster)
    assert named.group_by("cluster").agg(pl.col("id").is_duplicated().any())["id"].any() is False


def test_representatives_weigh_as_all_records_do_where_all_of_them_speak() -> None:
    its, _ = place()
    compiled, rows = its.compiled(), np.arange(8)
    against = against_of(its.people(), Gathering())
    said = why(compiled, rows, against, 0.35)
    assert said is not None
    split = said.weakest
    speaking = np.array([*split.part, *split.rest])
    starts = np.array([0, len(split.part), len(rows)])
    weight = between(compiled, speaking, starts, np.array([0]), np.array([1]), np.zeros(1), 0.35)
    assert weight[0] == pytest.approx(split.weight, abs=1e-4)
    assert (
        evidence.bits_of(compiled.records, compiled.program, compiled.weights, rows[:1], rows[1:2])[0]
    ).shape == (1, 4)


def test_what_is_said_twice_is_compared_once_and_weighs_the_same() -> None:
    its, _ = place()
    compiled, sizes = its.compiled(), np.array([40, 2, 300, 7])
    rows = np.random.default_rng(1).permutation(len(its.frame))[: sizes.sum()]
    pairs = int((sizes * (sizes - 1) // 2).sum())
    a, b = profiles.pairs_within(rows, sizes, pairs)
    arrays = compiled.records, compiled.program, compiled.weights
    for each, once in zip(
        evidence.bits_of(*arrays, a, b),
        evidence.bits_within(*arrays, *compiled.reads, rows, sizes, pairs, 0.0),
        strict=True,
    ):
        assert np.array_equal(each, once)


def test_who_speaks_for_a_cluster_says_what_most_of_it_says() -> None:
    its, _ = place()
    many = rows_of(its, "many")
    speaking, held = spokesmen(its.compiled(), many, np.array([len(many)]))
    assert held.tolist() == [len(speaking)]
    assert its.frame["first"][int(speaking[0])] == "leopold"
    assert its.frame["home"][speaking].n_unique() == len(speaking)


def test_where_a_cluster_is_weakest() -> None:
    """Two persons made one by decision would part first along the line between them."""
    its, _ = place()
    one, two = rows_of(its, "5/0"), rows_of(its, "8/0")
    found = why(its.compiled(), np.concatenate([one, two]), against_of(its.people(), Gathering()), 0.35)
    assert found is not None
    assert {found.weakest.part, found.weakest.rest} == {tuple(one.tolist()), tuple(two.tolist())}
    assert found.weakest.weight < -10
    assert len(found.merges) == len(one) + len(two) - 1
    assert min(its.weight for its in found.merges) == found.merges[-1].weight
    assert why(its.compiled(), one[:1], against_of(its.people(), Gathering()), 0.35) is None


def test_a_cluster_with_more_disagreement_than_the_model_predicts_is_an_alarm() -> None:
    its, found = place()
    compiled = its.compiled()
    before = {alarm.cluster for alarm in alarms(compiled, found.cluster).clusters}
    big = [
        who for (who,) in its.frame.group_by("who").len().filter(len=4).sort("who").select("who").iter_rows()
    ][:2]
    one, two = (rows_of(its, who) for who in big)
    cluster = found.cluster.copy()
    cluster[np.concatenate([one, two])] = min(one[0], two[0])
    after = alarms(compiled, cluster)
    assert {alarm.cluster for alarm in after.clusters} - before == {min(one[0], two[0])}
    assert after.clusters[0].disagree >= 3
    assert not any(its.alarming for its in after.fields if its.field != "home")


def test_a_field_in_which_all_clusters_disagree_is_an_alarm() -> None:
    its, _ = place()
    compiled = its.compiled()
    neighbours = np.arange(len(its.frame)) // 2 * 2
    assert {field.field for field in alarms(compiled, neighbours).fields if field.alarming} >= {
        "born",
        "last",
    }


@pytest.mark.parametrize(
    ("of", "least", "chance", "is_"),
    [(5, 0, 0.1, 1.0), (1, 1, 0.1, 0.1), (3, 3, 0.5, 0.125), (4, 2, 0.5, 11 / 16), (1000, 900, 0.01, 0.0)],
)
def test_tail_of_a_binomial(of: int, least: int, chance: float, is_: float) -> None:
    assert tail(of, least, chance) == pytest.approx(is_)


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_of_a_record_goes_where_the_record_goes(seed: int) -> None:
    its = village(seed, homes=60)
    copied = its.frame.sample(20, seed=seed).filter(its.frame["born"].is_not_null().head(20))
    frame = its.frame.vstack(copied.with_columns(id=copied["id"] + "x")).sort(
        "first", "last", "born", "home", "source", "id", nulls_last=True
    )
    found = Village(frame, frame["who"].rank("dense").to_numpy().astype(np.int64)).gathered(known=Gathering())
    cluster = dict(zip(frame["id"], found.cluster.tolist(), strict=True))
    told = copied.drop_nulls("born")["id"].to_list()
    assert told
    assert all(cluster[id] == cluster[id + "x"] for id in told)


def test_nobody_and_one_record() -> None:
    its, _ = place()
    for rows in (0, 1):
        few = Village(its.frame.head(rows), its.truth[:rows])
        assert few.gathered(together=NONE).cluster.tolist() == list(range(rows))
