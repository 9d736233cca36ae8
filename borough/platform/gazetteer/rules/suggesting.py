"""What somebody may be about to type: postcodes, streets with their numbers, and homes once a postcode is whole."""

import re
from dataclasses import dataclass

from . import making, postcodes, searching, text
from .gazetteer import Gazetteer, Street
from .postcodes import Written
from .streets import fold, read_address

LIMIT = 8
SHORTEST = 2  # letters
CODE = re.compile(r"[A-Z]{1,2}(\d[A-Z\d]? ?(\d[A-Z]{0,2})?)?")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`words` to show, `where` to go on with (as in a URL), `what` it is."""

    words: str
    where: str
    what: str


def suggest(raw: str, g: Gazetteer, limit: int = LIMIT) -> list[Suggestion]:
    """At most `limit`, likeliest first. Flats and tokens only after a whole postcode: nobody browses homes."""
    typed = text.cleaned(raw)
    if len(typed) < SHORTEST or text.why_unreadable(raw, typed):
        return []
    whole = postcodes.within(typed) or postcodes.read(typed)
    if whole and whole.written == Written.WHOLE and whole.code in g.by_code:
        return _of_postcode(whole, g, limit)
    found = [*_postcodes(typed, g, limit), *_streets(typed, g, limit)]
    return found[:limit]


def _of_postcode(code: postcodes.Postcode, g: Gazetteer, limit: int) -> list[Suggestion]:
    unit = g.by_code[code.code]
    rest = fold(code.rest)
    homes = [home for home in g.book.at_postcode(unit.code) if fold(home.name).find(rest) >= 0]
    itself = Suggestion(unit.code, unit.code.replace(" ", "-"), _place(unit.ward_name, unit.district))
    shown = [Suggestion(home.name, home.token, "Address") for home in homes[: limit - 1]]
    return [*shown, itself] if rest else [itself, *shown]


def _place(ward: str, district: str) -> str:
    return f"Postcode, {ward or district}" if ward or district else "Postcode"


def _postcodes(typed: str, g: Gazetteer, limit: int) -> list[Suggestion]:
    upper = typed.upper()
    if not CODE.fullmatch(upper):
        return []
    packed = upper.replace(" ", "")
    units = g.beginning_packed(packed)
    units.sort(key=lambda unit: bool(unit.district))  # the borough's first
    return [
        Suggestion(unit.code, unit.code.replace(" ", "-"), _place(unit.ward_name, unit.district))
        for unit in units[:limit]
    ]


def _streets(typed: str, g: Gazetteer, limit: int) -> list[Suggestion]:
    said = read_address(typed)
    name = fold(said.street or typed)
    if len(name) < SHORTEST:
        return []
    begins = [street for street in g.in_order if street.folded.startswith(name)]
    within = [street for street in g.in_order if f" {name}" in street.folded]
    found = list(dict.fromkeys([*begins, *within])) or _misspelt(name, g)
    return [suggestion for street in found[:limit] for suggestion in _of_street(street, said.number, g)]


def _misspelt(name: str, g: Gazetteer) -> list[Street]:
    return list(
        dict.fromkeys([*searching.begun_like(name, g), *searching.spelt_like(name, g, at_least=70.0)])
    )


def _of_street(street: Street, number: str, g: Gazetteer) -> list[Suggestion]:
    """A street, each part of it, or a number on it where we know such a number."""
    what = "Building" if street.building else "Street"
    if number and (homes := g.book.on_street(street.name, number)):
        first = homes[0]
        where = first.token if len(homes) == 1 else first.postcode.replace(" ", "-")
        return [Suggestion(f"{number} {street.name}, {first.postcode}", where, "Address")]
    if len(street.parts) == 1:
        place = making.place_of(street.parts[0])
        return [Suggestion(street.name, street.slug, f"{what}, {place}" if place else what)]
    return [
        Suggestion(f"{street.name}, {making.place_of(part)}", making.part_slug(street, part), what)
        for part in street.parts
    ]
