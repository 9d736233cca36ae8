"""The scan: each candidate pair once, at the right level, under the first rule that admits it."""

import itertools

import numpy as np
import polars as pl
import pytest
from linkage.comparing import blocking, scan
from linkage.comparing.compiled import Compiled
from linkage.conditions import (
    All,
    Any,
    Measure,
    Missing,
    Near,
    Not,
    Otherwise,
    Shares,
    Similar,
    crossed,
    either_missing,
    same,
)  # fmt: skip
from linkage.kernels import remembered
from linkage.model import Comparison, Frequency, Level, Model, Rule
from linkage.schema import BadInput
from linkage.tables import Table
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

PEOPLE = """
first  | last    | born | town   | langs
amina  | yusuf   | 1984 | camden | so en
amena  | yusuf   | 1984 | camden | so
yusuf  | amina   | 1984 | camden |
john   | smith   | 1950 | kilburn| en
jon    | smith   |      | kilburn| en cy
john   | smyth   | 1951 | camden | cy
       | smith   | 1950 | camden |
zoë    | o'brien | 1990 |        | ga
zoe    | o'brien | 1991 |        | ga en
"""


def _frame(text: str = PEOPLE) -> pl.DataFrame:
    head, *rows = ([cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines())
    frame = pl.DataFrame(rows, schema=dict.fromkeys(head, pl.String), orient="row")
    return frame.with_columns(pl.col("born").cast(pl.Int64), pl.col("langs").str.split(" "))


def _model(**changes) -> Model:
    first = Comparison("first", either_missing("first"), (
        Level("same", same("first"), 0.7, 0.01, 0.001, Frequency("first")),
        Level("alike", Similar(Measure.JARO_WINKLER, "first", "first", 0.85), 0.1, 0.02, 0.01),
        Level("crossed", crossed("first", "last"), 0.05, 0.01, 0.01),
        Level("else", Otherwise(), 0.15, 0.96, 0.979),
    ))  # fmt: skip
    last = Comparison("last", either_missing("last"), (
        Level("same", same("last"), 0.8, 0.01, 0.3, Frequency("last", 0.5, 0.2)),
        Level("edits", Similar(Measure.DAMERAU_LEVENSHTEIN, "last", "last", 1), 0.1, 0.01, 0.01),
        Level("else", Otherwise(), 0.1, 0.98, 0.69),
    ))  # fmt: skip
    born = Comparison("born", either_missing("born"), (
        Level("same", Near("born", "born", 0), 0.9, 0.05, 0.02),
        Level("near", All((Near("born", "born", 1), Not(Missing("town", "l")))), 0.05, 0.05, 0.05),
        Level("else", Otherwise(), 0.05, 0.9, 0.93),
    ))  # fmt: skip
    langs = Comparison("langs", Any((Missing("langs", "l"), Missing("langs", "r"))), (
        Level("shared", Shares("langs", "langs"), 0.9, 0.3, 0.9), Level("else", Otherwise(), 0.1, 0.7, 0.1),
    ))  # fmt: skip
    rules = (Rule("town and last", ("town", "last")), Rule("first", ("first",)), Rule("last", ("last",), 3),
             Rule("town", ("town",), when=Not(same("last"))))  # fmt: skip
    return Model((first, last, born, langs), rules, **({"prior": -3.0, "household": -1.0} | changes))


def _expected_levels(one: dict, two: dict) -> list[int]:
    def name(key):
        return one[key], two[key]

    def missing(key):
        return one[key] is None or two[key] is None

    first = -1 if missing("first") else 3 if one["first"] == two["first"] else 2 if (
        JaroWinkler.similarity(*name("first")) >= 0.85) else 1 if (
        one["first"] == two["last"] or one["last"] == two["first"]) else 0  # fmt: skip
    last = 2 if one["last"] == two["last"] else int(DamerauLevenshtein.distance(*name("last")) <= 1)
    born = -1 if missing("born") else 2 if one["born"] == two["born"] else int(
        abs(one["born"] - two["born"]) <= 1 and one["town"] is not None)  # fmt: skip
    langs = -1 if missing("langs") else int(bool(set(one["langs"]) & set(two["langs"])))
    return [first, last, born, langs]


def _expected_rule(one: dict, two: dict, rows: list[dict]) -> int | None:
    def alike(*columns):
        return all(one[its] is not None and one[its] == two[its] for its in columns)

    if alike("town", "last"):
        return 0
    if alike("first"):
        return 1
    if alike("last") and sum(row["last"] == one["last"] for row in rows) <= 3:
        return 2
    return 3 if alike("town") and one["last"] != two["last"] else None


def _scanned(frame: pl.DataFrame, model: Model, **options) -> tuple[Compiled, scan.Pairs]:
    compiled = Compiled(Table.of(frame), model)
    found = blocking.blocking(compiled.table, model.rules)
    return compiled, scan.Pairs.of(scan.pairs(compiled, found, **options))


def test_every_candidate_pair_comes_once_under_its_first_rule_and_at_its_levels():
    frame, model = _frame(), _model()
    rows = frame.to_dicts()
    compiled, pairs = _scanned(frame, model)
    expected = {}
    for a, b in itertools.combinations(range(len(rows)), 2):
        if (rule := _expected_rule(rows[a], rows[b], rows)) is not None:
            expected[a, b] = (rule, _expected_levels(rows[a], rows[b]))
    levels = np.column_stack([compiled.unpack(pairs.words, its.name) for its in model.comparisons]).tolist()
    found = {(int(a), int(b)): (int(rule), its)
             for a, b, rule, its in zip(pairs.a, pairs.b, pairs.rule, levels, strict=True)}  # fmt: skip
    assert len(pairs.a) == len(expected)
    assert found == expected


def test_a_weight_is_the_soft_minimum_against_strangers_and_housemates():
    frame, model = _frame(), _model()
    compiled, pairs = _scanned(frame, model)
    at = next(i for i, (a, b) in enumerate(zip(pairs.a, pairs.b, strict=True)) if (a, b) == (3, 4))
    share = 3 / 9  # of last names, those that are smith
    rare = 0.5 * (np.log2(0.01) - np.log2(share))
    strangers = np.log2(0.1 / 0.02) + np.log2(0.8 / 0.01) + rare + np.log2(0.9 / 0.3)
    housemates = np.log2(0.1 / 0.01) + np.log2(0.8 / 0.3) + np.log2(0.9 / 0.9)
    expected = -np.log2(2 ** -(strangers - 3) + 2 ** -(housemates - 1))
    assert pairs.weight[at] == pytest.approx(expected, abs=1e-12)
    assert scan.weigh(compiled, pairs.a, pairs.b, pairs.words) == pytest.approx(pairs.weight, abs=1e-12)


def test_what_cannot_reach_the_bound_is_left_out_and_nothing_else():
    frame = _frame()
    _, everything = _scanned(frame, _model())
    for bound in (-8.0, -2.0, 0.0, 3.0):
        _, kept = _scanned(frame, _model(), at_least=bound)
        wanted = everything.take(everything.weight >= bound)
        assert list(zip(kept.a, kept.b, strict=True)) == list(zip(wanted.a, wanted.b, strict=True))


def test_threads_and_the_cut_into_tasks_change_nothing(monkeypatch):
    generator = np.random.default_rng(1)
    frame = pl.DataFrame({
        "first": generator.choice(["ann", "anne", "bob", "rob", "zed"], 400),
        "last": generator.choice(["smith", "smyth", "jones", "khan"], 400),
        "town": generator.choice(["camden", "kilburn"], 400),
        "born": generator.integers(1950, 1955, 400), "langs": [["en"]] * 400,
    })  # fmt: skip
    _, one = _scanned(frame, _model(), threads=1)
    counts = scan.patterns(
        (compiled := Compiled(Table.of(frame), _model())), blocking.blocking(compiled.table, _model().rules)
    )
    monkeypatch.setattr(blocking, "PAIRS_A_TASK", 100)
    _, many = _scanned(frame, _model(), threads=3)
    order = [np.lexsort((its.b, its.a)) for its in (one, many)]
    for mine, other in zip(one.take(order[0]), many.take(order[1]), strict=True):
        assert np.array_equal(mine, other)
    words, times = np.unique(many.words, return_counts=True)
    assert np.array_equal(counts[0], words)
    assert np.array_equal(counts[1], times)


def test_a_similarity_that_is_remembered_is_the_one_that_would_be_worked_out():
    """More pairs of names than there are places to remember them in, each twice; a pair alone remembers nothing."""
    generator = np.random.default_rng(2)
    names = ["".join(generator.choice(list("abcde"), 6)) for _ in range(300)]
    frame = pl.DataFrame({"first": names, "last": names[::-1], "town": [None] * 300, "langs": [["en"]] * 300,
                          "born": [1950] * 300}, schema_overrides={"town": pl.String})  # fmt: skip
    compiled = Compiled(Table.of(frame), _model())
    a, b = np.repeat(generator.integers(0, 300, (2, 6 * remembered.MOST_PLACES)), 2, axis=1)
    together = scan.compare(compiled, a, b, threads=1)
    some = generator.choice(len(a), 500)
    alone = [scan.compare(compiled, a[[at]], b[[at]], threads=1)[0] for at in some]
    assert np.array_equal(together[some], alone)
    assert len(np.unique(compiled.unpack(together, "first"))) > 2


def test_a_comparison_of_one_text_needs_no_program():
    town = Comparison("town", either_missing("town"), (
        Level("same", same("town"), 0.9, 0.1), Level("else", Otherwise(), 0.1, 0.9),
    ))  # fmt: skip
    frame = pl.DataFrame({"town": ["camden", "camden", "kilburn", None]})
    compiled = Compiled(Table.of(frame), Model((town,), (), 0.0))
    assert list(compiled.program.exact) == [0]
    words = scan.compare(compiled, np.array([0, 0, 3, 3]), np.array([1, 2, 0, 3]))
    assert list(compiled.unpack(words, "town")) == [1, 0, -1, -1]


def test_once_compared_blocks_keep_their_counts_and_what_was_too_large():
    frame, rules = _frame(), (Rule("last", ("last",), 2), Rule("town", ("town",)))
    found = blocking.blocking(Table.of(frame), rules)
    kept = found.compared()
    assert [its.pairs for its in kept.blocks] == [its.pairs for its in found.blocks] == [2, 11]
    assert sorted(kept.blocks[0].hot_rows) == [3, 4, 6]
    assert not any(len(its.rows) for its in kept.blocks)


def test_hot_blocks_are_left_out_and_told():
    table = Table.of(_frame())
    its = blocking.block(table, Rule("last", ("last",), 2))
    assert (its.hot, list(its.hot_starts), sorted(its.hot_rows)) == (1, [0, 3], [3, 4, 6])
    assert its.pairs == 2  # yusuf, o'brien


@pytest.mark.parametrize(("changed", "told"), [
    ({"rules": (Rule("x", ("nothing",)),)}, "'nothing'"),
    ({"comparisons": (Comparison("x", either_missing("gone"), (Level("else", Otherwise(), 0.5, 0.5),)),)}, "'gone'"),
    ({"comparisons": (Comparison("x", either_missing("born"), (Level("same", same("born"), 0.5, 0.5),)),)}, "'born'"),
])  # fmt: skip
def test_a_model_that_does_not_fit_the_table_says_which_column(changed, told):
    given = {"comparisons": _model().comparisons, "rules": _model().rules} | changed
    with pytest.raises(BadInput, match=told):
        _scanned(_frame(), Model(given["comparisons"], given["rules"], 0.0))


def test_one_dictionary_for_all_columns_in_the_order_of_its_content():
    table = Table.of(_frame())
    assert table.text(table.codes[0, table.names["first"]]) == "amina"
    assert table.codes[0, table.names["first"]] == table.codes[2, table.names["last"]]
    texts = [table.text(code) for code in range(table.values)]
    assert texts == sorted(texts)
    assert table.frequency("first")[table.codes[3, 0]] == 2 / 8


def test_a_part_of_a_table_weighs_as_the_whole_does():
    frame, model = _frame(), _model()
    whole, pairs = _scanned(frame, model)
    share = {
        name: pl.Series(whole.table.frequency(name)[whole.table.column(name)]) for name in ("first", "last")
    }
    rows = [0, 1, 3, 4]
    part = Table.of(frame[rows]).with_shares({name: its.gather(rows) for name, its in share.items()})
    compiled = Compiled(part, model)
    found = scan.weigh(
        compiled,
        np.array([0, 2]),
        np.array([1, 3]),
        scan.compare(compiled, np.array([0, 2]), np.array([1, 3])),
    )
    for weight, pair in zip(found, ((0, 1), (3, 4)), strict=True):
        at = next(i for i, its in enumerate(zip(pairs.a, pairs.b, strict=True)) if its == pair)
        assert weight == pytest.approx(pairs.weight[at], abs=1e-12)
