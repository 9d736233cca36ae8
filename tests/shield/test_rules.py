"""Who is alike enough for a shield to reach both; and which reason is the strictest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.residents.shield.rules import Kind, Likeness, alike, slipped, strictest

LEILA = "leila", "haddad", "1991-04-12", "NW1 8EH", "+447700900123", "QQ123456C"
# What the other record says, and whether somebody would have to look.
TABLE = """
what                                           | forename | surname | born       | postcode | contact       | number    | alike
the same in all                                | leila    | haddad  | 1991-04-12 | NW1 8EH  |               |           | yes
new surname, new home                          | leila    | osman   | 1991-04-12 | E8 1AA   |               |           | yes
new forename, new home                         | lily     | haddad  | 1991-04-12 | E8 1AA   |               |           | yes
new names, old telephone                       | lily     | osman   | 1991-04-12 | E8 1AA   | +447700900123 |           | yes
new names, the same number of the state        | lily     | osman   |            | E8 1AA   |               | QQ123456C | yes
new surname, one digit of the birth date wrong | leila    | haddad  | 1991-04-13 | E8 1AA   |               |           | yes
day and month exchanged                        | leila    | haddad  | 1991-12-04 | E8 1AA   |               |           | yes
her namesake, born another day                 | leila    | haddad  | 1978-09-30 | E8 1AA   |               |           | no
her namesake next door, born another day       | leila    | haddad  | 1978-09-30 | NW1 8EH  |               |           | no
born on the same day, nothing else             | sarah    | jones   | 1991-04-12 | E8 1AA   |               |           | no
her neighbour                                  | sarah    | jones   | 1984-01-01 | NW1 8EH  |               |           | no
her home and forename, no birth date           | leila    | osman   |            | NW1 8EH  |               |           | yes
her name elsewhere, no birth date              | leila    | haddad  |            | E8 1AA   |               |           | no
her brother at home, no birth date             | sami     | haddad  |            | NW1 8EH  |               |           | no
nothing at all                                 |          |         |            |          |               |           | no
"""  # noqa: E501


def likeness(forename="", surname="", born="", postcode="", contact="", number="") -> Likeness:
    return Likeness(
        forename, surname, date.fromisoformat(born) if born else None, postcode,
        frozenset({contact} - {""}), frozenset({number} - {""}),
    )  # fmt: skip


def rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_alike(row):
    other = likeness(*row[1:7])
    assert alike(likeness(*LEILA), other) == (row[7] == "yes")
    assert alike(other, likeness(*LEILA)) == (row[7] == "yes"), "whichever came first"


def test_a_slip_is_one_digit_or_day_and_month_exchanged():
    assert slipped(date(1991, 4, 12), date(1991, 12, 4))
    assert slipped(date(1991, 4, 12), date(1981, 4, 12))
    assert not slipped(date(1991, 4, 12), date(1990, 3, 12))


@given(st.lists(st.sampled_from(list(Kind)), min_size=1))
def test_the_strictest_of_several_is_the_first_in_the_list_of_reasons(kinds):
    assert strictest(kinds) == next(kind for kind in Kind if kind in kinds)
