"""Derived columns: what rules and levels stand on. One record's are those of a table, whatever is in it."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkage.standard.atoms import atoms, of, with_atoms
from linkage.standard.columns import DERIVED, DERIVED_OF, STANDARD
from linkage.standard.people import people_of
from linkage.standard.table import standard_kinds, standardise

from linkage import Schema

ATOMS = """
column    | value      | atoms
forename  | bill       | root william, 3 bil, initial b, full bill, bones bl
forename  | j          | root j, 3 -, initial j, full -, bones -
forename  | rokeya     | root rokeya, 3 rok, initial r, full rokeya, bones rk
surname   | schmidt    | sound snt, 3 sch, 4 schm, initial s, bones sknt
born      | 1984-02-09 | year_month 1984-02, month_day 02-09, year_day 1984-09, swapped 1984-09-02, vague -
born      | 1984-02-29 | year_month 1984-02, month_day 02-29, year_day 1984-29, swapped -, vague -
born      | 1984-01-01 | year 1984, month_day 01-01, year_day 1984-01, swapped -, vague 1984
postcode  | NW1 8QL    | sector NW1 8, outward NW1
postcode  | 60614      | sector 6061, outward 606
postcode  | 2611       | sector 261, outward 26
"""
PARTIAL = """
written    | parts
1984       | year 1984, year_month -, month_day -, year_day -, swapped -, vague 1984
1984-02    | year 1984, year_month 1984-02, month_day -, year_day -, swapped -, vague -
1984-XX-09 | year 1984, year_month -, month_day -, year_day 1984-09, swapped -, vague -
XX84-02-09 | year -, year_month -, month_day 02-09, year_day -, swapped -, vague -
"""
PEOPLE = Schema.of({"id": "id"} | {name: name for name in ("forename", "surname")})


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def expected(text: str, prefix: str) -> dict[str, str | None]:
    pairs = (its.strip().split(" ", 1) for its in text.split(","))
    return {f"{prefix}_{part}": None if value == "-" else value for part, value in pairs}


@pytest.mark.parametrize(("column", "value", "atoms_"), lines(ATOMS))
def test_atoms(column: str, value: str, atoms_: str) -> None:
    row = {column: value} if column != "born" else {"date_of_birth": date.fromisoformat(value)}
    found = of(row, PEOPLE)
    assert {name: found[name] for name in expected(atoms_, column)} == expected(atoms_, column)


@pytest.mark.parametrize(("written", "parts"), lines(PARTIAL))
def test_a_partial_date_fills_the_parts_that_it_says_and_is_no_date(written: str, parts: str) -> None:
    found = of({"date_of_birth": None, "born_partial": written}, PEOPLE)
    assert {name: found[name] for name in expected(parts, "born")} == expected(parts, "born")
    assert found["born"] is None


def test_crossed_and_half_missing_names_meet() -> None:
    low_and_high = [
        (of({"forename": forename, "surname": surname}, PEOPLE)["name_low"],
         of({"forename": forename, "surname": surname}, PEOPLE)["name_high"])
        for forename, surname in [("john", "smith"), ("smith", "john"), ("tryon", None), (None, "tryon"),
                                  ("j", "smith")]
    ]  # fmt: skip
    assert low_and_high == [("john", "smith"), ("john", "smith"), ("tryon", "tryon"), ("tryon", "tryon"),
                            ("smith", "smith")]  # fmt: skip


def test_doors() -> None:
    place = {"flat": "4", "number": "12", "street": "high road", "postcode": "NW1 8QL"}
    said = of(place, PEOPLE)
    assert (said["door"], said["house"], said["door_street"]) == (
        "4|12|NW1 8QL", "12|NW1 8QL", "4|12|high road"
    )  # fmt: skip
    assert of({"number": "12", "street": "high road"}, PEOPLE)["door"] == "|12|high road"
    assert of({"street": "high road", "postcode": "NW1 8QL"}, PEOPLE)["door"] is None, "a street is no door"


def test_every_name_is_declared_so_that_no_file_can_take_it() -> None:
    schema = Schema.of({"id": "id", "t": "text", "n": "name", "d": "date", "c": "category"})
    general = {
        f"{name}_{part}" for name, (_, role) in schema.general().items() for part in DERIVED_OF[role.value]
    }
    assert set(atoms(schema)) | {"d_partial"} == DERIVED | general


COLUMNS = {
    "id": "id", "feed": "source", "name": "full_name", "first": "forename", "middle": "middle_names",
    "last": "surname", "born": "date_of_birth", "sex": "sex", "line": "address", "town": "address",
    "code": "postcode",
    "uprn": "uprn", "email": "email", "mobile": "phone", "home": "phone", "nino": "nino", "nhs": "nhs_number",
    "from": "valid_from", "mother": "forename", "wed": "date", "job": "text", "field": "category", "pay": "number",
    "colleague": "name", "ssn": "identifier",
}  # fmt: skip
DOCUMENT = {"columns": COLUMNS, "options": {"mother": {"person": 2}, "wed": {"date_format": "mdy"}}}
likely = st.sampled_from(
    "mr mrs & and , / - ' o' van der st smith jones mohammed josé ltd unknown flat 4 12a road court apt # 5 box "
    "nw1 8ql 60614-1234 07100 123456 +44 @ example.org . 01/02/1990 13/02/1984 1990-02-01 1984 00/00/1984 9/2/84 "
    "JG103759A 9990000018 junior M (née Li) N/A 1,234.5 Иванов".split()
)
anything = st.one_of(st.none(), st.text(max_size=12), st.lists(likely, max_size=5).map(" ".join))
rows = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, anything)), min_size=1, max_size=4)


def frame_of(given_: list[dict[str, str | None]]) -> pl.DataFrame:
    frame = pl.DataFrame(given_, schema=dict.fromkeys(COLUMNS, pl.String))
    return frame.with_columns(id=pl.int_range(pl.len()).cast(pl.String))


def plain(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [{name: value.to_list() if isinstance(value, pl.Series) else value for name, value in row.items()}
            for row in frame.to_dicts()]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(rows)
def test_one_record_gives_what_a_table_gives(given_: list[dict[str, str | None]]) -> None:
    schema, frame = Schema.from_document(DOCUMENT), frame_of(given_)
    table = standardise(frame, schema)
    one_by_one = [row for record in frame.to_dicts() for row in people_of(record, schema)]
    assert [{name: row[name] for name in standard_kinds(schema)} for row in one_by_one] == plain(table)
    assert [row | of(row, schema) for row in plain(table)] == plain(with_atoms(table, schema))


@pytest.mark.parametrize("rows_", [0, 1, 3])
def test_the_smallest_schema_gives_every_column(rows_: int) -> None:
    schema = Schema.of({"ref": "id", "last": "surname"})
    records = pl.DataFrame(
        {"ref": range(rows_), "last": ["Li"] * rows_}, schema_overrides={"last": pl.String}
    )
    table = with_atoms(standardise(records, schema), schema)
    assert table.columns == [*STANDARD, *atoms(schema)]
    assert table["surname"].to_list() == ["li"] * rows_


def test_only_what_is_wanted_is_worked_out() -> None:
    table = standardise(pl.DataFrame({"id": ["1"], "forename": ["Bob"], "surname": ["Li"]}), PEOPLE)
    assert with_atoms(table, PEOPLE, ["forename_root"]).columns == [*STANDARD, "forename_root"]
