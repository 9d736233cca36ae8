"""A model as a file: Splink opens ours, we open Splink's, and nothing that we know is lost on the way."""

import json
import logging

import duckdb
import polars as pl
import pytest
from linkage.conditions import Measure, Near, Otherwise, Shares, Similar, crossed, either_missing, same
from linkage.model import Comparison, Frequency, Level, Model, Rule
from linkage.splink import settings as splink_json
from splink import DuckDBAPI, Linker

from linkage import BadInput

OURS = Model(
    comparisons=(
        Comparison("forename", either_missing("forename"), (
            Level("same", same("forename"), 0.7, 0.01, 0.001, Frequency("forename", household=True)),
            Level("alike", Similar(Measure.JARO_WINKLER, "forename", "forename", 0.85), 0.1, 0.02, 0.01,
                  Frequency("forename", 0.5, near=True, usual=7.5)),
            Level("root", Shares("roots", "roots"), 0.1, 0.02, 0.01),
            Level("crossed", crossed("forename", "surname"), 0.05, 0.01, 0.01),
            Level("else", Otherwise(), 0.05, 0.94, 0.969))),
        Comparison("born", either_missing("born"), (
            Level("near", Near("born", "born", 31), 0.9, 0.0, 0.2), Level("else", Otherwise(), 0.1, 1.0, 0.8))),
    ),
    rules=(Rule("names", ("forename", "surname"), 60), Rule("born", ("born_text",), None)),
    prior=-20.5, household=-14.25, extras={"sources": {"tax": -3.5}},
)  # fmt: skip
RECORDS = pl.DataFrame({
    "id": ["1", "2", "3"], "forename": ["ann", "anne", "bob"], "surname": ["lee", "lee", "ann"],
    "roots": [["ann"], ["ann"], ["robert"]], "born": [1.0, 2.0, 99.0], "born_text": ["1", "1", "99"],
})  # fmt: skip


def test_ours_comes_back_whole(tmp_path):
    splink_json.write(OURS, tmp_path / "model.json")
    back = splink_json.read(tmp_path / "model.json")
    assert back.prior == pytest.approx(OURS.prior, abs=1e-9)
    assert (back.rules, back.household, back.extras) == (OURS.rules, OURS.household, OURS.extras)
    assert back.comparisons[0] == OURS.comparisons[0]
    # Nought cannot be said to Splink; it weighs what the least probability weighs.
    assert back.comparisons[1].levels[0].u == 1e-300


def test_splink_opens_ours(tmp_path):
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    splink_json.write(OURS, tmp_path / "model.json")
    linker = Linker(DuckDBAPI(duckdb.connect()).register(RECORDS.to_arrow()), tmp_path / "model.json")
    pairs = linker.inference.predict().as_record_list()
    assert {(its["id_l"], its["id_r"]) for its in pairs} == {("1", "2")}
    again = splink_json.from_settings(linker.misc.save_model_to_json())
    assert [its.name for its in again.comparisons] == ["forename", "born"]
    assert [level.when for level in again.comparisons[0].levels] == [
        its.when for its in OURS.comparisons[0].levels
    ]
    assert again.household is None, "Splink has no word for it and forgets it"


NULL, SAME, NEAR, ELSE = LEVELS = [
    {"sql_condition": "a_l IS NULL OR a_r IS NULL", "is_null_level": True},
    {"sql_condition": "a_l = a_r", "label_for_charts": "same", "m_probability": 0.9, "u_probability": 0.1,
     "tf_adjustment_column": "a", "tf_adjustment_weight": 0.5, "tf_minimum_u_value": 0.001},
    {"sql_condition": "levenshtein(a_l, a_r) <= 1", "tf_adjustment_column": "a"},
    {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": "level not observed in training dataset"},
]  # fmt: skip


def only(*levels: dict[str, object]) -> dict[str, object]:
    return settings(comparisons=[{"output_column_name": "a", "comparison_levels": list(levels)}])


def settings(**changes: object) -> dict[str, object]:
    return {
        "link_type": "dedupe_only", "probability_two_random_records_match": 0.01, "sql_dialect": "duckdb",
        "comparisons": [{"output_column_name": "a", "comparison_levels": LEVELS, "comparison_description": "The a"}],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "l.a = r.a", "sql_dialect": "duckdb"}, "l.b = r.b"],
        "em_convergence": 0.001, **changes,
    }  # fmt: skip


def test_what_splink_says_is_understood():
    model = splink_json.from_settings(settings())
    exact, near, other = model.comparison("a").levels
    assert (exact.label, exact.m, exact.u) == ("same", 0.9, 0.1)
    assert exact.frequency == Frequency("a", 0.5, 0.001)
    assert near.frequency == Frequency("a", base=0.1), "weighed against the u of the same value"
    assert (near.m, near.u) == pytest.approx((0.05 / 2, 0.05 / 2 / 2**3)), "Splink's start values"
    assert other.u == 1e-6
    assert [its.columns for its in model.rules] == [("a",), ("b",)]
    assert model.prior == pytest.approx(-6.629, abs=1e-3)


def test_what_we_do_not_use_is_kept():
    written = splink_json.to_settings(splink_json.from_settings(settings(additional_columns_to_retain=["b"])))
    assert written["em_convergence"] == 0.001
    assert written["additional_columns_to_retain"] == ["b"]
    assert written["comparisons"][0]["comparison_description"] == "The a"
    assert written["sql_dialect"] == "duckdb"
    assert splink_json.to_settings(splink_json.from_settings(written)) == written


NONE = {
    "no model": ({}, "no model of Splink's"),
    "a level that is no SQL": (only({"sql_condition": "a_l =="}, ELSE), "cannot be read"),
    "no ELSE": (only(NULL, SAME, NEAR), "the last of them ELSE"),
    "a dialect that nobody knows": (settings(sql_dialect="oracle"), "dialect 'oracle'"),
    "a prior of one": (settings(probability_two_random_records_match=1), "between 0 and 1"),
    "a rarity without its value": (only(NEAR, ELSE), "none asks for the same"),
}  # fmt: skip


@pytest.mark.parametrize("case", NONE)
def test_what_is_no_model_is_said_in_a_sentence(case, tmp_path):
    given, sentence = NONE[case]
    (tmp_path / "model.json").write_text(json.dumps(given))
    with pytest.raises(BadInput, match=sentence) as caught:
        splink_json.read(tmp_path / "model.json")
    assert "model.json" in str(caught.value)


def test_a_file_that_is_no_json(tmp_path):
    (tmp_path / "model.json").write_text("{")
    with pytest.raises(BadInput, match=r"model\.json cannot be read"):
        splink_json.read(tmp_path / "model.json")


def test_no_half_written_file(tmp_path):
    with pytest.raises(BadInput, match="cannot be written"):
        splink_json.write(OURS, tmp_path / "nowhere" / "model.json")
    assert list(tmp_path.iterdir()) == []
