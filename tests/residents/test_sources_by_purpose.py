"""Which source a purpose reads, written out by hand: what the law of each source allows, and no more."""

from datetime import date

import pytest

from borough.platform.privacy.api import purposes
from borough.residents import gates
from borough.residents.gates import opened_by

TODAY = date(2026, 11, 24)
# x: read whole. n: names, addresses and liable dates only. NI and NHS: the numbers of the state.
ALLOWED = """
purpose                | tax | housing | crm | parking | licensing | libraries | leisure | electoral | benefits | schools | children | adults | NI | NHS
serve-a-caller         | n   | x       | x   | x       | x         | x         | x       |           |          |         |          |        |    |
verify-residence       | n   | x       | x   | x       | x         |           |         |           |          |         |          |        |    |
tell-us-once           | n   | x       | x   | x       | x         |           |         |           |          |         |          |        |    |
link-review            | x   | x       | x   | x       | x         | x         | x       | x         | x        | x       | x        | x      | x  | x
correct-a-source       | x   | x       | x   | x       | x         | x         | x       | x         | x        | x       | x        | x      | x  |
council-tax            | x   | x       | x   | x       | x         |           |         |           | x        |         |          |        | x  |
tenancy                | n   | x       | x   | x       | x         |           |         |           |          |         |          |        |    |
tenancy-fraud          | x   | x       | x   | x       | x         |           |         | x         |          |         |          |        |    |
discount-fraud         | x   | x       | x   | x       | x         |           |         | x         | x        |         |          |        | x  |
school-admissions      | n   | x       | x   | x       | x         |           |         |           |          | x       |          |        |    |
nfi-export             | n   | x       | x   | x       | x         |           |         | x         |          |         |          |        |    |
electoral-registration | n   | x       | x   | x       | x         |           |         | x         |          |         |          |        |    |
missing-education      | n   | x       | x   | x       | x         |           |         |           |          | x       |          |        |    |
child-safeguarding     | n   | x       | x   | x       | x         | x         | x       |           |          | x       | x        | x      |    | x
watched-child          | n   | x       | x   | x       | x         |           |         |           |          | x       | x        | x      |    |
adult-safeguarding     | n   | x       | x   | x       | x         |           |         |           |          |         | x        | x      |    | x
emergency              | n   | x       | x   | x       | x         |           |         |           |          |         |          | x      |    |
data-rights            | x   | x       | x   | x       | x         | x         | x       | x         | x        | x       | x        | x      | x  | x
audit-of-looks         | n   | x       | x   | x       | x         |           |         |           |          |         |          |        |    |
statistics             | n   | x       | x   | x       | x         |           |         |           |          |         |          |        |    |
"""  # noqa: E501
SOURCES = {"tax": "council_tax", "electoral": "electoral_register", "children": "childrens_social_care",
           "adults": "adult_social_care"}  # fmt: skip
NUMBERS = {"NI": "nino", "NHS": "nhs_number"}


def allowed() -> list[dict[str, str]]:
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in ALLOWED.strip().splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_every_purpose_stands_in_the_table():
    assert [row["purpose"] for row in allowed()] == list(purposes())


@pytest.mark.parametrize("row", allowed(), ids=lambda row: row["purpose"])
def test_a_purpose_reads_these_sources_and_no_other(row):
    opened = opened_by(row["purpose"], today=TODAY)
    sources = {
        SOURCES.get(name, name): mark for name, mark in row.items() if name not in {"purpose", *NUMBERS}
    }
    assert opened.feeds == {name for name, mark in sources.items() if mark}
    assert opened.partly == {name: {"name", "address"} for name, mark in sources.items() if mark == "n"}
    assert opened.numbers == {number for name, number in NUMBERS.items() if row[name]}


def test_a_gate_may_open_on_the_day_when_the_law_commences(monkeypatch):
    entry = {"purposes": [], "from": {"missing-education": date(2027, 9, 1)}}
    declared = {"source": {}, "number": {"nhs_number": entry}}
    monkeypatch.setattr(gates, "gates", lambda: declared)
    assert not opened_by("missing-education", today=date(2027, 8, 31)).numbers
    assert opened_by("missing-education", today=date(2027, 9, 1)).numbers == {"nhs_number"}
    assert not opened_by("serve-a-caller", today=date(2027, 9, 1)).numbers


def test_addresses_go_back_as_far_as_the_purpose_says():
    assert opened_by("tenancy", today=date(2028, 2, 29)).since == date(2026, 2, 28)
    assert opened_by("child-safeguarding", today=TODAY).since is None


def test_the_electoral_officer_meets_nobody_under_sixteen():
    assert opened_by("electoral-registration", today=TODAY).born_by == date(2010, 11, 24)
    assert opened_by("tenancy", today=TODAY).born_by is None
