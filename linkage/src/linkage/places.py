"""Postcodes, UPRNs, and the free text of an address down to its flat, number and street."""

import re
from dataclasses import dataclass

# Royal Mail's shapes. The inward part is a digit and two letters that are not C I K M O V.
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)\s*([0-9][ABD-HJLNP-UW-Z]{2})\b")
_NOWHERE = ("ZZ99", "XX", "AA1 1AA", "AB1 2CD")
STREET_TYPES = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "la": "lane",
    "gdns": "gardens", "gdn": "gardens", "gds": "gardens", "sq": "square", "ter": "terrace", "terr": "terrace",
    "cres": "crescent", "cresc": "crescent", "pl": "place", "ct": "court", "crt": "court", "cl": "close",
    "dr": "drive", "gr": "grove", "gro": "grove", "hse": "house", "ho": "house", "bldgs": "buildings",
    "bldg": "building", "mans": "mansions", "pk": "park", "est": "estate", "yd": "yard", "pas": "passage",
    "wlk": "walk", "wy": "way", "mws": "mews", "hl": "hill", "vw": "view", "cts": "cottages",
}  # fmt: skip
_STREETS = frozenset(STREET_TYPES.values()) - {"house", "court", "building", "buildings", "mansions", "estate"} | {
    "row", "rise", "vale", "green", "end", "villas", "parade", "broadway", "wharf", "circus", "common", "fields",
}  # fmt: skip
_BUILDINGS = frozenset({"house", "court", "building", "buildings", "mansions", "tower", "point", "lodge", "heights",
                        "apartments", "cottages", "block", "hostel", "hotel"})  # fmt: skip
_FLOORS = {"basement": "b", "lower ground": "lg", "ground": "g", "first": "1f", "second": "2f", "third": "3f",
           "fourth": "4f", "top": "top", "1st": "1f", "2nd": "2f", "3rd": "3f", "4th": "4f", "garden": "b",
           "gnd": "g", "upper": "up", "lower": "lg", "rear": "rear", "front": "front"}  # fmt: skip
_FLAT = re.compile(r"\b(?:flat|flt|fl|apartment|apt|unit|room|rm|maisonette|studio)\b\.?\s*(?:no\.?\s*)?"
                   rf"(\d+\s?[a-z]?|[a-z]|{'|'.join(dict.fromkeys(_FLOORS.values()))})\b")  # fmt: skip
_FLOOR = re.compile(rf"\b({'|'.join(_FLOORS)})\s*(?:floor|flr)?\s*(?:flat|flt|maisonette)\b|\b({'|'.join(_FLOORS)})"
                    r"\s*(?:floor|flr)\b")  # fmt: skip
_SLASH = re.compile(r"^\s*(\d+[a-z]?)\s*/\s*(\d+[a-z]?)\b")
_NUMBER = re.compile(r"\b(\d+(?:\s?-\s?\d+)?)\s?([a-z]?)\b")


@dataclass(frozen=True, slots=True)
class Address:
    """Lower case; empty where the text does not say. `street` is the street, or failing it the building.

    `number`: the house's; for a flat in a building that has none, the building's name.
    """

    flat: str = ""
    number: str = ""
    street: str = ""
    postcode: str = ""


def parse_postcode(text: str | None) -> str | None:
    """`NW1 8QL`, found anywhere in the text; None when there is none, or it is a known dummy."""
    if not (found := list(_POSTCODE.finditer((text or "").upper()))):
        return None
    postcode = f"{found[-1][1]} {found[-1][2]}"
    return None if postcode.startswith(_NOWHERE) else postcode


def parse_uprn(text: str | None) -> str | None:
    """Up to twelve digits without leading noughts; None when it is none."""
    digits = (text or "").strip().removesuffix(".0").lstrip("0")
    return digits if re.fullmatch(r"[0-9]{1,12}", digits) and len(set(digits)) > 1 else None


def parse_address(text: str | None) -> Address:
    """Flat, number, street and postcode of one line of free text."""
    raw = (text or "").upper()
    postcode = parse_postcode(raw) or ""
    rest = _POSTCODE.sub(" ", raw).lower().replace("'", "").replace(".", " ")
    flat, rest = _take_flat(rest)
    number, street, inside, building = _number_and_street(rest)
    flat = flat or inside
    if flat and not number and building:
        number, street = building, street.removeprefix(building).strip()
    if not flat and (match := re.fullmatch(r"(\d+)([a-z])", number)):
        number, flat = match[1], match[2]  # 12A High Street and Flat A, 12 High Street are one door
    return Address(flat, number, street, postcode)


def _take_flat(text: str) -> tuple[str, str]:
    if match := _FLAT.search(text):
        return match[1].replace(" ", ""), text[: match.start()] + " , " + text[match.end() :]
    if match := _FLOOR.search(text):
        return _FLOORS[match[1] or match[2]], text[: match.start()] + " , " + text[match.end() :]
    if match := _SLASH.search(text):
        return match[1], match[2] + " " + text[match.end() :]
    return "", text


def _number_and_street(text: str) -> tuple[str, str, str, str]:
    """The number before a street, else before a building; and where both stand, the building's number, which
    is a flat's, and the building's name."""
    parts = [_expand(part) for part in re.split(r"[,;\n]", text)]
    parts = _join_lone_numbers([part for part in parts if part])
    streets, buildings = (_ending_with(kinds, parts) for kinds in (_STREETS, _BUILDINGS))
    if streets:
        number, street = _split_number(streets[0])
        inside, building = _split_number(buildings[0]) if buildings else ("", "")
        return number, street, *((inside, building) if _stands_apart(building, street) else ("", ""))
    if chosen := buildings[:1] or parts[:1]:
        return *_split_number(chosen[0]), "", ""
    return "", "", "", ""


def _stands_apart(building: str, street: str) -> bool:
    """Earls Court Road is no Earls Court in a Road."""
    return not street.startswith(building) or len(street.removeprefix(building).split()) > 1


def _ending_with(kinds: frozenset[str], parts: list[list[str]]) -> list[list[str]]:
    """The parts that hold such a word after another, up to it."""
    ends = ((words, [i for i, word in enumerate(words) if word in kinds and i > 0]) for words in parts)
    return [words[: at[-1] + 1] for words, at in ends if at]


def _expand(part: str) -> list[str]:
    words = re.findall(r"[^\W_]+(?:-\d+)?", part)
    begun = next((i for i, word in enumerate(words) if word.isalpha()), 0)  # `14 St Pancras Way`
    return [("saint" if word == "st" else word) if i <= begun else STREET_TYPES.get(word, word)
            for i, word in enumerate(words)]  # fmt: skip


def _join_lone_numbers(parts: list[list[str]]) -> list[list[str]]:
    """`12, High Street`: a number that stands alone belongs to what follows."""
    joined: list[list[str]] = []
    for words in parts:
        if joined and len(joined[-1]) == 1 and re.fullmatch(r"\d+(?:-\d+)?[a-z]?", joined[-1][0]):
            joined[-1] = joined[-1] + words
        else:
            joined.append(words)
    return joined


def _split_number(words: list[str]) -> tuple[str, str]:
    line = " ".join(words)
    if not (match := _NUMBER.search(line)):
        return "", line
    return (match[1] + match[2]).replace(" ", ""), line[match.end() :].strip() or line[
        : match.start()
    ].strip()
