"""What the box offers while somebody types."""

import time

import pytest

from borough.platform.gazetteer.rules.gazetteer import Gazetteer
from borough.platform.gazetteer.rules.suggesting import suggest

from .borough import STREETS, Homes, home, shapes, street, units


@pytest.fixture(scope="module")
def borough():
    homes = [
        home("1001", "NW6 1NE", "12"),
        home("1002", "NW6 1NE", "14", flat="A"),
        home("1003", "NW6 1NE", "14", flat="B"),
    ]
    return Gazetteer(
        units=units(), streets=[street(*row) for row in STREETS], shapes=shapes(), book=Homes(homes)
    )


TYPED = [
    ("nw5 2a", "NW5 2AA"),
    ("nw52aa", "NW5 2AA"),
    ("NW6 1NE", "NW6 1NE"),
    ("kent", "Kentish Town Road"),
    ("town ro", "Kentish Town Road"),
    ("kentsh twn road", "Kentish Town Road"),
    ("kentsh", "Kentish Town Road"),
    ("saint pan", "St Pancras Way"),
    ("st pan", "St Pancras Way"),
    ("theobald's", "Theobald's Road"),
    ("12 mill l", "12 Mill Lane, NW6 1NE"),
]


@pytest.mark.parametrize(("typed", "wanted"), TYPED)
def test_what_is_typed_is_offered_first(borough, typed, wanted):
    assert suggest(typed, borough)[0].words == wanted


def test_flats_are_offered_only_after_a_whole_postcode(borough):
    assert not any("Flat" in one.words for one in suggest("14 Mill Lane", borough))
    assert suggest("14 Mill Lane", borough)[0].where == "NW6-1NE"
    assert [one.words for one in suggest("NW6 1NE", borough)][1:] == [
        "12 Mill Lane, NW6 1NE",
        "Flat A, 14 Mill Lane, NW6 1NE",
        "Flat B, 14 Mill Lane, NW6 1NE",
    ]


@pytest.mark.parametrize("typed", ["", " ", "a", "!!!", "x" * 5_000, "\x00", "<script>"])
def test_nothing_sensible_offers_nothing(borough, typed):
    assert suggest(typed, borough) == []


def test_two_hundred_suggestions_cost_well_under_thirty_milliseconds_each(borough):
    """Processor time, so that a busy machine is not what is measured."""
    suggest("kent", borough)
    began = time.process_time()
    for typed, _ in TYPED * 20:
        suggest(typed, borough)
    assert (time.process_time() - began) / 200 < 0.030
