"""The figures are worked out by hand here; and input that cannot be judged is refused in one sentence."""

import json
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkage.__main__ import run

from linkage import BadInput, Schema, evaluate


def frame(column: str, groups: str) -> pl.DataFrame:
    """`ab c` puts a and b together and c alone."""
    pairs = [(record, str(number)) for number, group in enumerate(groups.split()) for record in group]
    return pl.DataFrame(pairs, schema=["id", column], orient="row")


@pytest.mark.parametrize(
    ("found", "true", "precision", "recall", "exact", "b_precision", "b_recall"),
    [
        ("abc de", "abc de", 1, 1, 1, 1, 1),
        ("abcde", "abc de", 4 / 10, 1, 0, (3 * 3 / 5 + 2 * 2 / 5) / 5, 1),
        ("ab c de", "abc de", 1, 2 / 4, 2 * 1 / (3 + 2), 1, (2 * 2 / 3 + 1 / 3 + 2) / 5),
        ("a b c d e", "abc de", 1, 0, 0, 1, (3 * 1 / 3 + 2 * 1 / 2) / 5),
        ("a b", "a b", 1, 1, 1, 1, 1),
    ],
)
def test_figures(
    found: str, true: str, precision: float, recall: float, exact: float, b_precision: float, b_recall: float
) -> None:
    judged = evaluate(frame("entity", found), frame("person", true))
    assert (judged.precision, judged.recall, judged.clusters.f1) == pytest.approx((precision, recall, exact))
    assert (judged.bcubed.precision, judged.bcubed.recall) == pytest.approx((b_precision, b_recall))


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30), st.randoms())
def test_counts_are_those_of_pair_by_pair(records: list[tuple[int, int]], lot: object) -> None:
    """Whatever the grouping and the order of the rows."""
    entities = pl.DataFrame({"id": range(len(records)), "entity": [entity for entity, _ in records]})
    truth = pl.DataFrame({"id": range(len(records)), "person": [person for _, person in records]})
    lot.shuffle(order := list(range(len(records))))  # type: ignore[attr-defined]
    judged = evaluate(entities[order], truth).pairs
    every = list(combinations(records, 2))
    assert judged.right == sum(a == b for a, b in every)
    assert judged.found == sum(a[0] == b[0] for a, b in every)
    assert judged.true == sum(a[1] == b[1] for a, b in every)


def test_the_worst_are_named_with_some_of_their_records() -> None:
    judged = evaluate(frame("entity", "abcx dyz ef"), frame("person", "abc x dy z e f"))
    assert judged.mistakes.merged == 3
    assert [(one.name, one.parts, one.pairs) for one in judged.mistakes.worst_merged] == [
        ("0", 2, 3), ("1", 2, 2), ("2", 2, 1)]  # fmt: skip
    assert judged.mistakes.worst_merged[0].ids == ("a", "x", "b", "c"), (
        "one of each person before the second of any"
    )
    assert judged.mistakes.split == 0
    assert "0: 4 records, 2 persons, 3 false pairs: a, x, b, c" in str(judged)
    split = evaluate(frame("entity", "a b c"), frame("person", "abc")).mistakes
    assert [(one.parts, one.pairs, one.ids) for one in split.worst_split] == [(3, 3, ("a", "b", "c"))]


def test_sizes() -> None:
    judged = evaluate(frame("entity", "abc d e"), frame("person", "abc de"))
    assert judged.entity_sizes == {1: 2, 3: 1}
    assert judged.person_sizes == {2: 1, 3: 1}


def test_a_partial_truth_measures_what_it_knows_and_says_so() -> None:
    judged = evaluate(frame("entity", "abx cyz"), frame("person", "ab c"))
    assert (judged.linked, judged.records, judged.pairs.found, judged.pairs.right) == (6, 3, 1, 1)
    assert "The truth knows 3 of 6 records" in str(judged)
    null = pl.concat(
        [frame("person", "ab c"), pl.DataFrame({"id": ["x"], "person": [None]})], how="vertical_relaxed"
    )
    assert evaluate(frame("entity", "abx cyz"), null) == judged, "a person that is null is not known"
    assert "The truth knows" not in str(evaluate(frame("entity", "ab"), frame("person", "ab")))


