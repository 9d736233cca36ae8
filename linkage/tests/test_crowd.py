"""People whom a small file says too little about, among a town of others from whom the model learns.

As in test_people, but one file holds all cases and the town, and is linked once: ids say the case. An id that is
not listed stands with nobody of its case.
"""

import random
from functools import cache

import polars as pl
import pytest
from linkage.linked import Linked

from linkage import Schema, link

COLUMNS = {
    "id": "id", "source": "source", "forename": "forename", "surname": "surname", "born": "date_of_birth",
    "sex": "sex", "postcode": "postcode", "uprn": "uprn", "phone": "phone", "email": "email", "nino": "nino",
}  # fmt: skip
FIRST = "amy ben cara dan eve finn gita hugo iris jack kofi lena musa nora omar pia ravi sara theo".split()
LAST = "adeyemi brown chen doyle evans fraser gupta hall islam jones khan lewis mehta noble".split()

CASES = {
    "twins stay two, however many records each has": ("""
        id | source    | forename | surname    | born       | postcode | uprn     | phone
        1  | schools   | Amina    | Farahsdotter | 2015-03-01 | NW5 2AB  | 90005678 | 07100 222333
        2  | schools   | Hodan    | Farahsdotter | 2015-03-01 | NW5 2AB  | 90005678 | 07100 222333
        3  | library   | Amina    | Farahsdotter | 2015-03-01 | NW5 2AB  | 90005678 | -
        4  | library   | Hodan    | Farahsdotter | 2015-03-01 | NW5 2AB  | 90005678 | -
        """, ["1 3", "2 4"]),
    "a father and a son of one name and one home": ("""
        id | source    | forename | surname   | born       | postcode | uprn     | phone
        1  | housing   | Padraig  | Gallowglass | 1958-07-12 | NW3 5TT  | 90009999 | 07100 444555
        2  | benefits  | Padraig  | Gallowglass | 1958-07-12 | NW3 5TT  | 90009999 | -
        3  | library   | Padraig  | Gallowglass | 1989-11-30 | NW3 5TT  | 90009999 | 07100 444555
        4  | leisure   | Padraig  | Gallowglass | 1989-11-30 | NW3 5TT  | 90009999 | -
        """, ["1 2", "3 4"]),
    "one bad birth date is outvoted": ("""
        id | source    | forename | surname   | born       | postcode | uprn     | phone
        1  | housing   | Zuleika  | Thornquist | 1971-05-06 | NW6 1AA  | 90001111 | 07100 121212
        2  | benefits  | Zuleika  | Thornquist | 1971-05-06 | NW6 1AA  | 90001111 | 07100 121212
        3  | library   | Zuleika  | Thornquist | 1999-01-31 | NW6 1AA  | 90001111 | 07100 121212
        4  | leisure   | Zuleika  | Thornquist | 1971-05-06 | NW6 1AA  | 90001111 | -
        """, ["1 2 3 4"]),
    "cousins of one name with two insurance numbers each are two": ("""
        id | source    | forename | surname   | born       | postcode | nino      | phone
        1  | housing   | Ibrahima | Soumahoro | 1980-02-02 | NW1 3BB  | JG103759A | 07100 343434
        2  | benefits  | Ibrahima | Soumahoro | -          | NW1 3BB  | JG103759A | -
        3  | tax       | Ibrahima | Soumahoro | 1991-09-19 | NW1 3BB  | PW271384C | 07100 343434
        4  | leisure   | Ibrahima | Soumahoro | -          | NW1 3BB  | PW271384C | -
        """, ["1 2", "3 4"]),
    "who moved, and moved again, is followed by telephone and birth date": ("""
        id | source    | forename | surname   | born       | postcode | uprn     | phone
        1  | housing   | Ottoline | Featherstone | 1966-10-03 | NW1 1AA | 90007001 | 07100 565656
        2  | leisure   | Ottoline | Featherstone | 1966-10-03 | N7 9XY  | 90007002 | 07100 565656
        3  | tax       | Ottoline | Featherstone | -          | N7 9XY  | 90007002 | -
        4  | library   | Ottoline | Featherstone | 1966-10-03 | WC1X 8AA | 90007003 | -
        """, ["1 2 3 4"]),
    "a couple who share all but their forenames": ("""
        id | source    | forename | surname   | born       | postcode | uprn     | phone        | email
        1  | tax       | Wolfgang | Ostermeier | -         | NW3 2PL  | 90001212 | 07100 787878 | ost@example.org
        2  | tax       | Brunhild | Ostermeier | -         | NW3 2PL  | 90001212 | 07100 787878 | ost@example.org
        3  | roll      | Wolfgang | Ostermeier | -         | NW3 2PL  | 90001212 | -            | -
        4  | roll      | Brunhild | Ostermeier | -         | NW3 2PL  | 90001212 | -            | -
        """, ["1 3", "2 4"]),
}  # fmt: skip
# Four people who are one, by decision; and one who is two.
TWINS, _, DATES, _, _, COUPLE = CASES
ALL_ONE = [f"{name}/{number}" for name in (TWINS, COUPLE) for number in (1, 2, 3, 4)]
DECISIONS = pl.DataFrame(
    {
        "id_a": [*ALL_ONE[:-1], f"{DATES}/1"],
        "id_b": [*ALL_ONE[1:], f"{DATES}/3"],
        "same": [*(["true"] * (len(ALL_ONE) - 1)), "false"],
    }
)


