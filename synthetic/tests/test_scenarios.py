"""Scenarios are rows that the systems could have sent."""

import pytest
from synthetic.scenarios import COLUMNS, SCENARIOS, rows_of, twins
from synthetic.scenarios.sent import sent


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_has_rows_with_every_column_and_somebody_in_each(name):
    rows = SCENARIOS[name]()
    assert len(rows) >= 2
    for row in rows:
        assert tuple(row.row) == COLUMNS[row.system]
        assert row.people


def test_rows_of_one_system():
    assert [row["LegalForename"] for row in rows_of(twins(), "schools")] == ["Nadia", "Nadira"]


def test_a_misspelt_column_is_an_error():
    with pytest.raises(KeyError, match="Surnam"):
        sent("housing", "x", Surnam="Khan")
