"""How far two records agree on where somebody lives: the finest that holds, each pair of addresses a line."""

import numpy as np
import polars as pl
import pytest
from linkage.comparing import scan
from linkage.comparing.compiled import Compiled
from linkage.model import Model
from linkage.standard.prepared import prepared

from linkage import Schema

SCHEMA = Schema.of({"id": "id", "name": "full_name", "address": "address", "postcode": "postcode"})
# So that the file has all columns that are compared.
SAID = "1 Far Way", "N1 1AA"


@pytest.mark.parametrize(
    ("one", "two", "level"),
    [
        (("Flat 4, 12 High Road", "NW1 8QL"), ("Flat 4, 12 High Road", "NW1 8QL"), "same home"),
        (("12 High Road", "NW1 8QL"), ("Flat 4, 12 High Road", "NW1 8QL"), "same house"),
        (("12 High Road", "NW1 8QL"), ("12 High Road", "NW1 8LQ"), "same house"),
        (("12 High Road", "NW1 8QL"), ("12 High Road", "SE9 3BT"), "same number and street"),
        (("12 High Road", "NW1 8QL"), ("14 Mill Lane", "NW1 8QL"), "same postcode"),
        (("12 High Road", "NW1 8QL"), ("99 High Road", "SE9 3BT"), "same street"),
        (("12 High Road", "NW1 8QL"), ("99 Mill Lane", "SE9 3BT"), "different"),
        (("12 High Road", "NW1 8QL"), (None, None), None),
    ],
)
def test_where(one: tuple[str, str], two: tuple[str, str], level: str | None) -> None:
    frame = pl.DataFrame([{"id": str(number), "name": "Ann Lee", "address": address, "postcode": postcode}
                          for number, (address, postcode) in enumerate((one, two, SAID))])  # fmt: skip
    its = prepared(frame, SCHEMA)
    compiled = Compiled(its.table, Model(tuple(field.comparison for field in its.compared.fields), (), 0.0))
    row = its.people["id"].to_list().index  # rows stand in the order of what they say
    words = scan.compare(compiled, np.array([row("0")]), np.array([row("1")]))
    place = compiled.model.comparison("place")
    number = int(compiled.unpack(words, "place")[0])
    assert (None if number < 0 else place.number(number).label) == level
