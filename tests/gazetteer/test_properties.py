"""What holds for every text, postcode and point."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.platform.gazetteer.rules import coordinates, grid, postcodes
from borough.platform.gazetteer.rules.answers import Choice, Location, Refusal
from borough.platform.gazetteer.rules.gazetteer import Gazetteer
from borough.platform.gazetteer.rules.locating import locate
from borough.platform.gazetteer.rules.suggesting import suggest

from .borough import STREETS, shapes, street, units


@pytest.fixture(scope="module")
def borough():
    return Gazetteer(units=units(), streets=[street(*row) for row in STREETS], shapes=shapes())


@given(st.text(max_size=300))
def test_any_text_has_an_answer_and_suggestions(borough, typed):
    answer = locate(typed, borough)
    assert isinstance(answer, Location | Choice | Refusal)
    assert len(suggest(typed, borough)) <= 8


@given(st.floats(), st.floats())
def test_any_two_numbers_have_an_answer(borough, first, second):
    answer = locate(f"{first},{second}", borough)
    if isinstance(answer, Location):
        assert math.isfinite(answer.lat)
        assert math.isfinite(answer.lon)


@given(st.sampled_from(units()[:8_000]), st.data())
def test_a_postcode_is_read_however_it_is_spaced_and_cased(unit, data):
    typed = unit.code
    if data.draw(st.booleans()):
        typed = typed.lower()
    typed = typed.replace(" ", data.draw(st.sampled_from(["", " ", "  ", "-", ".", " - "])))
    assert postcodes.read(typed).code == unit.code


@given(st.sampled_from(units()))
def test_the_url_of_a_postcode_leads_back_to_it(borough, unit):
    assert locate(unit.code.replace(" ", "-"), borough).name == unit.code


@given(st.floats(51.4, 51.7), st.floats(-0.3, 0.1))
def test_the_url_of_a_point_leads_back_to_it(borough, lat, lon):
    answer = locate(f"{lat},{lon}", borough)
    again = locate(answer.where, borough)
    assert math.dist((again.easting, again.northing), (answer.easting, answer.northing)) < 2


@given(st.floats(50.5, 58), st.floats(-5, 1.5))
def test_the_grid_and_degrees_undo_one_another(lat, lon):
    back = grid.to_degrees(*grid.to_grid(lat, lon))
    assert back == pytest.approx((lat, lon), abs=5e-6)


@given(st.integers(0, 699_999), st.integers(0, 1_299_999))
def test_a_lettered_reference_is_its_square(easting, northing):
    letters = "VWXYZQRSTULMNOPFGHJKABCDE"  # south-west to north-east
    east, north = easting + 1_000_000, northing + 500_000
    large = letters[5 * (north // 500_000) + east // 500_000]
    small = letters[5 * (north % 500_000 // 100_000) + east % 500_000 // 100_000]
    text = f"{large}{small} {easting % 100_000:05d} {northing % 100_000:05d}"
    found = coordinates.read(text)
    assert (found.easting, found.northing) == (easting + 0.5, northing + 0.5)
