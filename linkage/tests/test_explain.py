"""Why two records are one person: the bits that linking adds up, in words that a reader needs no training for."""

import json
import re
import xml.etree.ElementTree as ET

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkage.comparing import scan
from linkage.conditions import Measure, Otherwise, crossed, either_missing, same, similar
from linkage.explaining.explanation import Explanation, explain, explained
from linkage.explaining.ground import Ground, ground
from linkage.explaining.links import Link
from linkage.explaining.words import finding, percent, verdict
from linkage.model import Comparison, Frequency, Level, Model, Rule
from linkage.schema import BadInput, Schema

SCHEMA = Schema.of({
    "ref": "id", "first": "forename", "last": "surname", "born": "date_of_birth", "tel": "phone",
    "home": "address", "code": "postcode", "work": "text",
})  # fmt: skip
FILE = """
ref  | first  | last      | born       | tel          | home             | code    | work
tax  | Amina  | Yusufzai  | 1984-02-09 | 07100 123456 | 4 Example Street | NW1 8QL | nurse
lib  | AMINA  | Yusufzay  | 09/02/1984 | 07100 999999 | 4 Example Street | NW1 8QL |
hus  | Bilal  | Yusufzai  | 1982-05-01 | 07100 123456 | 4 Example Street | NW1 8QL | nurse
crm  | Ann    | Smith     | 1950-01-03 |              |                  | NW3 2PL |
roll | Ann    | Smith     |            |              |                  | NW3 2PL |
far  | Zoe    | Oakfield  | 2001-01-01 |              | 9 Other Road     | N7 9XY  |
none |        |           |            |              | 9 Other Road     | N7 9XY  |
""" + "\n".join(
    f"s{i} | Sam{i} | Smith | 19{i:02}-07-07 | | {i} High Road | NW5 1AA |" for i in range(10, 40)
)


def records(table: str = FILE) -> pl.DataFrame:
    head, *rows = ([cell.strip() or None for cell in line.split("|")] for line in table.strip().splitlines())
    return pl.DataFrame(rows, schema=dict.fromkeys(map(str, head), pl.String), orient="row")


def _comparison(name: str, *levels: Level) -> Comparison:
    return Comparison(name, either_missing(name), levels)


MODEL = Model(
    (
        _comparison(
            "forename",
            Level("same", same("forename"), 0.7, 0.01, 0.01, Frequency("forename", household=True)),
            Level("alike", similar(Measure.JARO_WINKLER, "forename", 0.9), 0.1, 0.02, 0.02),
            Level("the other's surname", crossed("forename", "surname"), 0.05, 0.01, 0.01),
            Level("different", Otherwise(), 0.15, 0.96, 0.96),
        ),
        _comparison(
            "surname",
            Level("same", same("surname"), 0.8, 0.01, 0.6, Frequency("surname")),
            Level("alike", similar(Measure.JARO_WINKLER, "surname", 0.9), 0.15, 0.001, 0.01),
            Level("different", Otherwise(), 0.05, 0.989, 0.39),
        ),
        Comparison("date_of_birth", either_missing("born"), (
            Level("same", same("born"), 0.9, 0.0001, 0.0002), Level("different", Otherwise(), 0.1, 0.9999, 0.9998),
        )),
        _comparison(
            "phone", Level("same", same("phone"), 0.6, 0.0001, 0.5), Level("different", Otherwise(), 0.4, 0.9999, 0.5)
        ),
        Comparison("place", either_missing("postcode"), (
            Level("same postcode", same("postcode"), 0.9, 0.01, 0.95),
            Level("different", Otherwise(), 0.1, 0.99, 0.1),
        )),
    ),
    (Rule("postcode + surname", ("postcode", "surname"), 20), Rule("date of birth", ("born",)),
     Rule("phone", ("phone",), 60)),
    prior=-10.0,
    household=-3.0,
)  # fmt: skip


def told(*ids: str, table: str = FILE, model: Model = MODEL) -> Explanation:
    return explain(records(table), SCHEMA, model, *ids)


