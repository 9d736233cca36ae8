"""How far, in words, and how long on foot: an estimate that says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.platform.places.rules import PACES, how_far, minutes_on_foot


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "0 metres"),
        (1, "1 metre"),
        (741.4, "741 metres"),
        (999.4, "999 metres"),
        (999.6, "0.6 miles (1.0 km)"),
        (1_609.344, "1.0 miles (1.6 km)"),
    ],
)
def test_metres_below_a_kilometre_then_miles_and_kilometres(metres, words):
    assert how_far(metres) == words


@pytest.mark.parametrize(
    ("metres", "pace", "minutes"),
    [(800, "usual", 13), (0, "usual", 1), (800, "slow", 22), (800, "wheelchair", 18), (800, "pram", 20)],
)
def test_straight_distance_times_1_3_at_ones_own_pace(metres, pace, minutes):
    assert minutes_on_foot(metres, PACES[pace]) == minutes


@given(st.floats(0, 10_000), st.floats(0, 10_000))
def test_further_is_never_sooner(one, other):
    near, far = sorted([one, other])
    assert minutes_on_foot(near) <= minutes_on_foot(far)


@given(st.floats(10_000, 1e7, exclude_min=True), st.sampled_from(list(PACES.values())))
def test_farther_than_people_walk_there_are_no_minutes(metres, pace):
    assert minutes_on_foot(metres, pace) is None
