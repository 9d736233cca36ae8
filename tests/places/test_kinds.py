"""Kinds are declared, not coded: all of 2015, all of the data, each understood by the words people use."""

import csv
import json
from pathlib import Path

import pytest

from borough.platform.places.kinds import KindsFault, kind, kinds, read

OPEN_DATA = Path(__file__).parents[2] / "opendata"
GOOD = """[category.sport]
name = "Sport"
reports_to = "Sport"
missing = "Ask."

[kind.chess]
name = "chess club"
plural = "chess clubs"
category = "sport"
words = ["chess"]
"""


def rows(name: str) -> list[dict[str, str]]:
    with (OPEN_DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_kind_of_2015_has_an_entry_filled_as_its_list_says():
    was = {name: each for each in kinds().kinds.values() for name in each.was}
    listed = rows("kinds_2015.csv")
    assert len(listed) == 164
    assert set(was) == {row["kind"] for row in listed}
    for row in listed:
        if row["data_here"]:
            here = was[row["kind"]]
            assert row["data_here"] in here.sources or here.register == row["data_here"].split(".")[0]


def test_every_kind_of_the_data_has_an_entry_of_its_own_name():
    there = {row["kind"] for row in rows("places.csv")}
    assert len(there) == 27
    for name in there:
        assert name in kind(name).sources


def test_where_a_kind_asks_for_a_value_the_data_has_it():
    there = rows("places.csv")
    for one in kinds().kinds.values():
        if one.where and one.sources:
            found = [row for row in there if row["kind"] in one.sources]
            held = [json.loads(row["attributes"] or "{}") for row in found]
            matching = [a for a in held if all(_has(a, name, value) for name, value in one.where)]
            assert 0 < len(matching) < len(found), f"{one.key}: some are, some are not"


def _has(attributes, name, value) -> bool:
    told = attributes.get(name, "")
    return value in told if isinstance(told, list) else str(told) == value


def test_a_kind_in_two_categories_of_2015_is_in_both():
    for category in ("leisure", "environment"):
        assert kind("city_farm") in kinds().in_category(category)


def test_the_commonest_have_an_order():
    places = sorted(each.common for each in kinds().kinds.values() if each.common)
    assert places == list(range(1, 14)), "each has a place of its own"
    assert kind("gp").common == 1


@pytest.mark.parametrize("written", ["public_toilet", "public-toilet", "Public-Toilet", " public_toilet "])
def test_a_key_is_found_as_people_write_it(written):
    assert kind(written).name == "public toilet"


def test_what_a_kind_leaves_out_its_category_says():
    chess = read(GOOD, "kinds.toml").kinds["chess"]
    assert (chess.missing, chess.reports_to, chess.shape) == ("Ask.", "Sport", "point")


@pytest.mark.parametrize(
    ("wrong", "with_", "said"),
    [
        ('category = "sport"', 'category = "sports"', "line 9: [kind.chess] category: there is no category sports"),
        ('words = ["chess"]', 'words = "chess"', "line 10: [kind.chess] words: must be a list of words"),
        ('words = ["chess"]', 'word = ["chess"]', "line 10: [kind.chess] word: no such key"),
        ('words = ["chess"]', 'shape = "round"', "line 10: [kind.chess] shape: round is none of point"),
        ('words = ["chess"]', 'see = "draughts"', "line 10: [kind.chess] see: there is no kind draughts"),
        ('words = ["chess"]', 'common = "yes"', "line 10: [kind.chess] common: must be int"),
        ('plural = "chess clubs"\n', "", "line 6: [kind.chess] plural: is missing"),
        ('missing = "Ask."\n', "", "line 1: [category.sport] missing: is missing"),
        ('name = "chess club"', "name = chess club", "(at line 7, column 8)"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_file_and_line(wrong, with_, said):
    assert wrong in GOOD
    with pytest.raises(KindsFault) as fault:
        read(GOOD.replace(wrong, with_), "kinds.toml")
    assert said in str(fault.value)
    assert "kinds.toml" in str(fault.value)