def table(text: str) -> pl.DataFrame:
    """The first line names the columns; `-` is missing."""
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return pl.DataFrame(rows, schema=dict.fromkeys(head, pl.String), orient="row").with_columns(
        pl.all().replace("-", None)
    )


def case(name: str) -> pl.DataFrame:
    its = table(CASES[name][0]).with_columns(id=pl.lit(f"{name}/") + pl.col("id"))
    return its.select(pl.col(c) if c in its.columns else pl.lit(None, pl.String).alias(c) for c in COLUMNS)


def town() -> pl.DataFrame:
    """1,300 homes of people with common names, in some of five systems, with slips, moves and shared telephones."""
    chance = random.Random(5)
    rows = []
    for home in range(1_300):
        surname, phone = chance.choice(LAST) + chance.choice(LAST)[:3], f"071{home:08d}"
        for member in range(chance.randint(1, 4)):
            first = chance.choice(FIRST) + chance.choice(("", "", "a", "le", "ton"))
            born = f"{chance.randint(1930, 2020)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            nino = f"J{chance.choice('ABCEGH')}{chance.randrange(10**6):06d}A"
            for source in chance.sample(
                ["tax", "roll", "library", "leisure", "benefits"], chance.randint(1, 4)
            ):
                door = home if chance.random() < 0.85 else chance.randrange(5_000, 9_000)
                rows.append((
                    f"{chance.getrandbits(60):x}", source, slip(first, chance), slip(surname, chance),
                    born if source in ("library", "leisure", "benefits") else None, None,
                    f"N{door % 9 + 1} {door // 9 % 9}{'ABDEFGHJLN'[door // 81 % 10]}{'ABDEFGHJLN'[door // 810 % 10]}",
                    f"8{door:07d}", phone if chance.random() < 0.4 else None,
                    f"{first}{member}.{home}@example.org" if chance.random() < 0.3 else None,
                    nino if source == "benefits" else None,
                ))  # fmt: skip
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    # Of two records that say just the same and yet are two people's, nothing could say which is whose.
    return frame.unique([name for name in COLUMNS if name != "id"], keep="first", maintain_order=True)


def slip(name: str, chance: random.Random) -> str:
    if chance.random() < 0.93:
        return name
    place = chance.randrange(1, len(name))
    return name[:place] + chance.choice("aeiou") + name[place + 1 :]


@cache
def crowd() -> pl.DataFrame:
    return pl.concat([town(), *(case(name) for name in CASES)])


@cache
def linked(*, decided: bool) -> Linked:
    decisions = DECISIONS if decided else None
    return link(crowd(), Schema.of(COLUMNS), decisions=decisions)


def groups(name: str, *, decided: bool = False) -> set[frozenset[str]]:
    its = linked(decided=decided).entities.filter(pl.col("id").str.starts_with(f"{name}/"))
    found = its.group_by("entity").agg(pl.col("id").str.split("/").list.last())["id"].to_list()
    return {frozenset(group) for group in found if len(group) > 1}


@pytest.mark.parametrize("name", CASES)
def test_people_in_a_crowd(name: str) -> None:
    assert groups(name) == {frozenset(group.split()) for group in CASES[name][1]}


@pytest.mark.parametrize("name", CASES)
def test_nobody_of_the_town_is_one_of_them(name: str) -> None:
    entities = (
        linked(decided=False).entities.filter(pl.col("id").str.starts_with(f"{name}/"))["entity"].unique()
    )
    assert (
        linked(decided=False).entities.filter(pl.col("entity").is_in(entities.to_list())).height
        == case(name).height
    )


def test_decisions_of_people_stand_against_all_evidence() -> None:
    assert groups(TWINS, decided=True) == groups(COUPLE, decided=True) == {frozenset("1234")}
    assert not any({"1", "3"} <= group for group in groups(DATES, decided=True))
    elsewhere = [pl.col("id").str.starts_with(f"{name}/").not_() for name in (TWINS, COUPLE, DATES)]
    assert (
        linked(decided=True)
        .entities.filter(*elsewhere)
        .equals(linked(decided=False).entities.filter(*elsewhere))
    )


def test_ids_and_the_order_of_rows_say_nothing() -> None:
    """Renamed and shuffled, the same records stand together."""
    frame = crowd().with_columns(
        was="id", id=pl.Series(random.Random(3).sample(range(10**9), crowd().height)).cast(pl.String)
    )
    again = link(frame.drop("was").sample(fraction=1, shuffle=True, seed=8), Schema.of(COLUMNS)).entities
    both = (
        frame.select("id", "was")
        .join(again, on="id")
        .join(linked(decided=False).entities, left_on="was", right_on="id")
    )
    assert both.group_by("entity").agg(pl.col("entity_right").n_unique())["entity_right"].max() == 1
    assert both.group_by("entity_right").agg(pl.col("entity").n_unique())["entity"].max() == 1


def test_the_report_names_the_weakest_and_what_raises_an_alarm() -> None:
    """Several people made one by decision hold more disagreement than one person's records do."""
    report = linked(decided=True).report
    entities = linked(decided=True).entities
    theirs = entities.filter(pl.col("id") == ALL_ONE[0])["entity"][0]
    assert theirs in {its.entity for its in report.alarms}
    assert theirs not in {its.entity for its in linked(decided=False).report.alarms}
    surest = [its.confidence for its in report.weakest]
    assert surest == sorted(surest)
    assert all(its.records > 1 for its in report.weakest)
