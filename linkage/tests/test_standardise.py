"""Every value is written one way, whatever way it came, and writing it again changes nothing."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linkage import BadInput, Option, Schema, standardise

NAMES = """
full name                                | people
MR & MRS A KHAN                          | a - khan; - - khan
MR A KHAN & MRS B BEGUM                  | a - khan; b - begum
Khan, Aisha Maria                        | aisha maria khan
Ms Aisha KHAN                            | aisha - khan
John and Mary Smith                      | john - smith; mary - smith
Dr. José-Luis de Souza                   | jose luis desouza
O'Brien, Séan                            | sean - obrien
Acme Lettings Ltd                        | nobody
The Occupier                             | nobody
"""
ADDRESSES = """
address                                  | flat, number, street
Flat 4, Pevensey Court, Doughty Street   | 4, pevensey court, doughty street
12¼ Sandall Road, London                 | -, 12, sandall road
4, Pevensey Court, Doughty St            | 4, pevensey court, doughty street
Flat 2 Cranleigh House Cranleigh Street  | 2, cranleigh house, cranleigh street
Flat 2, Cranleigh Hse, 7 Cranleigh St    | 2, 7, cranleigh street
Cranleigh House, Cranleigh Street        | -, -, cranleigh street
Flat 2, Cranleigh House                  | 2, -, cranleigh house
Flat 2, Earls Court Road                 | 2, -, earls court road
12A High Rd, London                      | a, 12, high road
Flat A, 12 High Road                     | a, 12, high road
Lower Ground Floor Flat, 9 Busby Pl      | lg, 9, busby place
14 St Pancras Way NW1 0QG                | -, 14, saint pancras way
3/27 Camden Square                       | 3, 27, camden square
"""
VALUES = """
role          | written             | means
date_of_birth | 09/02/1984          | 1984-02-09
date_of_birth | 9 Feb 1984          | 1984-02-09
date_of_birth | 19840209            | 1984-02-09
date_of_birth | 31/02/1985          | -
date_of_birth | 01/01/1900          | -
date_of_birth | 09/02/84            | -
postcode      | nw18ql              | NW1 8QL
postcode      | ZZ99 9ZZ            | -
phone         | +44 (0)7100 123456  | 07100123456
phone         | 7100123456          | 07100123456
phone         | 07700 900000        | -
email         | Aisha+bins@Example.org | aisha@example.org
email         | none@none.com       | -
nino          | jg 10 37 59 a       | JG103759
nino          | AB123456C           | -
nino          | BG103759A           | -
nhs_number    | 999 000 0018        | 9990000018
nhs_number    | 999 000 0019        | -
sex           | Female              | F
uprn          | 000990000001234     | 990000001234
uprn          | 0                   | -
"""


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def one(role: str, text: str) -> pl.DataFrame:
    records = pl.DataFrame({"id": ["1"], "known": ["somebody"], role: [text]})
    return standardise(records, Schema.of({"id": "id", "known": "surname", role: role}))


@pytest.mark.parametrize(("written", "people"), lines(NAMES))
def test_names(written: str, people: str) -> None:
    records = pl.DataFrame({"id": ["1"], "name": [written]})
    found = standardise(records, Schema.of({"id": "id", "name": "full_name"}))
    rows = found.select("forename", "middle_names", "surname").fill_null("-").rows()
    assert ("; ".join(" ".join(row) for row in rows) or "nobody") == people


@pytest.mark.parametrize(("written", "means"), lines(ADDRESSES))
def test_addresses(written: str, means: str) -> None:
    row = one("address", written).select("flat", "number", "street").fill_null("-").row(0)
    assert ", ".join(row) == means


@pytest.mark.parametrize(("role", "written", "means"), lines(VALUES))
def test_values(role: str, written: str, means: str) -> None:
    (value,) = one(role, written)[role]
    assert str(value or "-") == means


def test_a_record_may_speak_of_two_people() -> None:
    records = pl.DataFrame({"ref": ["7"], "child": ["Amina"], "mother": ["Hodan"], "born": ["2015-03-01"]})
    schema = Schema.of(
        {"ref": "id", "child": "forename", "born": "date_of_birth", "mother": "forename"},
        {"mother": Option(person=2)},
    )
    found = standardise(records, schema)
    assert found.select("id", "person", "forename").rows() == [("7", 1, "amina"), ("7", 2, "hodan")]
    assert found["date_of_birth"].to_list()[1] is None, "the birth date is the child's alone"


@pytest.mark.parametrize(("ids", "sentence"), [(["1", None], "no id"), (["1", "1"], "more than one record")])
def test_bad_ids_are_named(ids: list[str | None], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        standardise(pl.DataFrame({"id": ids, "n": ["a", "b"]}), Schema.of({"id": "id", "n": "surname"}))


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match="'born'"):
        standardise(pl.DataFrame({"id": ["1"]}), Schema.of({"id": "id", "born": "date_of_birth"}))


FIELDS = ("forename", "middle_names", "surname", "date_of_birth", "sex", "postcode", "uprn", "email", "phone", "nino",
          "nhs_number")  # fmt: skip
WRITTEN = Schema.of({"id": "id", "name": "full_name", "address": "address"} | {f: f for f in FIELDS})
AGAIN = Schema.of({"id": "id", "address": "address"} | {f: f for f in FIELDS})
likely = st.sampled_from(
    "mr mrs & and , / - ' o' van der st smith jones mohammed josé ltd unknown flat 4 12a road court "
    "nw1 8ql 07100 123456 +44 @ example.org . 01/02/1990 1990-02-01 JG103759A 9990000018 junior M".split()
)
anything = st.one_of(st.none(), st.text(max_size=30), st.lists(likely, max_size=6).map(" ".join))
row = st.fixed_dictionaries(dict.fromkeys(("name", "address", *FIELDS), anything))


@settings(max_examples=150, deadline=None)
@example([dict.fromkeys(("name", *FIELDS)) | {"address": "A¼AA"}])
@given(st.lists(row, min_size=1, max_size=4))
def test_standardising_again_changes_nothing(rows: list[dict[str, str | None]]) -> None:
    columns = dict.fromkeys(("name", "address", *FIELDS), pl.String)
    records = pl.DataFrame(rows, schema=columns).with_columns(id=pl.int_range(pl.len()).cast(pl.String))
    once = standardise(records, WRITTEN)
    once = once.with_columns(id=pl.int_range(pl.len()).cast(pl.String))
    door = pl.concat_str("number", "street", separator=" ", ignore_nulls=True)
    back = once.select(
        "id", *(pl.col(f).cast(pl.String) for f in FIELDS),
        address=pl.concat_str(pl.format("Flat {}", "flat"), door, separator=", ", ignore_nulls=True),
    )  # fmt: skip
    twice = standardise(back, AGAIN)
    assert twice.select("id", *FIELDS).equals(once.select("id", *FIELDS), null_equal=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(row, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(rows: list[dict[str, str | None]], chance: object) -> None:
    columns = dict.fromkeys(("name", "address", *FIELDS), pl.String)
    records = pl.DataFrame(rows, schema=columns).with_columns(id=pl.int_range(pl.len()).cast(pl.String))
    ours = standardise(records, WRITTEN).sort("id", "person")
    assert standardise(records.reverse(), WRITTEN).sort("id", "person").equals(ours, null_equal=True)


GENERAL = """
role       | written              | means
text       | Café-Owner, (ret.)   | cafe owner ret
text       | 3M Company           | 3m company
text       | N/A                  | -
category   | FARM Labourer        | farm labourer
name       | José-Luis 2          | jose luis
name       | UNKNOWN              | -
number     | 1,234.50             | 1234.5
number     | about 12             | -
number     | nan                  | -
identifier | 736-06-0471          | 736060471
identifier | ab 12/c              | AB12C
identifier | 12345.0              | 12345
identifier | 000-00-0000          | -
identifier | none                 | -
date       | 09/02/1984           | 1984-02-09
"""


@pytest.mark.parametrize(("role", "written", "means"), lines(GENERAL))
def test_general_roles(role: str, written: str, means: str) -> None:
    records = pl.DataFrame({"id": ["1"], "known": ["somebody"], "it": [written]})
    (value,) = standardise(records, Schema.of({"id": "id", "known": "surname", "it": role}))["it"]
    assert str("-" if value is None else value) == means


def test_each_general_column_is_a_field_of_its_own_and_never_takes_anothers_name() -> None:
    columns = {"id": "id", "surname": "name", "job": "text", "job_first": "category", "date_of_birth": "date"}
    records = pl.DataFrame({name: ["1 Jan 1984"] for name in columns})
    found = standardise(records, Schema.of(columns))
    assert found["surname"].to_list() == [None], "the role says that this is no surname"
    assert found.row(0, named=True) | {
        "surname_name": "jan", "job": "1 jan 1984", "job_first_category": "1 jan 1984",
        "date_of_birth_date": date(1984, 1, 1), "date_of_birth": None,
    } == found.row(0, named=True)  # fmt: skip
    assert list(Schema.of(columns).general()) == [
        "surname_name", "job", "job_first_category", "date_of_birth_date"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"columns": {"ref": "id", "a": "forname"}}, "Column 'a': there is no role 'forname'; roles are id, "),
        ({"columns": {"a": "forename"}}, "exactly one column with the role `id`"),
        ({"columns": {"ref": "id"}, "options": {"ref": {"colour": 1}}}, "no option 'colour'; options are person"),
        ({"columns": {"ref": "id"}, "options": {"b": {"person": 2}}}, "column 'b', which has no role"),
        ({"columns": {"ref": "id"}, "options": {"ref": {"date_format": "dmy"}}}, "`date_format` is for dates"),
        ({"columns": {"ref": "id", "d": "date"}, "options": {"d": {"date_format": "us"}}}, "must be dmy, mdy"),
        ({"columns": {"ref": "id"}, "column": {}}, "no 'column'"),
        ({}, r"needs a table \[columns\]"),
    ],
)  # fmt: skip
def test_a_schema_that_cannot_be_is_told_in_a_sentence(document: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        Schema.from_document(document)


def test_a_schema_is_saved_as_it_was() -> None:
    document = {"columns": {"ref": "id", "d": "date"}, "options": {"d": {"date_format": "%d.%m.%y"}}}
    assert Schema.from_document(document).document() == document
