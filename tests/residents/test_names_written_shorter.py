"""An initial agrees with a name, and a name left out contradicts nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.residents.rules import is_shorter

WORD = st.text(alphabet="abcdelmny", min_size=1, max_size=5)
NAME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("name", "than", "may"),
    [
        ("L Chaouch", "Layla Chaouch", True),
        ("Chaouch", "Layla Chaouch", True),
        ("Amina Yusuf", "Amina Noor Yusuf", True),
        ("Amina N Yusuf", "Amina Noor Yusuf", True),
        ("A Yusuf", "Amina Noor Yusuf", True),
        ("AMINA YUSUF", "Amina noor Yusuf", True),
        ("Noor Yusuf", "Amina Noor Yusuf", False),
        ("Layla Chaouch", "L Chaouch", False),
        ("M Chaouch", "Layla Chaouch", False),
        ("Lay Chaouch", "Layla Chaouch", False),
        ("Layla Mansour", "Layla Chaouch", False),
        ("Layla Chaouch", "Layla Chaouch", False),
        ("", "Layla Chaouch", False),
        ("Amina Zahra Yusuf", "Amina Noor Yusuf", False),
    ],
)
def test_who_may_be_who_written_shorter(name, than, may):
    assert is_shorter(name, than) is may


@given(NAME, NAME, NAME)
def test_shorter_is_an_order(one, two, three):
    assert not is_shorter(one, one)
    assert not (is_shorter(one, two) and is_shorter(two, one))
    if is_shorter(one, two) and is_shorter(two, three):
        assert is_shorter(one, three)
