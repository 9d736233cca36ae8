"""Records hold names in small letters, without apostrophes; pages show them as their bearers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.residents.rules import in_capitals


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("shane ofarrell", "Shane O'Farrell"),
        ("sinead o'brien", "Sinead O'Brien"),
        ("margaret mcmahon", "Margaret McMahon"),
        ("ann smith-mcdonald", "Ann Smith-McDonald"),
        ("orla oneill-smith", "Orla O'Neill-Smith"),
        ("kenji okada", "Kenji Okada"),
        ("ada okaneme", "Ada Okaneme"),
        ("olivia oliver", "Olivia Oliver"),
        ("omar al masri", "Omar Al Masri"),
        ("mo elsayed", "Mo Elsayed"),
        ("d mc", "D Mc"),
        ("jose mackie", "Jose Mackie"),
        ("", ""),
    ],
)
def test_how_a_name_is_written(held, shown):
    assert in_capitals(held) == shown


@given(st.lists(st.text(alphabet="abcehikmnor", max_size=8), max_size=4).map(" ".join))
def test_no_letter_is_lost(name):
    assert in_capitals(name).replace("'", "").lower() == name
