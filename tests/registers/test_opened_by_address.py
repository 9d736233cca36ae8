"""What is known by property number speaks on an address's own page only."""

import pytest

from borough.platform.feeds.api import ContractFault
from borough.platform.feeds.contract_file import parse_contract
from borough.platform.registers import api as registers
from borough.platform.registers.declaration import declared
from tests.registers.world import CAFES

pytestmark = pytest.mark.django_db
CLOSED = ["council_tax_bands", "polling"]


@pytest.mark.parametrize("name", CLOSED)
def test_there_is_no_list_item_or_file(client, name):
    page = client.get(f"/registers/{name}/")
    assert page.status_code == 200
    assert "own page only" in page.content.decode()
    assert 'href="/my-address/"' in page.content.decode()
    for path in (
        ".csv",
        ".json",
        ".parquet",
        ".atom",
        "/map.geojson",
        "/990000000014/",
        "/990000000014.json",
    ):
        assert client.get(f"/registers/{name}{path}").status_code == 403, path
    assert client.get(f"/registers/{name}/?format=csv")["Content-Type"].startswith("text/html")
    assert client.get(f"/wrong/{name}/990000000014/").status_code == 404


def test_no_catalogue_offers_a_file_of_it(client):
    for path in ("openapi.json", "catalogue.jsonld"):
        said = client.get(f"/registers/{path}").content.decode()
        assert not any(f"/registers/{name}" in said for name in CLOSED), path


def test_the_list_of_registers_says_so(client):
    assert client.get("/registers/").content.decode().count("On the address&#x27;s own page only") == len(
        CLOSED
    )


def test_whatever_is_known_by_property_number_is_closed():
    by_number = [one for one in registers.registers() if one.address and one.address.by == "uprn"]
    assert {one.name for one in by_number} >= set(CLOSED)
    assert all(one.closed for one in by_number)
    with pytest.raises(ContractFault, match="opened_by"):
        declared(parse_contract("cafes", CAFES % ("", '[register.address]\nby = "uprn"\nheading = "X"\n')))
