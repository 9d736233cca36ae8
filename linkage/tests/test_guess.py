"""A schema to start from: by what a column is called and by what it holds, said with how sure that is."""

import tomllib

import polars as pl
import pytest
from linkage.survey.guess import guess, guesses

from linkage import Schema

N = 40
VALUES = {
    "ids": [f"r{n}" for n in range(N)],
    "forenames": ["Aisha", "Tom", "Mei", "Zoë"] * 10,
    "surnames": ["Rahman", "O'Brien", "Smith-Jones", "Zhang"] * 10,
    "dates": [f"{1940 + n}-0{1 + n % 9}-1{n % 10}" for n in range(N)],
    "emails": [f"a{n}@example.org" for n in range(N)],
    "phones": [f"07{100 + n}123456" for n in range(N)],
    "postcodes": [f"NW{1 + n % 9} {1 + n % 9}AB" for n in range(N)],
    "zips": [f"{10000 + n * 37}" for n in range(N)],
    "ninos": [f"JG10{10 + n}{10 + n}A" for n in range(N)],
    "sexes": ["F", "M"] * 20,
    "jobs": ["farmer", "baker"] * 20,
    "firms": ["Smith and Sons", "The Old Bakery Ltd"] * 20,
    "lines": [f"{n} Long Lane" for n in range(N)],
    "notes": [f"met on a {n} th time" for n in range(N)],
    "nothing": [None] * N,
    "same": ["x"] * N,
}

# A column's name and values, and the role that must be guessed; "-" for none.
COLUMNS = """
ref               ids        id
first_name        forenames  forename
GivenName         forenames  forename
Forename(s)       forenames  forename
lname             surnames   surname
family name       surnames   surname
DOB               dates      date_of_birth
birthDate         dates      date_of_birth
moved_in          dates      valid_from
x1                dates      date
E-mail            emails     email
c7                emails     email
mobile_no         phones     phone
post_code         postcodes  postcode
zip               zips       postcode
c9                postcodes  postcode
NI number         ninos      nino
thing             ninos      nino
gender            sexes      sex
occupation        jobs       category
employer          firms      text
street            lines      address
notes             notes      -
email             nothing    -
status_code       same       -
dob               forenames  -
""".strip().splitlines()


@pytest.mark.parametrize("line", COLUMNS)
def test_what_a_column_is_taken_for(line: str) -> None:
    *called, values, role = line.split()
    name = " ".join(called)
    frame = pl.DataFrame(
        {"key": [f"k{n}" for n in range(N)], name: pl.Series(VALUES[values], dtype=pl.String)}
    )
    frame = frame.drop("key") if role == "id" else frame
    found = next(its for its in guesses(frame) if its.column == name)
    assert (found.role or "-") == role, found.why


def frame() -> pl.DataFrame:
    return pl.DataFrame({
        "ref": VALUES["ids"], "Né(e) \"x\"": VALUES["surnames"], "first": VALUES["forenames"],
        "born": VALUES["dates"],
        "notes": VALUES["notes"], "tags": [["a"]] * N,
    })  # fmt: skip


def test_what_is_printed_is_a_schema(tmp_path) -> None:
    printed = guess(frame())
    (tmp_path / "schema.toml").write_text(printed, encoding="utf-8")
    assert dict(Schema.read(tmp_path / "schema.toml").columns) == {
        "ref": "id", "first": "forename", "born": "date_of_birth",
    }  # fmt: skip
    assert set(tomllib.loads(printed)) == {"columns"}


def test_each_line_says_why_and_how_sure_and_what_is_not_guessed_is_left_out() -> None:
    lines = guess(frame()).splitlines()[2:]
    assert len(lines) == 5
    assert all("  # " in line for line in lines)
    assert lines[1].startswith('# "Né(e) \\"x\\"" = ""  # not guessed: 4 values in 40 records')
    assert lines[4] == (
        '# notes = ""  # not guessed: 40 values in 40 records; text, name, number, identifier, or leave it out'
    )


def test_a_file_without_ids_is_told() -> None:
    assert "There is no column with an id of its own" in guess(pl.DataFrame({"first": ["Aisha", "Aisha"]}))


def test_the_order_of_rows_says_nothing() -> None:
    assert guess(frame()) == guess(frame().reverse())


def test_what_is_unsure_stands_commented_and_a_number_of_a_person_is_no_id() -> None:
    printed = guess(pl.DataFrame({
        "soc_sec_id": [f"{1_000_000 + n}" for n in range(N)], "rec": VALUES["ids"], "x1": VALUES["dates"],
    }))  # fmt: skip
    assert tomllib.loads(printed)["columns"] == {"soc_sec_id": "identifier", "rec": "id"}
    assert '\n# x1 = "date"  # unsure' in printed
