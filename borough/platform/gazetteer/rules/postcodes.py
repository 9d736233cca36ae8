"""Postcodes as people type them: which one is meant, or which part of one, or what else it is."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

# Outward: A9, A99, AA9, AA99, A9A, AA9A; inward: 9AA without C I K M O V (Royal Mail's own pattern).
OUTWARD = (
    r"(?:[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9](?:[0-9]|[ABEHMNPRV-Y])|[0-9][A-HJKPS-UW]))"
)
INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
FULL = re.compile(rf"({OUTWARD})({INWARD})")
WITHIN = re.compile(rf"(?<![A-Z0-9])({OUTWARD})[ -]?({INWARD})(?![A-Z0-9])")
PART = re.compile(rf"({OUTWARD})(?: ?([0-9])([ABD-HJLNP-UW-Z])?)?")
NOT_SPACED = re.compile(r"[ .,_-]+")

# Great Britain's and Northern Ireland's postcode areas.
AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
    "EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG "
    "NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ "
    "TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)
# London's areas end at these districts, beside a few for large organisations.
LONDON_ENDS = {"E": 20, "EC": 4, "N": 22, "NW": 11, "SE": 28, "SW": 20, "W": 14, "WC": 2}
LONDON_BEYOND = frozenset({"E98", "N81", "NW26", "SE1P", "W1A"})
DEPENDENCIES = {"JE": "Jersey", "GY": "Guernsey", "IM": "the Isle of Man"}
FOREIGN = (
    (re.compile(r"[A-Z]\d[A-Z] ?\d[A-Z]\d"), "Canada"),
    (re.compile(r"\d{4} ?[A-Z]{2}"), "the Netherlands"),
    (re.compile(r"[AC-FHKNPRTV-Y]\d[0-9W] ?[0-9AC-FHKNPRTV-Y]{4}"), "Ireland"),
    (re.compile(r"\d{5}(-\d{4})?"), "another country"),
    (re.compile(r"\d{3}-\d{4}"), "Japan"),
)


class Written(StrEnum):
    """How sure it is that a text is a postcode, and which."""

    WHOLE = "whole"
    PART = "part"
    MISTYPED = "mistyped"  # letters for digits or digits for letters
    ELSEWHERE = "elsewhere"  # forces, dependencies, other countries


@dataclass(frozen=True, slots=True)
class Postcode:
    """`code` as written on a letter; several `candidates` where letters may stand for digits, likeliest first.

    `also`: what a part without a space could mean too: NW10 is a district, or the sector NW1 0.
    """

    written: Written
    code: str = ""
    candidates: tuple[str, ...] = ()
    also: str = ""
    about: str = ""
    rest: str = field(default="", compare=False)  # the text round it


def read(text: str) -> Postcode | None:
    """A cleaned text that is a postcode and nothing else, whole or in part; None where it is not one."""
    upper = text.upper().strip(" .,;:'\"()")
    packed = NOT_SPACED.sub("", upper)
    if elsewhere := _elsewhere(packed):
        return Postcode(Written.ELSEWHERE, about=elsewhere)
    if whole := FULL.fullmatch(packed):
        return Postcode(Written.WHOLE, f"{whole[1]} {whole[2]}")
    if abroad := _abroad(upper):
        return Postcode(Written.ELSEWHERE, about=abroad)
    return _part(upper.replace("-", " ")) or _mistyped(packed)


def within(text: str) -> Postcode | None:
    """The last whole postcode inside a longer text, with the rest of it."""
    upper = text.upper()
    if len(upper) != len(text):  # a letter that becomes two in capitals
        return None
    found = list(WITHIN.finditer(upper))
    if not found:
        return None
    last = found[-1]
    rest = " ".join(f"{text[: last.start()]} {text[last.end() :]}".split()).strip(" ,;")
    return Postcode(Written.WHOLE, f"{last[1]} {last[2]}", rest=rest)


def area_of(code: str) -> str:
    """NW1 0AA -> NW."""
    letters = re.match(r"[A-Z]*", code)
    return letters[0] if letters else ""


def sector_of(code: str) -> str:
    """NW1 0AA -> NW1 0."""
    return code[:-2]


def never_existed(code: str) -> bool:
    """Whether no postcode can begin like this one."""
    outward = code.split(" ")[0]
    area = area_of(outward)
    if area not in AREAS and area not in DEPENDENCIES:
        return True
    district = re.match(r"\d+", outward[len(area) :])
    beyond = district and int(district[0]) > LONDON_ENDS.get(area, 99)
    return bool(beyond) and outward not in LONDON_BEYOND


def _part(upper: str) -> Postcode | None:
    if upper in AREAS:
        return Postcode(Written.PART, upper)
    found = PART.fullmatch(upper)
    if not found:
        return None
    outward, digit, letter = found[1], found[2] or "", found[3] or ""
    also = ""
    if (
        not digit
        and " " not in upper
        and outward[-1:].isdigit()
        and len(outward) > 2
        and outward[-2].isdigit()
    ):
        also = f"{outward[:-1]} {outward[-1]}"
    return Postcode(Written.PART, f"{outward} {digit}{letter}".strip(), also=also)


# What looks like what, on paper and under a thumb.
AS_DIGIT = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
AS_LETTER = {"0": "O", "1": "IL", "2": "Z", "5": "S", "6": "G", "8": "B"}


def _mistyped(packed: str) -> Postcode | None:
    """NWI OAA -> NW1 0AA: every postcode it could be by putting digits for letters and letters for digits."""
    if not (5 <= len(packed) <= 7 and packed.isascii() and packed.isalnum()):
        return None
    ways = [character + AS_DIGIT.get(character, "") + AS_LETTER.get(character, "") for character in packed]
    if not packed[-3:].isdigit() and len(packed) - sum(len(way) > 1 for way in ways) < 1:
        return None
    tried = ("".join(letters) for letters in product(*ways))
    fits = [f"{code[:-3]} {code[-3:]}" for code in tried if FULL.fullmatch(code)]
    likely = sorted((code for code in fits if not never_existed(code)), key=lambda c: _changes(c, packed))
    return Postcode(Written.MISTYPED, candidates=tuple(likely[:24])) if likely else None


def _changes(code: str, packed: str) -> int:
    return sum(a != b for a, b in zip(code.replace(" ", ""), packed, strict=True))


def _elsewhere(packed: str) -> str:
    if (packed.startswith("BFPO") and packed[4:].isdigit()) or re.fullmatch(rf"BF1{INWARD}", packed):
        return "That is a British Forces post office, which has no place on our map."
    if packed == "GIR0AA":
        return "GIR 0AA was the postcode of Girobank in Bootle. It is not in the borough."
    if (area := packed[:2]) in DEPENDENCIES and re.fullmatch(rf"{area}\d{{1,2}}({INWARD})?", packed):
        return f"That postcode is in {DEPENDENCIES[area]}, a Crown dependency, not in the borough."
    return ""


def _abroad(upper: str) -> str:
    for pattern, country in FOREIGN:
        if pattern.fullmatch(upper):
            return f"That looks like a postcode of {country}. We only know places in and around the borough."
    return ""
