"""Names of streets: the form in which two spellings of one street are equal, and the reading of an address."""

import re
import unicodedata
from dataclasses import dataclass

ENDINGS = {
    "av": "avenue", "ave": "avenue", "cl": "close", "cres": "crescent", "cresc": "crescent", "crt": "court",
    "ct": "court", "dr": "drive", "gdn": "gardens", "gdns": "gardens", "gr": "grove", "hl": "hill",
    "la": "lane", "ln": "lane", "mws": "mews", "pde": "parade", "pk": "park", "pl": "place", "rd": "road",
    "sq": "square", "st": "street", "str": "street", "ter": "terrace", "terr": "terrace", "wy": "way",
    "wk": "walk", "yd": "yard",
}  # fmt: skip
BEGINNINGS = {"st": "saint", "gt": "great", "lt": "little", "upr": "upper", "lwr": "lower", "nth": "north",
              "sth": "south"}  # fmt: skip
STREET_WORDS = frozenset(ENDINGS.values()) | {"rise", "row", "vale", "villas", "broadway", "circus", "bridge"}
FLAT = re.compile(r"\b(?:flat|apartment|apt|unit|room|studio)\s+([0-9]{1,4}[a-z]?|[a-z])\b[ ,]*", re.I)
NUMBER = re.compile(r"^(?:no\.? ?|number )?(\d{1,4} ?[a-z]?(?:[-/]\d{1,4}[a-z]?)?)\b[ ,]+(.*)$", re.I)
TOWN = re.compile(r"[ ,]+(?:london|greater london|england|uk|united kingdom)$", re.I)


def fold(name: str) -> str:
    """St. Pancras Way, Saint Pancras Way -> saint pancras way; Theobald's Rd -> theobalds road; & -> and."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace("'", "").replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    if not words:
        return ""
    last = len(words) - 1
    return " ".join(
        ENDINGS.get(word, word) if at == last and at else BEGINNINGS.get(word, word)
        for at, word in enumerate(words)
    )


def slug(name: str) -> str:
    return fold(name).replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says. `street` may be a street, a building, or several words with commas between."""

    flat: str
    number: str
    street: str


def read_address(text: str) -> Address:
    """Flat 2, 12A St Pancras Way, London -> 2, 12A, St Pancras Way."""
    text = TOWN.sub("", text.strip(" ,"))
    text = TOWN.sub("", text)
    flat = ""
    if found := FLAT.search(text):
        flat = found[1].upper()
        text = (text[: found.start()] + text[found.end() :]).strip(" ,")
    if found := NUMBER.match(text):
        return Address(flat, found[1].replace(" ", "").upper(), found[2].strip(" ,"))
    return Address(flat, "", text)
