"""Dates as people type them, and the names of things within sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.ui.forms.dates import DateProblem, read_date
from borough.ui.forms.sentences import within_sentence


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("27", "3", "2007"), date(2007, 3, 27)),
        ((" 27 ", "March", "2007"), date(2007, 3, 27)),
        (("1", "sept.", "1984"), date(1984, 9, 1)),
        (("29", "2", "2024"), date(2024, 2, 29)),
        (("", "", ""), None),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, read):
    assert read_date(*typed) == read


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (("27", "3", ""), "must include a year", ("year",)),
        (("", "3", ""), "must include a day and year", ("day", "year")),
        (("x", "3", "2007"), "must be a real date", ("day",)),
        (("31", "13", "2007"), "must be a real date", ("month",)),
        (("31", "2", "2007"), "must be a real date", ("day", "month", "year")),
        (("1", "1", "84"), "must include a year of 4 numbers, for example 1984", ("year",)),
        (("0", "1", "1984"), "must be a real date", ("day",)),
    ],
)
def test_what_cannot_be_a_date_says_what_to_mend(typed, message, parts):
    assert read_date(*typed) == DateProblem(message, parts)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_can_be_typed(day):
    assert read_date(str(day.day), str(day.month), str(day.year)) == day


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_nothing_that_is_typed_is_a_fault(day, month, year):
    assert isinstance(read_date(day, month, year), date | DateProblem | None)


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Postcode", "postcode"),
        ("NHS number", "NHS number"),
        ("Your email address", "your email address"),
        ("What is your name?", "your answer"),
        ("", "your answer"),
    ],
)
def test_a_label_takes_its_place_in_a_sentence(label, inside):
    assert within_sentence(label) == inside
