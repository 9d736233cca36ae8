"""Section F of the research, row by row: what somebody types, and the answer that helps."""

import pytest

from borough.platform.gazetteer.rules.answers import Choice, Location, Refusal
from borough.platform.gazetteer.rules.gazetteer import Gazetteer, Street
from borough.platform.gazetteer.rules.locating import locate

from .borough import STREETS, Homes, home, part, shapes, street, units


@pytest.fixture(scope="module")
def borough():
    two_parts = Street(
        name="Avenue Road", parts=(part("Primrose Hill", "NW3 3PF"), part("Highgate", "N6 6BP"))
    )
    streets = [*(street(*row) for row in STREETS), two_parts]
    homes = [
        home("1001", "NW6 1NE", "12"),
        home("1002", "NW6 1NE", "14", flat="A"),
        home("1003", "NW6 1NE", "14", flat="B"),
        home("990000000014", "NW6 1NE", "16", building="Alder House"),
    ]
    return Gazetteer(units=units(), streets=streets, shapes=shapes(), book=Homes(homes))


def in_words(answer):
    match answer:
        case Location(suggestion=meant) if meant:
            return f"{answer.status} {meant}"
        case Location() if answer.status in ("found", "retired") and answer.postcode:
            return f"{answer.status} {answer.postcode}"
        case Location():
            return f"{answer.status} {answer.name}"
        case Refusal():
            return str(answer.status)
        case Choice():
            return f"{answer.status} of {len(answer.options)}"


def table(text):
    pairs = [line.rpartition(" | ") for line in text.strip("\n").splitlines()]
    return [(typed.encode().decode("unicode_escape"), wanted.strip()) for typed, _, wanted in pairs]


POSTCODES = r"""
NW1 0AA | found NW1 0AA
nw10aa | found NW1 0AA
 NW1  0AA  | found NW1 0AA
NW1-0AA | found NW1 0AA
Nw1 0aA. | found NW1 0AA
NW1\xa00AA | found NW1 0AA
N\u200bW1 0\u200dAA\ufeff | found NW1 0AA
\uff2e\uff37\uff11\u3000\uff10\uff21\uff21 | found NW1 0AA
NW1\r\n0AA | found NW1 0AA
\u202eNW1 0AA\u202c | found NW1 0AA
NW1%200AA | found NW1 0AA
NW1%25200AA | found NW1 0AA
(NW1 0AA) | found NW1 0AA
NWI OAA | suggestion NW1 0AA
NW1 OAA | suggestion NW1 0AA
nwl oaa | suggestion NW1 0AA
NW1 0A4 | unknown
NW1 | partial NW1
NW1 0 | partial NW1 0
NW1 0A | partial NW1 0A
nw | partial NW
NW6 | partial NW6
NW99 9ZZ | unknown
QQ1 1AA | unknown
NW1 0ZZ | unknown
EC1M 3HQ | retired EC1M 3HQ
EC1A 1AA | outside EC1A 1AA
SW1A 1AA | outside
M1 1AE | outside
M1 | outside
BFPO 801 | outside
BF1 2AA | outside
GIR 0AA | outside
JE2 3AB | outside
GY1 1AA | outside
IM1 1AA | outside
K1A 0B1 | outside
1012 AB | outside
D02 AF30 | outside
90210 | outside
"""

