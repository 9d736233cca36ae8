"""Each gap around a child: what it finds, and what explains it without anybody being asked."""

from datetime import date

import polars as pl
import pytest

from borough.residents.findings.rules.schooling import of_school_age
from tests.residents.findings.facts import found

CASES = {
    "G1 of school age, here by the tenancy, on no roll": """
who | kind    | home | since      | on         | born
c   | member  | A    | 2022-01-01 |            | 2018-05-01
m   | contact | A    |            | 2026-05-01 |
""",
    "G2 on two rolls": """
who | kind  | home | since      | within | says
c   | pupil | A    | 2022-09-01 | 900001 | C
c   | pupil | B    | 2026-09-10 | 900002 | C
""",
    "G3 left for nowhere": """
who | kind   | home | since      | until      | also    | born
c   | pupil  | A    | 2022-09-01 | 2026-09-20 | Unknown | 2018-05-01
c   | member | A    | 2020-09-01 |            |         |
""",
    "G4 absent, and known to care": """
who | kind  | home | since      | amount | says
c   | pupil | A    | 2022-09-01 | 14     | C
c   | plan  | A    | 2026-03-01 |        | CP
""",
    "G5 an adult whom nobody named, in two services": """
who | kind   | home | since      | says
c   | plan   | A    | 2026-03-01 | CP
m   | permit | A    | 2026-08-10 | RESIDENT
m   | card   | A    | 2026-08-20 | ADU
""",
    "G6 with a friend of the family": """
who | kind    | home | since      | feed    | key | number | born       | says
c   | pupil   | A    | 2026-06-01 | schools | S1  | 1      | 2015-05-01 | C
f   | contact |      |            | schools | S1  | 2      |            | Friend of family
""",
    "G7 off the roll, tax ended, no sign since": """
who | kind   | home | since      | until      | key | number | says
c   | plan   | A    | 2026-03-01 |            | P1  | 1      | CP
m   | carer  |      |            |            | P1  | 2      | CP
c   | pupil  | A    | 2022-09-01 | 2026-09-09 |     |        | C
m   | liable | A    | 2022-09-01 | 2026-09-11 |     |        |
""",
    "G8 a baby in a claim and nowhere else": """
who | kind      | home | since      | born
b   | dependant | A    | 2026-07-01 | 2026-06-25
m   | tenancy   | A    | 2022-07-01 |
""",
    "G9 a sibling elsewhere": """
who | kind    | home | since      | key | number | feed    | born       | says
c   | plan    | A    | 2026-03-01 | P1  | 1      |         |            | CP
m   | carer   |      |            | P1  | 2      |         |            | CP
s   | pupil   | B    | 2025-09-01 | S1  | 1      |         | 2016-01-01 | C
m   | contact |      |            | S1  | 2      | schools |            | Mother
""",
    "G10 three homes in a year": """
who | kind      | home | since      | born       | says
c   | pupil     | A    | 2025-12-01 | 2018-01-01 | C
c   | dependant | B    | 2026-04-15 |            |
c   | card      | C    | 2026-08-30 |            | JUN
""",
    "G12 eighteen, and no sign": """
who | kind | home | since      | until      | born       | says
c   | plan | A    | 2022-01-01 | 2026-08-30 | 2008-08-30 | LAC
""",
}
INNOCENT = {
    "G1 on the roll of the next borough": """
who | kind        | home | since      | on         | born       | also
c   | member      | A    | 2022-01-01 |            | 2018-05-01 |
c   | application | A    |            |            |            | Placed - other authority
m   | contact     | A    |            | 2026-05-01 |            |
""",
    "G1 four years and eleven months": """
who | kind    | home | since      | on         | born
c   | member  | A    | 2022-01-01 |            | 2021-11-30
m   | contact | A    |            | 2026-05-01 |
""",
    "G2 dual registration": """
who | kind  | home | since      | within | says
c   | pupil | A    | 2022-09-01 | 900001 | M
c   | pupil | A    | 2026-09-10 | 900002 | S
""",
    "G2 the week of a transfer": """
who | kind  | home | since      | within | says
c   | pupil | A    | 2022-09-01 | 900001 | C
c   | pupil | A    | 2026-10-26 | 900002 | C
""",
    "G3 abroad, with notice": """
who | kind   | home | since      | until      | also               | born
c   | pupil  | A    | 2022-09-01 | 2026-09-20 | Abroad - confirmed | 2018-05-01
c   | member | A    | 2020-09-01 |            |                    |
""",
    "G4 ill: the absence is authorised": """
who | kind  | home | since      | amount | says
c   | pupil | A    | 2022-09-01 | 0      | C
c   | plan  | A    | 2026-03-01 |        | CP
""",
    "G5 the last occupier's post": """
who | kind   | home | since      | until      | says
c   | plan   | A    | 2026-03-01 |            | CP
o   | permit | A    | 2021-08-10 | 2026-12-01 | RESIDENT
""",
    "G5 the father whom the school names": """
who | kind    | home | since      | key | number | feed    | says
c   | plan    | A    | 2026-03-01 | P1  | 1      |         | CP
c   | pupil   | A    | 2025-09-01 | S1  | 1      |         | C
f   | contact |      |            | S1  | 3      | schools |
f   | permit  | A    | 2026-08-10 |     |        |         | RESIDENT
f   | card    | A    | 2026-08-20 |     |        |         | ADU
""",
    "G6 with an aunt of another name": """
who | kind    | home | since      | feed    | key | number | born       | says
c   | pupil   | A    | 2026-06-01 | schools | S1  | 1      | 2015-05-01 | C
f   | contact |      |            | schools | S1  | 2      |            | Aunt
""",
    "G6 placed by the council": """
who | kind    | home | since      | feed    | key | number | born       | says
c   | pupil   | A    | 2026-06-01 | schools | S1  | 1      | 2015-05-01 | C
f   | contact |      |            | schools | S1  | 2      |            | Friend of family
c   | plan    | A    | 2026-01-01 |         |     |        |            | LAC
""",
    "G7 away for the summer: the roll and the tenancy last": """
who | kind    | home | since      | key | number | says
c   | plan    | A    | 2026-03-01 | P1  | 1      | CP
m   | carer   |      |            | P1  | 2      | CP
c   | pupil   | A    | 2022-09-01 |     |        | C
m   | tenancy | A    | 2022-09-01 |     |        | SECURE
""",
    "G8 the baby died": """
who | kind      | home | since      | on         | born       | says
b   | dependant | A    | 2026-07-01 |            | 2026-06-25 |
m   | contact   | A    |            | 2026-09-01 |            | Bereavement
""",
    "G9 grown up": """
who | kind    | home | since      | key | number | feed    | born       | says
c   | plan    | A    | 2026-03-01 | P1  | 1      |         |            | CP
m   | carer   |      |            | P1  | 2      |         |            | CP
s   | pupil   | B    | 2025-09-01 | S1  | 1      |         | 2006-01-01 | C
m   | contact |      |            | S1  | 2      | schools |            | Mother
""",
    "G10 moved by the council for works": """
who | kind    | home | since      | until      | key | number | feed    | born       | says
c   | pupil   | A    | 2025-12-01 |            | S1  | 1      |         | 2018-01-01 | C
m   | contact |      |            |            | S1  | 2      | schools |            | Mother
m   | tenancy | A    | 2025-12-01 | 2026-04-10 |     |        |         |            | SECURE
m   | tenancy | B    | 2026-04-15 | 2026-08-20 |     |        |         |            | TEMP
m   | tenancy | C    | 2026-08-23 |            |     |        |         |            | SECURE
""",
    "G12 borrows books": """
who | kind | home | since      | until      | on         | born       | says
c   | plan | A    | 2022-01-01 | 2026-08-30 |            | 2008-08-30 | LAC
c   | card | A    | 2024-01-01 |            | 2026-10-20 |            | ADU
""",
}


@pytest.mark.parametrize("case", CASES)
def test_found(case):
    assert found(case.split()[0], CASES[case]).height == 1


@pytest.mark.parametrize("case", INNOCENT)
def test_silent(case):
    assert found(case.split()[0], INNOCENT[case]).is_empty()


@pytest.mark.parametrize(
    ("born", "day", "of_age"),
    [
        ("2021-08-31", "2026-09-01", True),  # five on the prescribed day: from the term that begins then
        ("2021-09-01", "2026-09-01", False),
        ("2021-12-31", "2027-01-02", True),
        ("2021-11-30", "2026-10-31", False),  # four years and eleven months
        ("2010-09-01", "2026-10-31", False),  # sixteen in this school year's first week: left in June
        ("2011-09-01", "2026-10-31", True),
    ],
)
def test_compulsory_school_age_begins_with_a_term(born, day, of_age):
    row = pl.DataFrame({"born": [date.fromisoformat(born)]})
    assert row.select(of_school_age(date.fromisoformat(day))).item() is of_age
