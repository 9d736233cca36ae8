"""Whose each row is: the words of the README, word for word; what nobody declared is refused, never guessed."""

import csv
from datetime import date

import pytest

from borough.platform.feeds import api as feeds
from borough.platform.feeds.contract_file import parse_contract
from borough.platform.registers import api as registers
from borough.platform.registers.apps import OPEN_DATA
from borough.platform.registers.declaration import declared
from tests.registers.world import EDITOR, NOW, WHY

README = " ".join((OPEN_DATA / "README.md").read_text(encoding="utf-8").replace("(c)", "©").split())
PLACES = (OPEN_DATA / "registers" / "places.toml").read_text(encoding="utf-8")


def sources():
    return registers.register("places").sources


@pytest.mark.parametrize("source", sources(), ids=lambda one: one.name)
def test_a_source_is_attributed_as_the_readme_of_the_data_says(source):
    assert f"| {source.begins} | {source.licence} | {source.attribution} |" in README


@pytest.mark.parametrize("register", registers.registers(), ids=lambda one: one.name)
def test_what_a_register_says_of_its_whole_stands_in_the_readme(register):
    if register.demonstration or register.name == "kinds_2015":
        return
    for sentence in register.attribution.rstrip(".").split(". "):
        plain = sentence.removesuffix(" licensed under the Open Government Licence v3.0")
        plain = plain.removesuffix(", openstreetmap.org/copyright").removesuffix(" 2025")
        assert plain in README or sentence in README, sentence


def test_every_row_of_the_file_is_of_one_declared_source():
    with (OPEN_DATA / "places.csv").open(encoding="utf-8") as file:
        rows = {(row["source"], row["licence"]) for row in csv.DictReader(file)}
    for source, licence in rows:
        matching = [one for one in sources() if source.startswith(one.begins)]
        assert len(matching) == 1, source
        assert licence.startswith(matching[0].licence), source


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('licence = "TfL"', 'licence = "LTF"', "unknown licence 'LTF': add it to"),
        ('licence = "by-row"', 'licence = "by-rows"', "unknown licence 'by-rows': add it to"),
        ('licence = "by-row"', 'licence = "OGL-3.0"', 'where licence is "by-row"'),
        ('begins = "TfL"', 'begin = "TfL"', "did you mean 'begins'"),
        ('field = "licence"', 'field = "licence_of_row"', "needs columns with the fields"),
    ],
)
def test_a_declaration_with_a_licence_that_nobody_knows_stops_the_start(was, becomes, said):
    with pytest.raises(feeds.ContractFault, match=r".") as fault:
        declared(parse_contract("places", PLACES.replace(was, becomes, 1)))
    assert said in str(fault.value)


ROW = "id,kind,name,lat,lon,in_borough,source,licence\n1,pub,The Bell,51.54,-0.14,1,{},{}\n"
UNKNOWN = [
    ("GLA list", "CC-BY-4.0", "unknown licence 'CC-BY-4.0': add it to"),
    ("GLA list", "", "unknown licence '': add it to"),
    ("A friend", "OGL-3.0", "unknown source 'A friend': add it to the declaration"),
    ("GLA list", "OGL-3.0", "is not that of 'GLA', OGL-2.0"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("source", "licence", "said"), UNKNOWN)
def test_a_file_with_such_a_row_is_refused_whole(settings, tmp_path, source, licence, said):
    settings.FEEDS_FOLDER = tmp_path / "kept"
    columns = [column.source for column in registers.register("places").contract.columns]
    with (tmp_path / "places.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(csv.DictReader(ROW.format(source, licence).splitlines()))
    batch = feeds.receive("places", tmp_path / "places.csv", extracted_on=date(2026, 1, 1), now=NOW)
    assert batch.state == "refused"
    ((code, detail),) = batch.problems
    assert code == "unknown-licence"
    assert said in detail
    assert not registers.items("places")


@pytest.mark.django_db
def test_an_editor_gives_a_place_no_licence_that_is_not_declared():
    given = {"name": "The Bell", "kind": "pub", "in_borough": "1", "source": "A friend", "licence": "OGL-3.0"}
    refused = registers.add("places", given, by=EDITOR, why=WHY, now=NOW)
    assert isinstance(refused, registers.Refused)
    assert "unknown source" in refused.faults[0][1]