POINTS = r"""
51.5367,-0.1395 | found NW1 0AA
51.5367, -0.1395 | found NW1 0AA
51.5367 -0.1395 | found NW1 0AA
51.5367;-0.1395 | found NW1 0AA
(51.5367, -0.1395) | found NW1 0AA
lat=51.5367&lon=-0.1395 | found NW1 0AA
geo:51.5367,-0.1395 | found NW1 0AA
51.5367\u00b0 N, 0.1395\u00b0 W | found NW1 0AA
51.5367N 0.1395W | found NW1 0AA
0.1395W 51.5367N | found NW1 0AA
-0.1395,51.5367 | found NW1 0AA
51,5367;-0,1395 | found NW1 0AA
51.5367, \u22120.1395 | found NW1 0AA
51\u00b032'12"N 0\u00b008'22"W | found NW1 0AA
51\u00b0 32\u2032 12\u2033 N, 0\u00b0 8\u2032 22\u2033 W | found NW1 0AA
N51 d 32.2 W0 d 8.37 | found NW1 0AA
529135 183622 | found NW1 0AA
529135,183622 | found NW1 0AA
E 529135 N 183622 | found NW1 0AA
TQ 2914 8362 | found NW1 0AA
TQ 291 836 | found NW1 0BP
TQ291836 | found NW1 0BP
tq 29135 83622 | found NW1 0AA
51.52,0.5 | outside 51.52000, 0.50000
48.85,2.35 | outside 48.85000, 2.35000
51.5278,-0.0995 | outside a point near EC1V 8DB
0,0 | invalid
91,0 | invalid
51.5,181 | invalid
nan,nan | invalid
inf,0 | invalid
1e400,0 | invalid
51\u00b072'12"N 0\u00b008'22"W | invalid
TQ 291 83 | invalid
999999 9999999 | invalid
"""

STREETS_TYPED = r"""
Kentish Town Road | found NW5 2AA
kentish town rd | found NW5 2AA
kentish-town-road | found NW5 2AA
Kentish Town Road NW5 | found NW5 2AA
Kentish Town Road, London | found NW5 2AA
kentsh town raod | suggestion Kentish Town Road
St Pancras Way | found NW1 0PB
St. Pancras Way | found NW1 0PB
Saint Pancras Way | found NW1 0PB
Theobalds Road | found WC1X 8NW
Theobald\u2019s Rd | found WC1X 8NW
Theobald\xd4\xc7\xd6s Road | found WC1X 8NW
Theobolds Road | suggestion Theobald's Road
gt ormond st | found WC1N 3JH
Great Ormond Street | found WC1N 3JH
dukes rd | found WC1H 9AB
Theobalds | suggestion Theobald's Road
Belsize | ambiguous of 2
Avenue Road | ambiguous of 2
Avenue Road, Primrose Hill | found NW3 3PF
Avenue Road N6 | found N6 6BP
avenue-road~highgate-n6 | found N6 6BP
Mill Lane | found NW6 1NE
12 Mill Lane | found NW6 1NE
12 Mill Lane NW6 1NE | found NW6 1NE
Flat A, 14 Mill Lane, London, NW6 1NE | found NW6 1NE
14a Mill Lane NW6 1NE | found NW6 1NE
14 Mill Lane | found NW6 1NE
990000000014 | found NW6 1NE
UPRN 990000000014 | found NW6 1NE
990000000099 | unknown
a-00000000000000001001 | found NW6 1NE
a-00000000000000009999 | unknown
Zzyzx Boulevard | unknown
"""

HOSTILE = r"""
   | invalid
\U0001f600 | invalid
\U0001f600\U0001f4a9\U0001f3f3 | invalid
\x00 | invalid
NW1 \U0001f600 0AA | unknown
\u200e\u200f\u202e | invalid
\u05e8\u05d7\u05d5\u05d1 | unknown
\ufffd\ufffdNW1 | invalid
'; DROP TABLE address;-- | unknown
<script>alert(1)</script> | unknown
../../etc/passwd | unknown
%252e%252e%252fetc%252fpasswd | unknown
${jndi:ldap://x} | unknown
{{7*7}} | unknown
NW1\x000AA | found NW1 0AA
filled.count.soap | unknown
///filled.count.soap | unknown
what3words.com/filled.count.soap | unknown
9C3XGVPR+2Q | unknown
.... | invalid
a | unknown
"""


@pytest.mark.parametrize(
    ("typed", "wanted"), table(POSTCODES) + table(POINTS) + table(STREETS_TYPED) + table(HOSTILE)
)
def test_a_text_is_answered(borough, typed, wanted):
    answer = locate(typed, borough)
    assert in_words(answer) == wanted or at_its_postcode(borough, answer, wanted)


