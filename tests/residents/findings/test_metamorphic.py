"""What may not change a finding, and what must: told of the facts, held for every rule and any example."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borough.residents.findings.rules import COLUMNS, Known, rule_of
from tests.residents.findings.facts import DAY, facts
from tests.residents.findings.test_fraud_rules import CASES as FRAUD
from tests.residents.findings.test_fraud_rules import INNOCENT
from tests.residents.findings.test_gap_rules import CASES as GAPS

CASES = FRAUD | GAPS
ELSE = """
who | kind    | home | since      | says  | on
x   | vote    | Z    | 2020-01-01 |       |
x   | permit  | Z    | 2026-03-01 | CARER |
y   | contact | Z    |            | Waste | 2026-02-01
"""


def told(table: pl.DataFrame, code: str) -> list[tuple[object, ...]]:
    """What a rule finds, told by the records that it rests on and not by their place in the table."""
    rule = rule_of(code)
    assert rule
    seen = Known.of(table.select(COLUMNS), DAY)
    record = [f"{feed} {key} {kind}" for feed, key, kind in seen.facts.select("feed", "key", "kind").rows()]
    rows = rule.finds(seen).rows(named=True)
    return sorted(
        (
            row["about"],
            row["home"],
            sorted(record[n] for n in row["first"]),
            sorted(record[n] for n in row["second"]),
        )
        for row in rows
    )


@pytest.mark.parametrize("case", CASES)
@given(seed=st.integers(0, 2**16))
@settings(max_examples=5)
def test_the_order_in_which_feeds_came_changes_nothing(case, seed):
    table, code = facts(CASES[case]), case.split()[0]
    assert told(table.sample(fraction=1, shuffle=True, seed=seed), code) == told(table, code) != []


@pytest.mark.parametrize("case", CASES)
def test_facts_of_others_change_nothing(case):
    table, code = facts(CASES[case]), case.split()[0]
    others = facts(ELSE).with_columns(pl.col("person") + 100, key=pl.format("Z{}", "key"))
    assert told(pl.concat([table, others]), code) == told(table, code)


@pytest.mark.parametrize("case", CASES)
def test_who_comes_first_in_the_index_changes_nothing_but_the_number(case):
    table, code = facts(CASES[case]), case.split()[0]
    other = told(table.with_columns(person=1000 - pl.col("person")), code)
    assert [one[1:] for one in other] == [one[1:] for one in told(table, code)] or code == "F12"
    assert len(other) == len(told(table, code))


@pytest.mark.parametrize("case", [case for case in CASES if case.split()[0] in {"F1", "F2", "F4", "F11"}])
def test_what_the_council_was_told_takes_the_suspicion_away(case):
    told_us = "who | kind | home | on | says\nt | contact | A | 2026-10-01 | Housing - absence"
    table, code = facts(CASES[case]), case.split()[0]
    about = told(table, code)[0][0]
    note = facts(told_us).with_columns(person=pl.lit(about, pl.Int64), key=pl.lit("N1"))
    after = told(pl.concat([table, note]), code)
    assert after == [] if code != "F4" else after


@pytest.mark.parametrize("case", CASES)
def test_without_either_side_there_is_nothing(case):
    """A finding is a contradiction: take away all that one side says, and nobody is under suspicion."""
    table, code = facts(CASES[case]), case.split()[0]
    seen = Known.of(table.select(COLUMNS), DAY)
    rule = rule_of(code)
    assert rule
    row = rule.finds(seen).rows(named=True)[0]
    assert told(table.with_row_index().filter(~pl.col("index").is_in(row["first"])), code) == []


def test_innocent_doubles_are_as_many_as_the_contradictions():
    covered = {case.split()[0] for case in INNOCENT}
    assert covered == {case.split()[0] for case in FRAUD}
