"""Each type of value: as it comes, and in its one right form. A dash is a value that is not of the type."""

import polars as pl
import pytest

from borough.platform.feeds.contract import Column, Type
from borough.platform.feeds.values import given, in_form

VALUES = """
    postcode   | nw1 8eh        | NW1 8EH
    postcode   | NW18EH         | NW1 8EH
    postcode   | EC1A1BB        | EC1A 1BB
    postcode   | NWI 8EH        | -
    postcode   | 8EH            | -
    uprn       | 000005001      | 5001
    uprn       | 990000000001   | 990000000001
    uprn       | 9900000000011  | -
    nino       | qq 12 34 56 c  | -
    nino       | ab 12 34 56 c  | AB123456C
    nino       | AB123456E      | -
    nhs_number | 999 992 8765   | 9999928765
    nhs_number | 9999928766     | -
    phone      | 020 0123 4567  | 020 0123 4567
    phone      | +44 7100 12345 | +44 7100 12345
    phone      | ask her son    | -
    phone      | 12345          | -
    email      | A.B@Example.org| a.b@example.org
    email      | a.b@example    | -
    number     | +0042          | 42
    number     | 4.2            | -
    pence      | -000005000     | -5000
    pounds     | £1,234.5       | 123450
    pounds     | 0.29           | 29
    pounds     | 12.345         | -
    date       | 29/02/2000     | 2000-02-29
    date       | 29/02/2001     | -
    date       | 01 feb 2000    | 2000-02-01
    time       | 01/02/2000     | -
    choice     | Y              | Y
    choice     | y              | -
    text       | O'Brien        | O'Brien
"""


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def column(kind: str, **parts) -> Column:
    return Column(
        source="x", field="x", description="X.", type=Type(kind), choices={"Y": "Yes"},
        formats=("%d/%m/%Y", "%d %b %Y") if kind == "date" else ("%Y-%m-%dT%H:%M:%SZ",), **parts,
    )  # fmt: skip


def right(value: str, declared: Column) -> str | None:
    return pl.DataFrame({"x": [value]}).select(given(declared)).select(in_form(declared)).item()


@pytest.mark.parametrize(("kind", "value", "form"), lines(VALUES))
def test_a_value_has_one_right_form(kind, value, form):
    assert right(value, column(kind)) == (None if form == "-" else form)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", None),
        ("   ", None),
        ("Unknown", None),
        ("UNKNOWN ", None),
        (" Unknown soldier", "Unknown soldier"),
    ],
)
def test_what_says_nothing_is_null(value, said):
    assert right(value, column("text", placeholders=("UNKNOWN",))) == said


def test_leading_zeros_that_a_spreadsheet_ate_are_restored():
    assert right("1234", column("text", pad=8)) == "00001234"
    assert right("SC1234", column("text", pad=8)) == "SC1234"


@pytest.mark.parametrize(
    ("value", "form"),
    lines("""
    11/27/2022                        | 2022-11-27
    02/03/2022 (checked 2023)         | 2022-02-03 (checked 2023)
    2025-10-18 (facilities about 2023)| 2025-10-18 (facilities about 2023)
    2024-01                           | 2024-01
    2023                              | 2023
    27/11/2022                        | 27/11/2022
    spring 2022                       | spring 2022
"""),
)
def test_a_text_that_begins_with_a_date_has_it_in_iso_and_keeps_the_rest(value, form):
    declared = Column(source="x", field="x", description="X.", formats=("%Y-%m-%d", "%m/%d/%Y"))
    assert right(value, declared) == form
