"""Every file of `opendata/` is a register, whole, and comes in once."""

import pytest

from borough.platform.registers import api as registers

pytestmark = pytest.mark.django_db
ROWS = """
bank_holidays     140
borough           1
cpz               53
kinds_2015        164
lsoa              133
msoa              28
outcodes          116
places            2960
postcodes         8213
postcodes_old     939
postcodes_outside 12111
streets           334
toilets_osm       79
trees             13449
wards             20
wards_2002        18
"""


def test_every_row_of_every_file_is_an_item_and_a_second_loading_does_nothing():
    expected = {name: int(rows) for name, rows in (line.split() for line in ROWS.strip().splitlines())}
    found = {one.register.name: one.outcome for one in registers.load_registers()}
    assert {name: batch.rows_good for name, batch in found.items()} == expected
    assert {batch.state for batch in found.values()} == {"applied"}
    assert {name: len(registers.items(name)) for name in expected} == expected
    before = registers.revision()
    assert all(one.known for one in registers.load_registers())
    assert registers.revision() == before
    places = registers.register("places")
    used = {places.credit(item.values).attribution for item in registers.items("places")}
    declared = {one.attribution for one in places.sources if one.name != "editors"}
    assert used == declared, "each source that is declared has rows, but for what editors add"
    dates = [item.values["source_date"] for item in registers.items("places")]
    assert not [one for one in dates if "/" in one]
    assert sum(one.startswith("2022-11-") for one in dates) > 700, "the GLA's pubs, American in the file"