def test_the_sentence() -> None:
    assert str(told("tax", "lib").weakest) == (
        "tax and lib are almost certainly one person (over 99.9 %): same date of birth; surname one letter apart; "
        "same postcode; same forename, common; different telephone. Members of one household would agree on this "
        "too: −3.1 bits."
    )
    turned = str(told("lib", "tax").weakest)
    assert turned.replace("lib and tax", "tax and lib") == str(told("tax", "lib").weakest), (
        "in the order asked"
    )


def test_members_of_one_household_are_told() -> None:
    link = told("tax", "hus").weakest
    assert link.household_effect < -1
    assert "Members of one household would agree on this too" in str(link)
    assert "two people" in str(link)


def test_values_stand_as_given_and_as_compared() -> None:
    link = told("tax", "lib").weakest
    by = {its.field: its for its in link.evidence}
    assert by["date_of_birth"].given == ("1984-02-09", "09/02/1984")
    assert by["date_of_birth"].standard == ("1984-02-09", "1984-02-09")
    assert by["forename"].given == ("Amina", "AMINA")
    assert by["place"].given == ("4 Example Street NW1 8QL", "4 Example Street NW1 8QL")
    assert "AMINA" in link.table()
    assert "AMINA" in link.html()


def test_a_value_that_is_common_is_said_to_be() -> None:
    link = told("crm", "roll").weakest
    surname = next(its for its in link.evidence if its.field == "surname")
    assert surname.words == "same surname, common"
    assert surname.rarity < 0
    missing = next(its for its in link.evidence if its.field == "date_of_birth")
    assert (missing.level, missing.strangers, missing.words) == (
        "missing",
        0.0,
        "date of birth not known of both",
    )


def test_bits_are_those_that_linking_adds_up() -> None:
    """For every two records of the file, both ways of reckoning."""
    file = ground(records(), SCHEMA, MODEL)
    one, two = np.triu_indices(file.compiled.table.records, 1)
    weights = scan.weigh(file.compiled, one, two, scan.compare(file.compiled, one, two))
    for a, b, weight in zip(one[::7], two[::7], weights[::7], strict=True):
        link = explained(file, [file.names[a], file.names[b]]).weakest
        assert link.weight == pytest.approx(weight, abs=1e-9)
        assert link.probability == pytest.approx(1 / (1 + 2.0**-weight))
        added = link.prior + sum(its.strangers for its in link.evidence) + link.household_effect
        assert added == pytest.approx(link.weight)
        assert link.household_effect <= 0


def test_the_rule_that_brought_them_together_or_why_none_did() -> None:
    assert told("tax", "hus").weakest.rule == "postcode + surname"
    assert told("tax", "lib").weakest.rule == "date of birth"
    apart = told("tax", "far").weakest
    assert apart.rule is None
    assert apart.never == "The two were never compared: they share no key of any rule."
    assert apart.never in str(apart)
    crowded = told("s10", "s11").weakest
    assert crowded.never == (
        "The two were never compared: what they share is too common; postcode + surname is the rarest, and "
        "30 records share it, where 20 is the most."
    )
    assert "no rules" in told("tax", "lib", model=Model(MODEL.comparisons, (), -10.0)).weakest.never


def test_several_records_and_where_they_are_weakest() -> None:
    table = FILE + "\nold | Amina | Yusufzai | 1984-02-09 | | 1 Old Lane | E1 1AA |"
    several = told("tax", "hus", "lib", "old", table=table)
    assert {its.a for its in several.links} | {its.b for its in several.links} == {"tax", "hus", "lib", "old"}
    assert len(several.links) == 3
    assert several.split is not None
    assert several.split.part == ("hus",)
    assert set(several.split.rest) == {"tax", "lib", "old"}
    assert several.probability < 0.1
    assert "hus" in (several.weakest.a, several.weakest.b), "the link across"
    assert f"Weakest between hus and {', '.join(several.split.rest)}: " in str(several)
    turned = told("old", "lib", "hus", "tax", table=table).links
    assert [({its.a, its.b}, its.weight) for its in turned] == [
        ({its.a, its.b}, its.weight) for its in several.links
    ]


def test_a_model_without_households() -> None:
    link = told("tax", "hus", model=Model(MODEL.comparisons, MODEL.rules, -10.0)).weakest
    assert link.at_home is None
    assert link.household_effect == 0
    assert "household" not in str(link)
    assert "or two of one household" not in link.svg()


