"""Addresses and streets, as typed, in the gazetteer."""

import dataclasses

from . import making, postcodes, searching
from .answers import Answer, Choice, Location, Option
from .gazetteer import Gazetteer, Home, Part, Street
from .postcodes import Postcode
from .streets import Address, fold, read_address

MANY = 60  # options a choice shows


def at_postcode(code: Postcode, g: Gazetteer) -> Answer | None:
    """An address with its postcode: the home, the homes of that number, or the postcode with a sentence."""
    unit = g.by_code.get(code.code)
    if not unit:
        return None
    homes = list(g.book.at_postcode(code.code))
    said = read_address(code.rest)
    fitting = [home for home in homes if _fits(home, said)]
    if len(fitting) == 1:
        return making.from_home(g, fitting[0])
    if fitting and (said.number or said.flat or _is_building(fitting, said)):
        return _several(g, fitting, said)
    note = f"We went by the postcode: no address of ours at {code.code} is “{code.rest}”."
    if not said.number and not said.flat and any(fold(h.street) == fold(said.street) for h in homes):
        note = f"We went by the postcode {code.code}."
    return making.from_unit(g, unit).with_note(note if code.rest else "")


def by_street(typed: str, g: Gazetteer, *, exactly: bool = False) -> Answer | None:
    """A street, a building or an address without its postcode; None where nothing is spelt like it."""
    said = read_address(typed)
    name, narrowing = _narrowing(said.street, g)
    if not name:
        return None
    street, sure = searching.named(name, g), True
    if exactly and not street:
        return None
    if not street and len(some := searching.having_words(name, g)) > 1:
        return _which(name, some)
    if not street:
        street, sure = searching.completed(name, g) or searching.surely_meant(name, g), False
    if not street:
        return None
    return _on(g, street, said, narrowing, sure)


def _on(g: Gazetteer, street: Street, said: Address, narrowing: str, sure: bool) -> Answer:
    parts = [part for part in street.parts if _in(part, narrowing)] or list(street.parts)
    homes = list(g.book.on_street(street.name, said.number)) if said.number or street.building else []
    homes = [home for home in homes if not said.flat or home.flat == said.flat]
    if narrowing:
        along = {code for part in parts for code in part.postcodes}
        homes = [home for home in homes if home.postcode in along] or homes
    answer: Answer
    if len(homes) == 1:
        answer = making.from_home(g, homes[0])
    elif homes and (said.number or said.flat):
        answer = _several(g, homes, said)
    elif len(parts) > 1:
        return _parts(street, parts, said.number)
    else:
        where = street.slug if len(street.parts) == 1 else making.part_slug(street, parts[0])
        answer = making.from_street(g, street, parts[0], where)
        if said.number:
            answer = _without_number(g, street, parts[0], answer, said.number)
    if sure or not isinstance(answer, Location):
        return answer
    return making.suggested(answer, street.name, (), f"We took “{said.street}” to be {street.name}.")


def _without_number(g: Gazetteer, street: Street, part: Part, answer: Location, number: str) -> Location:
    """The street, with its postcodes to choose from: of each its addresses are known."""
    known = {home.postcode for home in g.book.on_street(street.name, "")}
    codes = [code for code in part.postcodes if code in known] or sorted(known) or list(part.postcodes)
    options = tuple(Option(code, code.replace(" ", "-")) for code in codes[:MANY])
    note = f"We do not know number {number}: this is the middle of {street.name}."
    return dataclasses.replace(answer, no_number=number, options=options).with_note(note)


def _several(g: Gazetteer, homes: list[Home], said: Address) -> Answer:
    """Homes behind one door are one place, with the choice of them; in two postcodes they are a choice."""
    options = tuple(
        Option(home.name, home.token) for home in sorted(homes, key=lambda home: home.door)[:MANY]
    )
    codes = sorted({home.postcode for home in homes})
    first = homes[0]
    name = f"{said.number} {first.street}".strip() if said.number else first.building or first.street
    if len(codes) > 1:
        return Choice(name=name, why="There is more than one of these in the borough.", options=options)
    return making.from_homes(g, f"{name}, {codes[0]}", homes, options)


def _parts(street: Street, parts: list[Part], number: str) -> Choice:
    options = tuple(
        Option(
            f"{street.name}, {making.place_of(part)}",
            making.part_slug(street, part),
            ", ".join(part.postcodes[:4]),
        )
        for part in parts
    )
    return Choice(
        name=street.name,
        why=f"There is a {street.name} in {len(parts)} parts of the borough."
        + (f" We do not know number {number} in any of them." if number else ""),
        options=options,
    )


def _which(name: str, streets: list[Street]) -> Choice:
    options = tuple(
        Option(street.name, street.slug, making.place_of(street.parts[0])) for street in streets[:MANY]
    )
    return Choice(
        name=name, why=f"{len(streets)} streets or buildings have “{name}” in their name.", options=options
    )


def _narrowing(street: str, g: Gazetteer) -> tuple[str, str]:
    """Avenue Road, Primrose Hill; Avenue Road NW8; our own avenue-road~nw8 -> the street and the rest."""
    if "~" in street:
        name, _, rest = street.partition("~")
        return name, rest
    name, comma, rest = street.partition(",")
    if comma:
        # Alder House, Mill Lane: what is before the comma is looked for first, as on a letter.
        return name.strip(), rest.strip()
    words = street.split(" ")
    last = postcodes.read(words[-1]) if len(words) > 1 else None
    if last and last.code in g.outcodes:
        return " ".join(words[:-1]), words[-1]
    return street, ""


def _in(part: Part, narrowing: str) -> bool:
    folded = fold(narrowing)
    if not folded:
        return True
    outcodes = {code.casefold() for code in part.outcodes}
    return making.place_slug(part) == folded.replace(" ", "-") or folded in {
        *outcodes,
        fold(part.ward_name),
    }


def _fits(home: Home, said: Address) -> bool:
    """Whether an address is the one typed. What was not typed is not held against it."""
    if said.number and said.number != home.number.upper() and said.number != home.flat.upper():
        return False
    if said.flat and said.flat != home.flat.upper():
        return False
    words = fold(said.street)
    known = fold(f"{home.building} {home.street}")
    return not words or not known or bool(set(words.split()) & set(known.split()))


def _is_building(homes: list[Home], said: Address) -> bool:
    return bool(homes[0].building) and fold(homes[0].building) in fold(said.street)
