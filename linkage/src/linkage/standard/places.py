"""The free text of an address down to its flat, number and street, and what else it says of the place."""

import re
from dataclasses import dataclass

from .folding import plain
from .postcodes import parse_code as parse_code
from .postcodes import parse_postcode as parse_postcode
from .postcodes import parse_uprn as parse_uprn
from .postcodes import take_code

STREET_TYPES = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "la": "lane",
    "gdns": "gardens", "gdn": "gardens", "gds": "gardens", "sq": "square", "ter": "terrace", "terr": "terrace",
    "cres": "crescent", "cresc": "crescent", "pl": "place", "ct": "court", "crt": "court", "cl": "close",
    "dr": "drive", "gr": "grove", "gro": "grove", "hse": "house", "ho": "house", "bldgs": "buildings",
    "bldg": "building", "mans": "mansions", "pk": "park", "est": "estate", "yd": "yard", "pas": "passage",
    "wlk": "walk", "wy": "way", "mws": "mews", "hl": "hill", "vw": "view", "cts": "cottages", "blvd": "boulevard",
    "pkwy": "parkway", "hwy": "highway", "cir": "circle", "trl": "trail", "plz": "plaza", "rte": "route",
}  # fmt: skip
_STREETS = frozenset(STREET_TYPES.values()) - {"house", "court", "building", "buildings", "mansions", "estate"} | {
    "row", "rise", "vale", "green", "end", "villas", "parade", "broadway", "wharf", "circus", "common", "fields",
    "loop", "run", "pike", "alley", "circuit", "turnpike",
}  # fmt: skip
_BUILDINGS = frozenset({"house", "court", "building", "buildings", "mansions", "tower", "point", "lodge", "heights",
                        "apartments", "cottages", "block", "hostel", "hotel"})  # fmt: skip
_NUMBERED = frozenset({"highway", "route", "road"})  # `Highway 701`
_TOWARDS = {"n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast", "nw": "northwest",
            "se": "southeast", "sw": "southwest"}  # fmt: skip
_FLOORS = {"basement": "b", "lower ground": "lg", "ground": "g", "first": "1f", "second": "2f", "third": "3f",
           "fourth": "4f", "top": "top", "1st": "1f", "2nd": "2f", "3rd": "3f", "4th": "4f", "garden": "b",
           "gnd": "g", "upper": "up", "lower": "lg", "rear": "rear", "front": "front"}  # fmt: skip
_FLAT = re.compile(r"\b(?:flat|flt|fl|apartment|apt|unit|room|rm|maisonette|studio|suite|ste|lot|trlr|spc)\b"
                   r"\s*(?:no\b\s*)?#?\s*"
                   rf"(\d+\s?[a-z]?|[a-z]\d*|{'|'.join(dict.fromkeys(_FLOORS.values()))})\b|"
                   r"#\s*(\d+\s?[a-z]?|[a-z]\d*)\b")  # fmt: skip
_FLAT_WORDS = ("fl", "ap", "unit", "ro", "rm", "mais", "stu", "ste", "suite", "lot", "trlr", "spc", "#")
_FLOOR = re.compile(rf"\b({'|'.join(_FLOORS)})\s*(?:floor|flr)?\s*(?:flat|flt|maisonette)\b|\b({'|'.join(_FLOORS)})"
                    r"\s*(?:floor|flr)\b")  # fmt: skip
_SLASH = re.compile(r"^\s*(\d+[a-z]?)\s*/\s*(\d+[a-z]?)\b")
_BOX = re.compile(r"\b(?:p ?o|post office|gpo) ?box ?(?:no )?(\d+)\b")
_NUMBER = re.compile(r"\b(\d+(?:\s?-\s?\d+)?)\s?([a-z]?)\b")
_WORD = re.compile(r"[^\W_]+(?:-\d+)?")
_LONE_NUMBER = re.compile(r"\d+(?:-\d+)?[a-z]?")
_NUMBER_AND_LETTER = re.compile(r"(\d+)([a-z])")


@dataclass(frozen=True, slots=True)
class Address:
    """Lower case; empty where the text does not say. `street` is the street, or failing it the building.

    `number`: the house's; for a flat in a building that has none, the building's name. `locality`: the words
    that are left, such as a suburb and a town.
    """

    flat: str = ""
    number: str = ""
    street: str = ""
    postcode: str = ""
    locality: str = ""