def test_the_second_person_of_a_joint_record_has_an_id_of_its_own() -> None:
    entities = pl.DataFrame({"id": ["7", "7", "8"], "person": [1, 2, 1], "entity": ["7", "7/2", "7/2"]})
    truth = pl.DataFrame({"id": ["7", "7/2", "8"], "person": ["him", "her", "her"]})
    assert evaluate(entities, truth).pairs.right == 1
    assert evaluate(entities, truth).clusters.f1 == 1


def test_tables_of_any_kind() -> None:
    found, known = frame("entity", "ab c de"), frame("person", "abc de")
    assert evaluate(found.to_arrow(), known.to_dicts()) == evaluate(found, known)


PAIRS = pl.DataFrame(
    [("a", "b", 0.99), ("c", "a", 0.97), ("d", "x", 0.6), ("c", "x", 0.2), ("e", "x", 0.01)],
    schema=["id_a", "id_b", "probability"],
    orient="row",
)


def test_candidates_show_what_blocking_reached_and_what_the_best_bound_would_give() -> None:
    judged = evaluate(frame("entity", "abc de x"), frame("person", "abc de x"), pairs=PAIRS)
    its = judged.candidates
    assert its is not None
    assert (its.reached.right, its.reached.true, its.recall) == (2, 4, 0.5)
    assert its.at_half is not None
    assert (its.at_half.right, its.at_half.found) == (2, 3)
    assert its.at_best is not None
    assert (its.at_best.right, its.at_best.found, its.best) == (2, 2, 0.97)
    assert "Pairs kept: 5 hold 2 of 4 true pairs, recall 0.5000" in str(judged)


def test_weights_in_bits_serve_as_probabilities() -> None:
    bits = PAIRS.with_columns(weight=(pl.col("probability") / (1 - pl.col("probability"))).log(2)).drop(
        "probability"
    )
    judged = [
        evaluate(frame("entity", "abc de x"), frame("person", "abc de x"), pairs=its) for its in (PAIRS, bits)
    ]
    assert judged[0].calibration is not None
    assert judged[1].calibration is not None
    assert [(one.number, one.so) for one in judged[0].calibration.bins] == [
        (one.number, one.so) for one in judged[1].calibration.bins
    ]


def test_calibration_is_said_beside_so() -> None:
    judged = evaluate(frame("entity", "abc de x"), frame("person", "abc de x"), pairs=PAIRS)
    assert judged.calibration is not None
    assert [(one.low, one.number, one.so) for one in judged.calibration.bins] == [
        (0.01, 1, 0), (0.1, 1, 0), (0.5, 1, 0), (0.95, 1, 1), (0.99, 1, 1)]  # fmt: skip
    assert judged.calibration.error == pytest.approx((0.01 + 0.2 + 0.6 + 0.03 + 0.01) / 5)


def test_the_calibration_plot_says_itself_in_words_and_stands_alone() -> None:
    judged = evaluate(frame("entity", "abc de x"), frame("person", "abc de x"), pairs=PAIRS)
    assert judged.calibration is not None
    drawn = judged.calibration.svg("Pairs & <more>")
    root, svg = ET.fromstring(drawn), "{http://www.w3.org/2000/svg}"
    assert root.attrib["role"] == "img"
    assert root[0].text == "Pairs & <more>"
    assert "0.97 said, 1 so, of 1" in str(root[1].text)
    dots = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in root.iter(f"{svg}circle")]
    assert len(dots) == 5
    assert dots == sorted(dots, key=lambda dot: dot[0]), "said grows from left to right"
    assert dots[-1][1] < dots[0][1], "and so upwards"
    assert "://" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_confidence_of_a_record_is_the_share_of_the_others_that_are_the_same_person() -> None:
    entities = frame("entity", "abc d").with_columns(confidence=pl.Series([0.9, 0.9, 0.4, 1.0]))
    judged = evaluate(entities, frame("person", "ab c d"))
    assert judged.confidence is not None, "d stands alone and says nothing"
    assert [(one.number, one.said, one.so) for one in judged.confidence.bins] == [
        (1, pytest.approx(0.4), 0), (2, pytest.approx(0.9), 0.5)]  # fmt: skip


