"""The register of purposes as the council's lawyers signed it: written out here by hand, not read from the file."""

import re

import pytest

from borough.platform.access.api import Role
from borough.platform.privacy.api import Fields, purposes, purposes_for

# Opens: I identity, A addresses, H household, R relationships, C contact, S services, E evidence rows.
# Depth: years that an address may have ended; all. Behind: people under a shield, to an officer named for each.
SIGNED = """
#  | purpose                | basis | roles                             | shows   | opens     | depth | unmatched | told   | days | kept | behind
1  | serve-a-caller         | PT    | officer                           | person  | I A C     | 2     | mark      | now    | 0    | 2 y  | never
2  | verify-residence       | PT    | officer, clients                  | answer  | A         | 2     | refuse    | now    | 0    | 2 y  | never
3  | tell-us-once           | C     | resident, clients                 | answer  | I A C     | 2     | refuse    | now    | 0    | 2 y  | never
4  | link-review            | PT    | index_steward                     | person  | I A C E   | all   | mark      | list   | 31   | 6 y  | never
5  | correct-a-source       | PT    | data_owner, index_steward         | person  | I A C E   | 2     | mark      | now    | 0    | 2 y  | never
6  | council-tax            | PT    | revenues                          | person  | I A H E   | 2     | mark      | list   | 31   | 6 y  | never
7  | tenancy                | PT    | housing_officer                   | person  | I A       | 2     | mark      | list   | 31   | 6 y  | never
8  | tenancy-fraud          | PT    | investigator                      | person  | I A H E   | 2     | mark      | later  | 366  | 6 y  | never
9  | discount-fraud         | PT    | investigator                      | person  | I A E     | 2     | mark      | later  | 184  | 6 y  | never
10 | school-admissions      | PT    | admissions                        | person  | I A       | 2     | refuse    | now    | 0    | 2 y  | never
11 | nfi-export             | LO    | nfi_contact                       | layout  | I A       | 2     | mark      | notice |      | As   | never
12 | electoral-registration | PT    | electoral_officer                 | person  | I A       | 2     | mark      | list   | 31   | 2 y  | never
13 | missing-education      | LO    | education_officer                 | person  | I A R S   | 2     | mark      | later  | 92   | As   | never
14 | child-safeguarding     | LO    | social_worker, safeguarding_lead  | person  | I A H R S | all   | mark      | later  |      | As   | named
15 | watched-child          | LO    | allocated_worker                  | changes | I A H S   | 2     | refuse    | later  |      | As   | named
16 | adult-safeguarding     | LO    | adult_worker                      | person  | I A H S   | 2     | mark      | later  |      | 6 y  | never
17 | emergency              | LO    | duty_officer                      | person  | I A C     | 2     | mark      | now    | 0    | 6 y  | never
18 | data-rights            | LO    | information_officer               | person  | I A C S E | all   | mark      | now    | 0    | 3 y  | never
19 | audit-of-looks         | LO    | auditor, privacy_officer          | log     |           | 2     | mark      | no     |      | 7 y  | named
20 | statistics             | PT    | analyst                           | counts  |           | 2     | mark      | notice |      | As   | never
"""  # noqa: E501
LETTERS = {"I": Fields.IDENTITY, "A": Fields.ADDRESS, "H": Fields.HOUSEHOLD, "R": Fields.RELATIONSHIPS,
           "C": Fields.CONTACT, "S": Fields.SERVICES, "E": Fields.EVIDENCE}  # fmt: skip
BASIS = {"PT": "Public task", "LO": "Legal obligation", "C": "Consent"}


def signed() -> list[dict[str, str]]:
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in SIGNED.strip().splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_there_are_these_purposes_and_no_other():
    assert list(purposes()) == [row["purpose"] for row in signed()]


@pytest.mark.parametrize("row", signed(), ids=lambda row: row["purpose"])
def test_the_register_says_what_was_signed(row):
    purpose = purposes()[row["purpose"]]
    roles = [*purpose.roles, *(["clients"] if purpose.clients else [])]
    assert sorted(roles) == sorted(row["roles"].split(", "))
    assert purpose.basis.startswith(BASIS[row["basis"]])
    assert purpose.shows == row["shows"]
    assert purpose.opens == {LETTERS[letter] for letter in row["opens"].split()}
    assert (purpose.depth or "all") == (int(row["depth"]) if row["depth"] != "all" else "all")
    assert purpose.unmatched == row["unmatched"]
    assert purpose.told.split(":")[0] == row["told"]
    assert purpose.delay == (int(row["days"]) if row["days"] else None)
    assert re.sub(r" years?\b", " y", purpose.kept).startswith(row["kept"])
    assert (purpose.restricted or "never") == row["behind"]
    assert purpose.youngest == (16 if row["purpose"] == "electoral-registration" else 0)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_state_its_own_purposes_and_no_other(role):
    its = {
        row["purpose"] for row in signed() if row["shows"] == "person" and role in row["roles"].split(", ")
    }
    assert {purpose.code for purpose in purposes_for(frozenset({role}))} == its
