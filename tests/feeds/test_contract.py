"""A contract that cannot be used says which file, which key and what to do."""

from pathlib import Path

import pytest

from borough.platform.feeds import api as feeds
from borough.platform.feeds.contract_file import ContractFault, read_contract
from tests.feeds.world import contract_text

WRONG = [
    ('mode = "replace"', 'mode = "sometimes"', "top mode: 'sometimes' is not one of replace, upsert, append"),
    ('cadence = "7 days"', 'cadence = "weekly"', "top cadence: expected a length of time such as '8 days'"),
    ('cadence = "7 days"', 'cadance = "7 days"', "top: no such key 'cadance'; did you mean 'cadence'?"),
    ('title = "Cards"', "", "top: 'title' is missing"),
    ('format = "csv"', 'format = "pdf"', "[file] format: 'pdf' is not one of csv, fixed"),
    ('format = "csv"', 'format = "fixed"', "[[column]] 'card' at: fixed width needs"),
    ('format = "csv"', 'format = "csv"\nencoding = "ebcdic"', "[file] encoding: 'ebcdic' is not one of"),
    ("until = 2030-01-01", 'until = "2030-01-01"', "[agreement] until: expected date, found '2030-01-01'"),
    ('key = "{card}"', 'key = "{number}"', "key: no column has the field 'number'"),
    ('key = "{card}"', "", "key: mode 'replace' needs one"),
    ('field = "name"', 'field = "card"', "[[column]] field: used twice: card"),
    ('field = "name"', 'field = "Whole Name"', "[[column]] 'Whole Name': a field is lower case"),
    ('role = "full_name"', 'role = "nickname"', "[[column]] 'name' role: 'nickname' is not one of address"),
    ('type = "date"', 'type = "day"', "[[column]] 3 type: 'day' is not one of text, date"),
    ('formats = ["%d/%m/%Y"]', "", "[[column]] 'born' formats: a date needs at least one"),
    ('role = "full_name"', "pattern = '('", "[[column]] 'name' pattern:"),
    ('role = "full_name"', 'type = "choice"', "[[column]] 'name' choices: a choice needs them"),
    ('title = "Cards"', "title = Cards", "not TOML:"),
    ("unique = true", "unique = 1", "top unique: expected bool, found 1"),
]


@pytest.mark.parametrize(("right", "wrong", "says"), WRONG)
def test_a_contract_names_what_is_wrong_with_it(tmp_path, right, wrong, says):
    text = contract_text()
    assert right in text
    path = tmp_path / "cards.toml"
    path.write_text(text.replace(right, wrong, 1))
    with pytest.raises(ContractFault) as fault:
        read_contract(path)
    assert str(path) in str(fault.value)
    assert says in str(fault.value)


def test_the_same_file_is_the_same_contract(tmp_path):
    path = tmp_path / "cards.toml"
    path.write_text(contract_text())
    assert read_contract(path) == read_contract(path)


def test_a_name_that_a_page_has_is_refused(tmp_path):
    path = Path(tmp_path / "row.toml")
    path.write_text(contract_text())
    with pytest.raises(ContractFault, match="taken by a page"):
        read_contract(path)


SYSTEMS = [contract for contract in feeds.contracts() if contract.agreement]


@pytest.mark.parametrize("contract", SYSTEMS, ids=lambda contract: contract.slug)
def test_each_of_the_councils_contracts_can_be_linked_and_read(contract):
    """What linkage and the public pages rely on."""
    ids = [column for column in contract.columns if column.role == "id"]
    assert len(ids) == 1
    assert all(column.description.endswith(".") for column in contract.columns)
    assert contract.late_after > contract.cadence
    words = feeds.columns_in_words(contract)
    assert len(words) == len(contract.columns)
    assert feeds.file_in_words(contract)["Format"]


def test_twelve_systems_about_people_and_the_address_register_have_a_contract():
    assert len(SYSTEMS) == 13
