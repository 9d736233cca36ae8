"""The one box understands what people write, and leaves to the gazetteer what is not a kind of place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.platform.places.words import vocabulary

WRITTEN = """
library                                   | library          |                   |
Libraries                                 | library          |                   |
libary                                    | library          |                   |
where is my nearest library?              | library          |                   |
library near kentish town                 | library          | kentish town      |
NW5 2AA library                           | library          | nw5 2aa           |
where can I recycle paint                 | recycle_paint    |                   |
recycle old clothes                       | recycle_clothes  |                   |
nearest cash machine                      | cash_machine     |                   |
loo                                       | public_toilet    |                   |
wheelchair accessible toilet in Camden    | public_toilet    | camden            | step_free
free toilets                              | public_toilet    |                   | free
chemist open now                          | pharmacy         |                   | open
farmacy                                   | pharmacy         |                   |
doctors near 12 Mill Lane                 | gp               | 12 mill lane      |
where's my nearest GP?                    | gp               |                   |
the tip                                   | recycling_centre |                   |
what day are my bins collected            | collection_day   |                   |
where do I vote                           | polling_station  |                   |
where can i play tennis                   | sport_tennis     |                   |
hospital near king's cross                | hospital         | kings cross       |
library near 51.54,-0.14                  | library          | 51.54,-0.14       |
dentst nw1                                | dentist          | nw1               |
Kentish Town Road                         |                  | kentish town road |
nw1 0aa                                   |                  | nw1 0aa           |
asdfgh                                    |                  | asdfgh            |
"""


@pytest.mark.parametrize("row", WRITTEN.strip().splitlines())
def test_what_people_write(row):
    text, kind, where, filters = (cell.strip() for cell in row.split("|"))
    read = vocabulary().read(text)
    assert [each.key for each in read.kinds][:1] == ([kind] if kind else [])
    assert (read.where, " ".join(read.filters)) == (where, filters)


@pytest.mark.parametrize("text", ["near me", "library near me", "nearest library to me", "where am I"])
def test_near_me_is_nowhere_until_the_browser_says(text):
    read = vocabulary().read(text)
    assert read.here or not read.where


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read(text):
    read = vocabulary().read(text)
    assert len(read.where) <= max(80, len(text) * 4)


def test_suggestions_begin_as_typed_or_are_spelt_nearly_so():
    assert [kind.key for kind in vocabulary().beginning("lib", 2)][:1] == ["library"]
    assert "pharmacy" in [kind.key for kind in vocabulary().beginning("where is my nearest chem", 5)]
    assert vocabulary().beginning("x", 5) == []
