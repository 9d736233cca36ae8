"""What is in a file, told before anything is linked."""

import json
from pathlib import Path

import polars as pl
import pytest
from linkage.__main__ import run
from linkage.survey.profiling import columns, profile
from linkage.survey.prospect import Prospect

from linkage import Schema

PEOPLE = pl.DataFrame({
    "ref": [f"r{n}" for n in range(40)],
    "first": ["Aisha", "Tom", "Mei", None] * 10,
    "last": ["Rahman", "Hartley", "Zhang", "Khan"] * 10,
    "born": [f"{1950 + n}-02-09" for n in range(38)] + ["soon", ""],
    "postcode": ["NW1 8EH"] * 20 + ["WC1X 8AA"] * 20,
    "tags": [["a"]] * 40,
})  # fmt: skip
SCHEMA = Schema.of({"ref": "id", "first": "forename", "last": "surname", "born": "date_of_birth"})


def test_a_column_is_described() -> None:
    born = next(its for its in columns(PEOPLE, SCHEMA) if its.name == "born")
    assert (born.role, born.filled, born.distinct, born.letters) == ("date_of_birth", 39, 39, (4, 10))
    assert born.shapes == (("9999-99-99", 38), ("a", 1))
    assert born.illegible is not None
    assert (born.illegible.values, born.illegible.first, born.illegible.row) == (1, "soon", 38)


def test_the_commonest_come_first_and_equals_by_name() -> None:
    found = {its.name: its for its in columns(PEOPLE, SCHEMA)}
    assert found["postcode"].top == (("NW1 8EH", 20), ("WC1X 8AA", 20))
    assert found["postcode"].shapes == (("AA9 9AA", 20), ("AA9A 9AA", 20))
    assert found["postcode"].role is None
    assert found["tags"].distinct == 0


def test_the_order_of_rows_says_nothing() -> None:
    one, other = (profile(frame) for frame in (PEOPLE.drop("tags"), PEOPLE.drop("tags").reverse()))
    assert one.expect == other.expect
    assert [(its.name, its.role, its.top, its.shapes) for its in one.columns] == [
        (its.name, its.role, its.top, its.shapes) for its in other.columns
    ]


def test_who_says_enough_and_who_does_not() -> None:
    """Two of many records with a birth date say enough; a lone common name does not."""
    rows = [(f"r{n}", "Ann", "Lee", None) for n in range(50)]
    rows += [
        (f"s{n}", f"Ann{chr(97 + n)}", f"Lee{chr(97 + n)}", f"19{50 + n}-02-0{1 + n % 9}") for n in range(14)
    ]
    frame = pl.DataFrame(rows, schema=["ref", "first", "last", "born"], orient="row")
    said = profile(frame, SCHEMA).expect
    assert said[1] == "0 agree with another on forename, surname and birth date."
    assert said[2] == "50 say nothing but a name: they can hardly be linked."
    assert said[3].startswith("50 have neither a birth date nor a number of their own")


def test_a_telephone_that_a_hundred_share_is_a_hot_block() -> None:
    rows = [
        (f"r{n}", f"a{chr(97 + n % 26)}{chr(97 + n // 26)}bert", f"07100 {123000 + min(n, 40)}")
        for n in range(140)
    ]
    frame = pl.DataFrame(rows, schema=["ref", "first", "phone"], orient="row")
    found = profile(frame, Schema.of({"ref": "id", "first": "forename", "phone": "phone"})).hot
    assert [(its.rule, its.blocks, its.records, its.value, its.largest) for its in found] == [
        ("phone", 1, 100, "07100123040", 100),
    ]  # fmt: skip


def test_a_file_that_names_nobody() -> None:
    assert Prospect(0, 8.0, 0, 0, 0, 0).sentences() == ["No record names a person: check the roles."]


def test_without_a_column_of_ids_the_columns_are_described_all_the_same() -> None:
    found = profile(pl.DataFrame({"first": ["Aisha", "Aisha"]}))
    assert found.expect == (
        "No column has a value of its own in every record: linkage needs one, with the role id.",
    )
    assert found.columns[0].filled == 2


@pytest.fixture
def file(tmp_path: Path) -> str:
    PEOPLE.drop("tags").write_csv(tmp_path / "people.csv")
    return str(tmp_path / "people.csv")


def test_the_command_prints_a_table(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["profile", file, "-q"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "40 records; roles guessed: --guess prints them as a schema to mend." in told.out.replace(
        "\n", " "
    )
    assert "97.5%" in told.out
    assert "1 cannot be read, as soon" in told.out.replace("\n", " ")


def test_the_command_prints_json(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["profile", file, "-q", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["records"] == 40
    assert [its["name"] for its in found["columns"]] == ["ref", "first", "last", "born", "postcode"]
