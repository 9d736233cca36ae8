"""Points as people write them: degrees in five fashions, grid references in two."""

import math
import re
from dataclasses import dataclass

# Great Britain, with its nearest sea; what lies outside cannot be what is meant.
LATITUDES, LONGITUDES = (49.0, 61.5), (-9.5, 2.5)
EASTINGS, NORTHINGS = (0.0, 700_000.0), (0.0, 1_300_000.0)
NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,4})?|[-+]?(?:nan|inf(?:inity)?)"
SIDE = r"[NSEWnsew]?"
PAIR = re.compile(rf"({SIDE}) ?({NUMBER})\s?°? ?({SIDE})\s*[,; ]\s*({SIDE}) ?({NUMBER})\s?°? ?({SIDE})", re.I)
COMMA_PAIR = re.compile(r"([-+]?\d+),(\d+)\s*[; /]\s*([-+]?\d+),(\d+)")
SEXAGESIMAL = r"(\d{1,3}) ?[°d:] ?(\d{1,2}(?:\.\d+)?)(?: ?[':m] ?(?:(\d{1,2}(?:\.\d+)?) ?(?:\"|''|s)?)?)?"
SIDE_FIRST = re.compile(rf"(?P<side>[NSEW]) ?{SEXAGESIMAL}", re.I)
SIDE_LAST = re.compile(rf"{SEXAGESIMAL} ?(?P<side>[NSEW]?)", re.I)
PREFIX = re.compile(r"^(?:geo:|lat(?:itude)?[=:] ?|\(|\[)", re.I)
BETWEEN = re.compile(r"[&,; ]+(?:lon|lng|long|longitude)[=:] ?", re.I)
GRID_PAIR = re.compile(
    r"(?:E(?:asting)?[:= ]?)?(\d{6}(?:\.\d+)?) ?[,; ]+ ?(?:N(?:orthing)?[:= ]?)?(\d{6,7}(?:\.\d+)?)", re.I
)
GRID_LETTERS = re.compile(r"([HJNOST])([A-HJ-Z]) ?((?:\d{2}){2,5}|\d{2,5} \d{2,5})", re.I)


@dataclass(frozen=True, slots=True)
class Degrees:
    """WGS84."""

    lat: float
    lon: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """British National Grid, metres; `size` of the square that a reference names."""

    easting: float
    northing: float
    size: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoPoint:
    """It is a pair of numbers, and no place on Earth, or none that is meant."""

    reason: str


Point = Degrees | Grid | NoPoint


def read(text: str) -> Point | None:
    """A cleaned text that is a point; None where it is not written like one."""
    text = BETWEEN.sub(",", PREFIX.sub("", text)).strip(" )]")
    if found := GRID_PAIR.fullmatch(text):
        return _grid(float(found[1]), float(found[2]))
    if found := GRID_LETTERS.fullmatch(text):
        return lettered(found[1], found[2], found[3])
    if found := COMMA_PAIR.fullmatch(text):
        return degrees(float(f"{found[1]}.{found[2]}"), float(f"{found[3]}.{found[4]}"))
    if point := _sexagesimal(text):
        return point
    if found := PAIR.fullmatch(text):
        return _signed(found)
    return None


def degrees(first: float, second: float) -> Point:
    """A pair of degrees, put right where longitude came first."""
    if not (math.isfinite(first) and math.isfinite(second)):
        return NoPoint("A latitude and a longitude are numbers, such as 51.5432, -0.1421.")
    if first == 0 and second == 0:
        return NoPoint("0, 0 is a point in the Atlantic: it is what a device says that does not know.")
    if _within(first, LATITUDES) and _within(second, LONGITUDES):
        return Degrees(first, second)
    if _within(second, LATITUDES) and _within(first, LONGITUDES):
        return Degrees(second, first, "Longitude came first, so we put the two the right way round.")
    if not (abs(first) <= 90 and abs(second) <= 180):
        return NoPoint("A latitude is between -90 and 90, and a longitude between -180 and 180.")
    return Degrees(first, second)


def lettered(square: str, within: str, digits: str) -> Point:
    """TQ 291 836: the middle of the square that it names."""
    parts = digits.split(" ")
    digits = "".join(parts)
    if (len(parts) == 2 and len(parts[0]) != len(parts[1])) or len(digits) % 2 or not 2 <= len(digits) <= 10:
        return NoPoint(
            "A grid reference has as many figures for the east as for the north, as in TQ 291 836."
        )
    half = len(digits) // 2
    size = 10.0 ** (5 - half)
    east, north = _corner(square.upper(), within.upper())
    return _grid(
        east + int(digits[:half]) * size + size / 2, north + int(digits[half:]) * size + size / 2, size
    )


def _corner(square: str, within: str) -> tuple[float, float]:
    """Metres of the corner of a 100 km square: letters count west to east, north to south, without I."""
    large, small = (ord(c) - 65 - (c > "I") for c in (square, within))
    east = ((large % 5) - 2) * 500_000 + (small % 5) * 100_000
    north = (3 - large // 5) * 500_000 + (4 - small // 5) * 100_000
    return float(east), float(north)


def _grid(easting: float, northing: float, size: float = 1.0) -> Point:
    if _within(easting, EASTINGS) and _within(northing, NORTHINGS):
        return Grid(easting, northing, size)
    return NoPoint("That grid reference is not in Great Britain.")


def _signed(found: "re.Match[str]") -> Point:
    sides = [(found[1] or found[3]).upper(), (found[4] or found[6]).upper()]
    values = [float(found[2]), float(found[5])]
    return _by_side(values, sides)


def _by_side(values: list[float], sides: list[str]) -> Point:
    turned = [-abs(v) if s in ("S", "W") else v for v, s in zip(values, sides, strict=True)]
    if (sides[0] in ("E", "W") and sides[0]) or (sides[1] in ("N", "S") and sides[1]):
        turned.reverse()  # said so, and no mistake
    return degrees(*turned)


def _sexagesimal(text: str) -> Point | None:
    form = SIDE_FIRST if text[:1].isalpha() else SIDE_LAST
    found = list(form.finditer(text))
    if len(found) != 2 or form.sub("", text).strip(" ,;"):
        return None
    values, sides, first = [], [], int(form is SIDE_FIRST)
    for part in found:
        whole, minutes, seconds = (float(part[first + nth] or 0) for nth in (1, 2, 3))
        if minutes >= 60 or seconds >= 60:
            return NoPoint("Minutes and seconds of a degree are less than 60.")
        values.append(whole + minutes / 60 + seconds / 3600)
        sides.append(part["side"].upper())
    return _by_side(values, sides)


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
