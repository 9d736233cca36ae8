"""Streets from the postcodes along them."""

from borough.platform.gazetteer.rules.gathering import Along, Seen, gathered

from .borough import units

UNITS = {unit.code: unit for unit in units() if not unit.district and not unit.last_seen}


def of(*along, seen=()):
    return gathered([Along(*one) for one in along], seen, UNITS)


def test_spellings_that_mean_one_street_are_one_under_the_commonest():
    (street,) = of(
        ("Theobalds Road", "WC1X 8NW"), ("Theobald's Road", "WC1X 8NX"), ("Theobald's Rd", "WC1X 8PN")
    )
    assert street.name == "Theobald's Road"


def test_a_name_in_two_neighbourhoods_has_two_parts():
    (street,) = of(("Avenue Road", "NW3 3HP"), ("Avenue Road", "N6 6BP"))
    assert sorted(part.outcodes for part in street.parts) == [("N6",), ("NW3",)]


def test_a_long_street_is_one():
    (street,) = of(*[("Kentish Town Road", code) for code in sorted(UNITS) if code.startswith("NW5 2")])
    assert len(street.parts) == 1


def test_a_street_of_which_only_a_point_is_known_is_there():
    (street,) = of(seen=[Seen("Store Street", 51.52, -0.13, 529_800.0, 181_900.0, "Bloomsbury", ("WC1E",))])
    assert street.parts[0].ward_name == "Bloomsbury"


def test_a_building_is_not_a_street_and_a_street_wins():
    found = of(
        ("Mill Lane", "NW6 1NE"), ("Alder House", "NW6 1NE", True, True), ("Mill Lane", "NW6 1NE", True, True)
    )
    assert {street.name: street.building for street in found} == {"Mill Lane": False, "Alder House": True}


def test_invented_streets_are_known_to_be():
    (street,) = of(("Kestrel Grove", "NW6 1NE", False))
    assert street.invented