FILE = pl.DataFrame(
    [
        ("a", "tax", "F", "clerk"),
        ("b", "roll", None, "clerk"),
        ("c", "tax", "M", "smith"),
        ("d", "roll", "M", None),
    ],
    schema=["id", "from", "sex", "work"],
    orient="row",
)
SCHEMA = Schema.of({"id": "id", "from": "source", "sex": "sex"})


def test_errors_by_sources() -> None:
    judged = evaluate(frame("entity", "abc d"), frame("person", "ab cd"), records=FILE, schema=SCHEMA)
    assert {(its.a, its.b): (its.rates.right, its.rates.found, its.rates.true) for its in judged.sources} == {
        ("roll", "tax"): (1, 2, 2), ("tax", "tax"): (0, 1, 0)}  # fmt: skip
    assert sum(its.rates.found for its in judged.sources) == judged.pairs.found


def test_every_figure_is_in_the_json() -> None:
    judged = evaluate(
        frame("entity", "abc d"), frame("person", "ab cd"), pairs=PAIRS[:2], records=FILE, schema=SCHEMA
    )
    kept = json.loads(judged.as_json())
    assert kept["pairs"] == {"right": 1, "found": 3, "true": 2, "precision": 1 / 3, "recall": 0.5, "f1": 0.4,
                             "false": 2, "missed": 1}  # fmt: skip
    assert kept["entity_sizes"] == {"1": 1, "3": 1}
    assert kept["sources"][0]["rates"]["right"] == 1
    assert kept["calibration"]["bins"][0]["said"] == pytest.approx(0.97)


@pytest.mark.parametrize(
    ("entities", "truth", "sentence"),
    [
        ("ab", "abc", "The truth, column 'id': 1 of its 3 ids were not linked, the first is 'c'"),
        ("aab", "ab", "The entities, column 'id': 'a' stands twice, the second time in row 2"),
        ("ab", "aba", "The truth, column 'id': 'a' stands twice, the second time in row 3"),
        ("", "ab", "The entities: there is no record"),
        ("ab", "", "it knows no person"),
    ],
)
def test_what_cannot_be_judged(entities: str, truth: str, sentence: str) -> None:
    found, known = (
        frame(column, groups).select(pl.all().cast(pl.String))
        for column, groups in (("entity", entities), ("person", truth))
    )
    with pytest.raises(BadInput, match=sentence):
        evaluate(found, known)


def test_pairs_stand_once_and_have_two_ids() -> None:
    found, known = frame("entity", "abc de x"), frame("person", "abc de x")
    again = pl.concat([PAIRS, pl.DataFrame({"id_a": ["b"], "id_b": ["a"], "probability": [0.5]})])
    with pytest.raises(BadInput, match="stand there twice"):
        evaluate(found, known, pairs=again)
    with pytest.raises(BadInput, match="no column 'id_b'"):
        evaluate(found, known, pairs=PAIRS.drop("id_b"))
    with pytest.raises(BadInput, match="both the records and their schema"):
        evaluate(found, known, records=FILE)


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, known = tmp_path / "entities.parquet", tmp_path / "truth.csv"
    frame("entity", "abc de").write_parquet(found)
    frame("person", "abc d e").write_csv(known)
    assert run(["evaluate", str(found), "--truth", str(known)]) == 0
    said = capsys.readouterr().out
    assert "5 records in 2 entities are 3 persons." in said
    assert "pairs                      0.7500  1.0000" in said