def parse_address(text: str | None) -> Address:
    """Flat, number, street, postcode and the rest of one line of free text."""
    if not text:
        return Address()
    postcode, rest = take_code(text.upper())
    rest = plain(rest).replace(".", " ")
    if "box" in rest and (match := _BOX.search(rest)):
        return Address("", match[1], "po box", postcode, " ".join(_WORD.findall(rest[match.end() :])))
    flat, rest = _take_flat(rest)
    number, street, inside, building, locality = _number_and_street(rest)
    flat = flat or inside
    if flat and not number and building:
        number, street = building, street.removeprefix(building).strip()
    if not flat and (match := _NUMBER_AND_LETTER.fullmatch(number)):
        number, flat = match[1], match[2]  # 12A High Street and Flat A, 12 High Street are one door
    return Address(flat, number, street, postcode, locality)


def _take_flat(text: str) -> tuple[str, str]:
    if any(word in text for word in _FLAT_WORDS) and (match := _FLAT.search(text)):
        flat = (match[1] or match[2]).replace(" ", "")
        return flat, text[: match.start()] + " , " + text[match.end() :]
    if ("fl" in text or "maison" in text) and (match := _FLOOR.search(text)):
        return _FLOORS[match[1] or match[2]], text[: match.start()] + " , " + text[match.end() :]
    if "/" in text and (match := _SLASH.search(text)):
        return match[1], match[2] + " " + text[match.end() :]
    return "", text


def _number_and_street(text: str) -> tuple[str, str, str, str, str]:
    """The number before a street, else before a building; and where both stand, the building's number, which
    is a flat's, and the building's name; and the words of neither."""
    parts = [_expand(part) for part in re.split(r"[,;\n]", text)]
    parts = _join_lone_numbers([part for part in parts if part])
    street_at, building_at = (_ending_with(kinds, parts) for kinds in (_STREETS, _BUILDINGS))
    if street_at:
        (at, end) = street_at
        number, street = _split_number(parts[at][:end])
        inside, building = _split_number(parts[building_at[0]][: building_at[1]]) if building_at else ("", "")
        apart = bool(building) and _stands_apart(building, street)
        used = {at: end} | ({building_at[0]: building_at[1]} if building_at and building_at[0] != at else {})
        return number, street, *((inside, building) if apart else ("", "")), _left(parts, used)
    if building_at or parts:
        at, end = building_at or (0, len(parts[0]))
        return *_split_number(parts[at][:end]), "", "", _left(parts, {at: end})
    return "", "", "", "", ""


def _left(parts: list[list[str]], used: dict[int, int]) -> str:
    return " ".join(word for at, words in enumerate(parts) for word in words[used.get(at, 0) :])


def _stands_apart(building: str, street: str) -> bool:
    """Earls Court Road is no Earls Court in a Road."""
    return not street.startswith(building) or len(street.removeprefix(building).split()) > 1


def _ending_with(kinds: frozenset[str], parts: list[list[str]]) -> tuple[int, int] | None:
    """The first part that holds such a word after another, and where in it such a word ends last."""
    for at, words in enumerate(parts):
        for place in range(len(words) - 1, 0, -1):
            if words[place] in kinds:
                numbered = words[place] in _NUMBERED and place + 1 < len(words) and words[place + 1].isdigit()
                return at, place + (2 if numbered else 1)
    return None


def _expand(part: str) -> list[str]:
    words = _WORD.findall(part)
    begun = next((i for i, word in enumerate(words) if word.isalpha()), 0)  # `14 St Pancras Way`
    if len(words) > begun + 2 and words[begun] in _TOWARDS:
        words[begun] = _TOWARDS[words[begun]]
        begun += 1
    return [("saint" if word == "st" else word) if i <= begun else STREET_TYPES.get(word, word)
            for i, word in enumerate(words)]  # fmt: skip


def _join_lone_numbers(parts: list[list[str]]) -> list[list[str]]:
    """`12, High Street`: a number that stands alone belongs to what follows."""
    joined: list[list[str]] = []
    for words in parts:
        if joined and len(joined[-1]) == 1 and _LONE_NUMBER.fullmatch(joined[-1][0]):
            joined[-1] = joined[-1] + words
        else:
            joined.append(words)
    return joined


def _split_number(words: list[str]) -> tuple[str, str]:
    line = " ".join(words)
    if not (match := _NUMBER.search(line)):
        return "", line
    number, before = (match[1] + match[2]).replace(" ", ""), line[: match.start()].strip()
    if before and before.split()[-1] in _NUMBERED:
        return "", line
    return number, line[match.end() :].strip() or before
