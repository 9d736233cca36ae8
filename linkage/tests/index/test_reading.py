"""One record is read as a table of it would be."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkage.conditions import Otherwise, either_missing, same
from linkage.index.reading import Reader
from linkage.model import Comparison, Level, Model

from linkage import Schema

COLUMNS = {"ref": "id", "system": "source", "name": "full_name", "born": "date_of_birth", "where": "address",
           "post": "postcode", "phone": "phone", "mail": "email", "job": "category", "start": "date", "pay": "number",
           "note": "text", "other": "name", "card": "identifier"}  # fmt: skip
READ = ("forename", "forename_root", "forename_roots", "surname", "surname_sound", "name_parts", "name_low", "born",
        "date_of_birth", "born_year", "door", "postcode", "postcode_sector", "phone", "email_name", "job", "start",
        "start_year", "pay", "note_first", "other_last", "card")  # fmt: skip
CELLS = {
    "name": ["Aisha Rahman", "MR & MRS A KHAN", "O'Brien, Seán", "the occupier", "Van der Berg", "J.R. Smith Jr",
             "", "李"],
    "born": ["1984-02-09", "09/02/1984", "1984", "31/12/9999", "yesterday", "01/01/1970"],
    "where": ["Flat 2, 14 High Street NW1 8QL", "3 Sandall Rd", "14", ",,"],
    "post": ["nw1 8ql", "60614-1234", "none"],
    "phone": ["07911 123456", "+44 7911 123456", "call"],
    "mail": ["A.Khan+x@Example.com", "none@none.com"],
    "job": ["Baker", "baker "], "start": ["2001-05-01", "1 May 2001"], "pay": ["12.5", "a lot"],
    "note": ["likes  CATS", "\x1f\u200b"], "other": ["St. Mary-le-Bow"], "card": ["ab-12 3", "000"],
}  # fmt: skip


@pytest.fixture(scope="module")
def reader():
    levels = {
        name: (Level("same", same(name), 0.9, 0.1), Level("else", Otherwise(), 0.1, 0.9)) for name in READ
    }
    comparisons = tuple(Comparison(name, either_missing(name), its) for name, its in levels.items())
    names = [f"{a}ean {a}a{b}er" for a in "bcdfghjklmnprstvwz" for b in "dl"]  # unlike in both names
    nothing = dict.fromkeys(COLUMNS)
    rows = [nothing | {"ref": name, "name": name, "phone": "07911 123456"} for name in names]
    records = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
    return Reader.of(records, Schema.of(COLUMNS), Model(comparisons, (), 0.0))[0]


def cell(name):
    return st.none() | st.sampled_from(CELLS[name]) | st.text(max_size=12)


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries({name: cell(name) for name in CELLS}), min_size=1, max_size=4))
def test_one_record_is_read_as_a_table_of_it(reader, cells):
    records = [its | {"ref": str(number), "system": "a"} for number, its in enumerate(cells)]
    table = reader.many(pl.DataFrame(records, schema=dict.fromkeys(COLUMNS, pl.String)))
    assert [person for record in records for person in reader.kept(record)] == table


def test_a_telephone_that_many_share_says_nothing(reader):
    assert reader.placeholders.values == {"phone": {"07911123456"}}
    (person,) = reader.one({"name": "Aisha Rahman", "phone": "+44 7911 123456"})
    assert person.row["phone"] is None


@pytest.mark.parametrize(("given", "text"), [
    (date(1984, 2, 9), "1984-02-09"), (1984, "1984"), (1984.0, "1984"), (float("nan"), None),
    (None, None), ("x", "x"),
])  # fmt: skip
def test_values_need_not_be_text(given, text):
    from linkage.index.reading import _text

    assert _text(given) == text