def at_its_postcode(borough, answer, wanted):
    """Streets have no postcode of their own: the table names one at their point."""
    status, _, code = wanted.partition(" ")
    unit = borough.by_code.get(code)
    there = unit and isinstance(answer, Location) and answer.status == status
    return there and (answer.easting, answer.northing) == (unit.easting, unit.northing)


def test_nothing_typed_is_said(borough):
    assert locate("", borough).reason == "Nothing was typed."


@pytest.mark.parametrize("typed", ["a" * 5_000, "NW1 0AA" * 2_000, "é" * 10_000, "%25" * 4_000])
def test_a_text_longer_than_any_address_is_refused_with_its_length(borough, typed):
    answer = locate(typed, borough)
    assert answer.status == "invalid"
    assert f"{len(typed):,} characters" in answer.reason


def test_swapped_degrees_are_put_right_and_told(borough):
    assert "the right way round" in locate("-0.1395,51.5367", borough).sentence


def test_a_mistyped_postcode_says_what_was_taken(borough):
    answer = locate("NWI OAA", borough)
    assert answer.sentence == "Did you mean NW1 0AA? This is the answer for it."
    assert (answer.suggestion, answer.ward_name) == ("NW1 0AA", "Regent's Park")


def test_a_postcode_that_does_not_exist_offers_those_of_its_sector(borough):
    answer = locate("NW1 0ZZ", borough)
    assert answer.suggestion.startswith("NW1 0")
    assert answer.options


def test_a_retired_postcode_is_answered_where_it_last_was(borough):
    answer = locate("EC1M 3HQ", borough)
    assert "retired it after August 2014" in answer.sentence
    assert (round(answer.lat, 6), round(answer.lon, 6)) == (51.521206, -0.106689)


def test_a_postcode_of_a_neighbour_names_its_council(borough):
    answer = locate("EC1A 1AA", borough)
    assert (answer.district, answer.district_code, answer.ward_code) == ("Islington", "E09000019", "")
    assert answer.sentence == "EC1A 1AA is outside the borough, in Islington."


def test_a_box_postcode_says_that_it_is_one(borough):
    answer = locate("NW1 0GS", borough)
    assert answer.business
    assert "shares one point with 1,161 others" in answer.sentence


def test_part_of_a_postcode_leads_on_to_its_sectors(borough):
    answer = locate("NW1", borough)
    assert ("NW1 0", "NW1-0") in [(option.label, option.where) for option in answer.options]
    assert answer.ward_code == ""  # its middle is nobody's ward


def test_nw10_is_the_sector_nw1_0_where_the_district_is_not_ours(borough):
    assert locate("NW10", borough).name == "NW1 0"


def test_homes_behind_one_door_are_one_place_that_leads_to_each(borough):
    answer = locate("14 Mill Lane", borough)
    assert (answer.kind, answer.where, answer.uprn) == ("address", "NW6-1NE", "")
    assert [option.label for option in answer.options] == [
        "Flat A, 14 Mill Lane, NW6 1NE",
        "Flat B, 14 Mill Lane, NW6 1NE",
    ]


def test_an_address_has_a_token_in_its_url_and_nothing_of_itself(borough):
    answer = locate("12 Mill Lane NW6 1NE", borough)
    assert answer.where == "a-00000000000000001001"


def test_a_number_that_is_not_on_the_street_is_said(borough):
    assert (
        "We do not know number 999: this is the middle of Mill Lane."
        in locate("999 Mill Lane", borough).sentence
    )
    assert locate("999 Mill Lane NW6 1NE", borough).postcode == "NW6 1NE"


def test_a_what3words_address_gets_help_of_its_own(borough):
    assert "what3words" in locate("///filled.count.soap", borough).reason


def test_a_postcode_that_two_zones_share_says_so():
    near_edge = [home(str(n), "NW6 1NE", str(n), shift=(0.0, 60.0 * n)) for n in range(1, 12)]
    borough = Gazetteer(units=units(), shapes=shapes(), book=Homes(near_edge))
    assert "parking zone" in locate("NW6 1NE", borough).differs
    one_place = Gazetteer(units=units(), shapes=shapes(), book=Homes([home("1", "NW6 1NE", "1")]))
    assert locate("NW6 1NE", one_place).differs == ()
