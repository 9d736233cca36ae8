"""Dates as people type them: whole, in part, or not at all; never guessed."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkage.standard.dates import Written, order_of, read_birth_date, read_date

WRITTEN = """
form     | written               | means
dmy      | 09/02/1984            | 1984-02-09
mdy      | 09/02/1984            | 1984-09-02
dmy      | 02/13/1984            | 1984-02-13
mdy      | 13/02/1984            | 1984-02-13
dmy      | 1984-2-9              | 1984-02-09
mdy      | 1984/02/09            | 1984-02-09
dmy      | 19840209              | 1984-02-09
dmy      | 09021984              | 1984-02-09
dmy      | 1984-02-09T00:00:00Z  | 1984-02-09
dmy      | 9th of February 1984  | 1984-02-09
dmy      | Feb 9, 1984           | 1984-02-09
dmy      | 9 février 1984        | 1984-02-09
dmy      | 3 de marzo de 1984    | 1984-03-03
ymd      | 84/02/09              | XX84-02-09
dmy      | 9-Feb-84              | XX84-02-09
dmy      | 1984                  | 1984
dmy      | Feb 1984              | 1984-02
dmy      | 02/1984               | 1984-02
dmy      | 00/00/1984            | 1984
dmy      | 1984-00-09            | 1984-XX-09
dmy      | 31/02/1985            | 1985
dmy      | 19340399              | 1934-03
dmy      | 29/02/1900            | 1900
dmy      | 00/00/0000            | -
dmy      | 99/99/9999            | 9999
dmy      | 84                    | -
dmy      | about 1984            | -
dmy      | 5 blah 1984           | -
%d.%m.%y | 09.02.84              | 1984-02-09
%d.%m.%y | 1984-02-09            | 1984-02-09
%m%d%Y   | 02091984              | 1984-02-09
"""
BIRTHS = """
form     | written    | means
dmy      | 01/01/1900 | -
dmy      | 30/12/1899 | -
dmy      | 1900       | -
dmy      | 31/12/9999 | -
dmy      | 9999       | -
dmy      | 12/05/1743 | 1743-05-12
%d/%m/%y | 09/02/45   | 1945-02-09
%d/%m/%y | 09/02/12   | 2012-02-09
"""


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def said(written: Written) -> str:
    return str(written.whole or written.parts or "-")


@pytest.mark.parametrize(("form", "written", "means"), lines(WRITTEN))
def test_dates(form: str, written: str, means: str) -> None:
    assert said(read_date(written, form)) == means


@pytest.mark.parametrize(("form", "written", "means"), lines(BIRTHS))
def test_birth_dates(form: str, written: str, means: str) -> None:
    assert said(read_birth_date(written, form)) == means


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y", "%Y%m%d"]),
)
def test_every_whole_date_is_read_as_it_is(day: date, form: str) -> None:
    text = day.strftime(form) if form != "%Y%m%d" or 1400 < day.year < 2100 else str(day)
    assert read_date(text) == Written(day)


@given(st.text(max_size=15), st.sampled_from(["dmy", "mdy", "ymd", "%d/%m/%y"]))
def test_what_was_read_is_read_again_the_same(text: str, form: str) -> None:
    found = read_date(text, form)
    assert read_date(said(found) if found != Written() else "", form) == found


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["02/13/1984", "03/04/1984"], "mdy"),
        (["13/02/1984", "03/04/1984"], "dmy"),
        (["03/04/1984", None, "x"], "dmy"),
        (["02/13/1984", "13/02/1984", "14/02/1984"], "dmy"),
        (["1984-02-13"], "dmy"),
    ],
)
def test_the_file_says_whether_the_day_comes_first(texts: list[str | None], order: str) -> None:
    assert order_of(pl.Series(texts, dtype=pl.String)) == order