def test_the_picture_says_itself_in_words_and_stands_alone() -> None:
    """Readable as XML, with title and description; no fonts, scripts or pictures from elsewhere."""
    table = FILE.replace("tax  | Amina", 'tax  | <Amina> & "co"')
    link = told("tax", "lib", table=table).weakest
    root = ET.fromstring(link.svg())
    texts = [its.text for its in root.iter("{http://www.w3.org/2000/svg}text")]
    assert root.attrib["role"] == "img"
    assert root[0].text == "How tax and lib compare"
    assert root[1].text == str(link)
    assert texts[-2:] == [f"together: {percent(link.probability)}", f"{link.weight:+.1f}".replace("-", "−")]
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", link.svg())
    assert ET.fromstring(link.html()).find("caption") is not None
    assert "<Amina>" not in link.html()
    bars = [float(its.attrib["width"]) for its in root.iter("{http://www.w3.org/2000/svg}rect")][1:]
    shown = [its for its in link.evidence if its.number >= 0]
    assert len(bars) == len(shown) + 3, "before looking, each field, the household, together"


def test_as_json() -> None:
    kept = json.loads(told("tax", "lib").as_json())
    assert kept["links"][0]["evidence"][0]["field"] == "forename"
    assert kept["ids"] == ["tax", "lib"]


@pytest.mark.parametrize(
    ("ids", "sentence"),
    [
        (("tax", "nobody"), "no record with the id 'nobody'"),
        (("tax", "tax"), "not explained by itself"),
        (("tax", "none"), "'none' names nobody"),
    ],
)
def test_what_cannot_be_explained(ids: tuple[str, str], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        told(*ids)


def test_rows_and_ids_say_nothing() -> None:
    """Only which of the two comes first follows from where they stand."""
    file = records().sample(fraction=1, shuffle=True, seed=3)
    assert str(explain(file, SCHEMA, MODEL, "tax", "lib")) == str(told("tax", "lib"))


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=8), st.text(max_size=8), st.integers(-1, 3), st.floats(-9, 9))
def test_any_two_values_are_put_into_words(a: str, b: str, number: int, rarity: float) -> None:
    comparison = MODEL.comparison("forename")
    said = finding(comparison, number, a or None, b or None, rarity)
    assert "forename" in said
    assert said == finding(comparison, number, a or None, b or None, rarity)


@pytest.mark.parametrize(
    ("label", "a", "b", "words"),
    [
        ("alike", "yusufzai", "yusufzay", "surname one letter apart"),
        ("alike", "jonson", "johnsons", "surname two letters apart"),
        ("alike", "a" * 12, "a" * 6, "surname alike"),
        ("Jaro-Winkler >= 0.9", "a" * 12, "a" * 6, "surname: Jaro-Winkler >= 0.9"),
    ],
)
def test_how_far_apart(label: str, a: str, b: str, words: str) -> None:
    level = Level(label, similar(Measure.JARO_WINKLER, "surname", 0.8), 0.1, 0.1)
    comparison = _comparison("surname", level, Level("else", Otherwise(), 0.9, 0.9))
    assert finding(comparison, 1, a, b) == words


@pytest.mark.parametrize(
    ("probability", "words", "shown"),
    [
        (0.99999, "almost certainly one person", "over 99.9 %"),
        (0.95, "very likely one person", "95.0 %"),
        (0.5, "more likely one person than two", "50.0 %"),
        (0.2, "more likely two people than one", "20.0 %"),
        (0.00001, "almost certainly two people", "under 0.1 %"),
    ],
)
def test_verdicts(probability: float, words: str, shown: str) -> None:
    assert verdict(probability) == words
    assert percent(probability) == shown


def test_without_the_file_the_values_are_those_compared() -> None:
    """For an index, which keeps standardised records only."""
    file = ground(records(), SCHEMA, MODEL)
    bare = Ground(file.people, file.compiled)
    link: Link = explained(bare, ["tax", "lib"]).weakest
    assert link.evidence[0].given == (None, None)
    assert link.evidence[0].standard == ("amina", "amina")
