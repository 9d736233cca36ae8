"""Who is one person and who is not: each case is a small table of records, and the lines say what must come out.

Each record is a line: id, source, names, birth date, and what else the columns say. `together` lists the ids
of each entity; an id that is not listed stands alone.
"""

import polars as pl
import pytest

from linkage import Schema, link

COLUMNS = {
    "id": "id", "source": "source", "forename": "forename", "middle": "middle_names", "surname": "surname",
    "name": "full_name", "born": "date_of_birth", "sex": "sex", "address": "address", "postcode": "postcode",
    "uprn": "uprn", "phone": "phone", "email": "email", "nino": "nino",
}  # fmt: skip


def records(table: str) -> pl.DataFrame:
    """The first line names the columns; `-` is missing."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    frame = pl.DataFrame(
        [{name: row.get(name) for name in COLUMNS} for row in rows], schema=dict.fromkeys(COLUMNS, pl.String)
    )
    return frame.with_columns(pl.all().replace({"-": None, "": None}))


def entities(frame: pl.DataFrame) -> set[frozenset[str]]:
    found = link(frame, Schema.of(COLUMNS)).entities.with_columns(
        who=pl.when(pl.col("person") > 1).then(pl.format("{}/{}", "id", "person")).otherwise("id")
    )
    return {frozenset(group) for group in found.group_by("entity").agg("who")["who"].to_list()}


CASES = {
    "the same person, told three times, is one": ("""
        id | source    | forename | surname  | born       | postcode | uprn     | phone
        1  | tax       | aisha    | rahman   | -          | NW1 8EH  | 10001234 | -
        2  | library   | Aisha    | RAHMAN   | 1984-02-09 | NW1 8EH  | -        | 07100 123456
        3  | housing   | Ayesha   | Rahman   | 09/02/1984 | NW1 8EH  | 10001234 | +44 7100 123456
        """, ["1 2 3"]),
    "twins stay two": ("""
        id | source    | forename | surname  | born       | sex | postcode | uprn     | phone
        1  | schools   | Amina    | Yusuf    | 2015-03-01 | F   | NW5 2AB  | 10005678 | 07100 222333
        2  | schools   | Hodan    | Yusuf    | 2015-03-01 | F   | NW5 2AB  | 10005678 | 07100 222333
        3  | library   | Amina    | Yusuf    | 2015-03-01 | F   | NW5 2AB  | 10005678 | -
        4  | library   | Hodan    | Yusuf    | 2015-03-01 | F   | NW5 2AB  | 10005678 | -
        """, ["1 3", "2 4"]),
    "a father and a son of one name are two, told apart by their birth dates": ("""
        id | source    | forename | surname  | born       | postcode | uprn     | phone
        1  | housing   | Patrick  | Doyle    | 1958-07-12 | NW3 5TT  | 10009999 | 07100 444555
        2  | library   | Patrick  | Doyle    | 1989-11-30 | NW3 5TT  | 10009999 | 07100 444555
        3  | leisure   | Patrick  | Doyle    | 1989-11-30 | NW3 5TT  | 10009999 | -
        """, ["2 3"]),
    "a house share is not one person, though the telephone is": ("""
        id | source    | forename | surname  | born       | postcode | uprn     | phone
        1  | crm       | Tom      | Hartley  | -          | N1 9AG   | 10002222 | 07100 777888
        2  | crm       | Mei      | Zhang    | -          | N1 9AG   | 10002222 | 07100 777888
        3  | roll      | Thomas   | Hartley  | -          | N1 9AG   | 10002222 | -
        4  | roll      | Mei      | Zhang    | -          | N1 9AG   | 10002222 | -
        """, ["1 3", "2 4"]),
    "a maiden name: same birth date, forename, number and telephone": ("""
        id | source    | forename | surname  | born       | postcode | nino     | phone
        1  | benefits  | Sarah    | Okafor   | 1991-05-17 | NW1 7BY  | JG103759A | 07100 999111
        2  | housing   | Sarah    | Bennett  | 1991-05-17 | NW6 3AA  | JG103759A | 07100 999111
        """, ["1 2"]),
    "the two of a joint account are two people": ("""
        id | source    | name              | born       | postcode | uprn     | email
        1  | tax       | MR & MRS A KHAN   | -          | NW5 4DD  | 10003333 | khans@example.org
        """, []),
    "the first of a joint account is found by what he shares with himself": ("""
        id | source    | name                  | born       | postcode | uprn     | email
        1  | tax       | MR AHMED KHAN & MRS SANA KHAN | -  | NW5 4DD  | 10003333 | khans@example.org
        2  | library   | Ahmed Khan            | 1975-01-30 | NW5 4DD  | 10003333 | khans@example.org
        3  | library   | Sana Khan             | 1979-06-03 | NW5 4DD  | 10003333 | khans@example.org
        """, ["1 2", "1/2 3"]),
    "a placeholder telephone joins nobody": ("""
        id | source    | forename | surname  | born       | postcode | phone
        1  | crm       | Grace    | Mensah   | -          | NW1 1AB  | 07700 900000
        2  | crm       | Grace    | Mensa    | -          | N7 9XY   | 07700 900000
        """, []),
    "two true namesakes at two addresses, born on two days, are two": ("""
        id | source    | forename | surname  | born       | postcode | uprn
        1  | library   | Mohammed | Ali      | 1970-04-04 | NW1 2CD  | 10004444
        2  | housing   | Mohammed | Ali      | 1988-08-21 | NW6 7EF  | 10005555
        """, []),
    "an initial at the same address is the person with that initial": ("""
        id | source    | forename | surname  | born       | postcode | uprn
        1  | parking   | J        | Whitmore | -          | NW3 1QA  | 10006666
        2  | roll      | Julia    | Whitmore | -          | NW3 1QA  | 10006666
        """, ["1 2"]),
    "swapped names are the same names": ("""
        id | source    | forename | surname  | born       | postcode | uprn
        1  | crm       | Nguyen   | Linh     | 1993-10-02 | NW5 1AA  | 10007777
        2  | leisure   | Linh     | Nguyen   | 1993-10-02 | NW5 1AA  | 10007777
        """, ["1 2"]),
    "a day written for a month is a slip, where the rest agrees": ("""
        id | source    | forename | surname  | born       | postcode | uprn
        1  | leisure   | Oluwaseun | Adeyemi | 1986-03-11 | NW1 9ZZ  | 10008888
        2  | library   | Oluwaseun | Adeyemi | 1986-11-03 | NW1 9ZZ  | 10008888
        """, ["1 2"]),
    "somebody who moved is found by birth date and name": ("""
        id | source    | forename | surname    | born       | postcode | uprn     | email
        1  | housing   | Krzysztof | Nowakowski | 1979-12-24 | NW1 8EH | 10001111 | -
        2  | leisure   | Krzysztof | Nowakowski | 1979-12-24 | WC1X 8AA | 10002221 | -
        """, ["1 2"]),
    "a couple of one surname and one e-mail are two": ("""
        id | source    | forename | surname  | born       | sex | postcode | uprn     | email
        1  | tax       | Peter    | Lindqvist | -         | M   | NW3 2PL  | 10001212 | lindqvists@example.org
        2  | tax       | Petra    | Lindqvist | -         | F   | NW3 2PL  | 10001212 | lindqvists@example.org
        """, []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_people(case: str) -> None:
    table, together = CASES[case]
    frame = records(table)
    found = {group for group in entities(frame) if len(group) > 1}
    assert found == {frozenset(group.split()) for group in together}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_the_order_of_rows_says_nothing(case: str) -> None:
    frame = records(CASES[case][0])
    assert entities(frame) == entities(frame.reverse())
