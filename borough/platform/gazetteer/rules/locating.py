"""`locate`: a text becomes a location, a choice, or a refusal that helps. Tried in order of how sure each is."""

import re

from . import addresses, coordinates, grid, making, postcodes, searching, text
from .answers import Answer, Option, Refusal, Status
from .gazetteer import Gazetteer, Unit, sectors
from .postcodes import Postcode, Written

TOKEN = re.compile(r"a-[a-z0-9]{20}")
THREE_WORDS = re.compile(
    r"(?:what3words(?:\.com)?[:/ ]*|/{1,3})?[^\W\d_]{3,}[.․][^\W\d_]{3,}[.․][^\W\d_]{3,}"
)
PLUS_CODE = re.compile(r"[23456789CFGHJMPQRVWX]{2,8}\+[23456789CFGHJMPQRVWX]{0,3}\b.*", re.I)
UPRN = re.compile(r"(?:uprn[: ]*)?(\d{9,12})", re.I)
SHOWN = 6  # options offered where nothing fits exactly
HOW = "Type a postcode such as NW5 2AA, a street, or a latitude and longitude."


def locate(raw: str, g: Gazetteer) -> Answer:
    """What `raw`, as typed, pasted or taken from one of our URLs, means in the borough and round it."""
    if answer := coded(raw, g):
        return answer
    typed = text.cleaned(raw)
    return addresses.by_street(typed, g) or _nothing(typed, g)


def exactly(raw: str, g: Gazetteer) -> Answer | None:
    """As `locate`, without comparing spellings, which takes a hundred times as long. None: that says nothing."""
    return coded(raw, g) or addresses.by_street(text.cleaned(raw), g, exactly=True)


def coded(raw: str, g: Gazetteer) -> Answer | None:
    """What is written as a postcode, a point, a number or a token of ours; also what cannot be read at all."""
    typed = text.cleaned(raw)
    if why := text.why_unreadable(raw, typed):
        return Refusal(status=Status.INVALID, reason=why, remedy=HOW)
    if TOKEN.fullmatch(typed):
        return _token(typed, g)
    if point := coordinates.read(typed):
        return _point(point, g)
    if code := postcodes.read(typed):
        answer = _postcode(code, g)
        if not (isinstance(answer, Refusal) and code.written == Written.MISTYPED):
            return answer
    if whole := postcodes.within(typed):
        return addresses.at_postcode(whole, g) or _postcode(whole, g)
    if found := UPRN.fullmatch(typed):
        return _uprn(found[1], g)
    return _of_others(typed)


def _token(token: str, g: Gazetteer) -> Answer:
    if home := g.book.by_token(token):
        return making.from_home(g, home)
    return Refusal(
        status=Status.UNKNOWN,
        reason="That link was for an address that we no longer know.",
        remedy="Look the address up again by its postcode.",
    )


def _uprn(uprn: str, g: Gazetteer) -> Answer:
    if home := g.book.by_uprn(uprn.lstrip("0")):
        return making.from_home(g, home)
    return Refusal(
        status=Status.UNKNOWN,
        reason="We have no address in the borough with that property number (UPRN).",
        remedy="Look the address up by its postcode.",
    )


def _point(point: coordinates.Point, g: Gazetteer) -> Answer:
    match point:
        case coordinates.NoPoint(reason):
            return Refusal(status=Status.INVALID, reason=reason, remedy=HOW)
        case coordinates.Degrees(lat, lon, note):
            easting, northing = (
                grid.to_grid(lat, lon) if 49 <= lat <= 61.5 and -9.5 <= lon <= 2.5 else (0.0, 0.0)
            )
        case coordinates.Grid(easting, northing, size, note):
            lat, lon = grid.to_degrees(easting, northing)
            note = note or (f"This is for the middle of a square of {_metres(size)}." if size >= 10 else "")
    return making.from_point(g, lat, lon, easting, northing).with_note(note)


def _metres(size: float) -> str:
    return f"{size / 1000:.0f} km" if size >= 1000 else f"{size:.0f} metres"


def _postcode(code: Postcode, g: Gazetteer) -> Answer:
    match code.written:
        case Written.ELSEWHERE:
            return Refusal(status=Status.OUTSIDE, reason=code.about, remedy=HOW)
        case Written.PART:
            return _part(code, g)
        case Written.MISTYPED:
            return _mistyped(code, g)
    unit = g.by_code.get(code.code)
    return making.from_unit(g, unit) if unit else _no_such(code.code, g)


def _mistyped(code: Postcode, g: Gazetteer) -> Answer:
    """The likeliest postcode that exists. A letter for a digit is a slip; two readings that exist are a choice."""
    known = [g.by_code[candidate] for candidate in code.candidates if candidate in g.by_code]
    if not known:
        return _no_such(code.candidates[0], g)
    unit = next((unit for unit in known if not unit.last_seen and not unit.district), known[0])
    meant = making.from_unit(g, unit, Status.SUGGESTION)
    others = tuple(_option(other) for other in known if other is not unit)[:SHOWN]
    return making.suggested(meant, unit.code, others, f"Did you mean {unit.code}? This is the answer for it.")


def _part(code: Postcode, g: Gazetteer) -> Answer:
    """An area is itself or nothing (NW); a district is not its longer namesakes (NW1 is not NW11)."""
    start = code.code
    exact = start in g.outcodes
    units = g.beginning(start + " " if exact else start)
    if start.isalpha():  # N is N1 and N19, not NW1
        units = [unit for unit in units if postcodes.area_of(unit.code) == start]
    elif " " not in start and not exact:
        units = []
    if not units and code.also:
        return _part(Postcode(Written.PART, code.also), g)
    if not units:
        return _no_such(start, g)
    options = _narrower(start, units)
    if code.also and (also := g.beginning(code.also)):
        options = (Option(code.also, code.also.replace(" ", "-"), f"{len(also)} postcodes"), *options)
    return making.from_units(g, start, units, options)


def _narrower(start: str, units: list[Unit]) -> tuple[Option, ...]:
    """The next step: districts of an area, sectors of a district, postcodes of a sector."""
    inside = [unit for unit in units if not unit.district] or units
    if start.isalpha():
        districts = sorted({unit.code.split(" ")[0] for unit in inside}, key=_natural)
        return tuple(
            Option(d, d, _where([u for u in inside if u.code.startswith(d + " ")])) for d in districts
        )
    by_sector = sectors(inside)
    if len(by_sector) > 1:
        return tuple(Option(s, s.replace(" ", "-"), _where(found)) for s, found in by_sector.items())
    return tuple(_option(unit) for unit in inside)


def _natural(code: str) -> list[tuple[int, str]]:
    return [(int(piece or 0), "") if piece.isdigit() else (0, piece) for piece in re.split(r"(\d+)", code)]


def _where(units: list[Unit]) -> str:
    """The wards, or the councils, in which most of these lie."""
    counted: dict[str, int] = {}
    for unit in units:
        name = unit.ward_name or unit.district
        counted[name] = counted.get(name, 0) + 1
    return ", ".join(sorted(counted, key=lambda name: -counted[name])[:3])


def _option(unit: Unit) -> Option:
    return Option(unit.code, unit.code.replace(" ", "-"), unit.ward_name or unit.district)


def _no_such(code: str, g: Gazetteer) -> Refusal:
    """A postcode that is not in the data: impossible, elsewhere, or newer than the data."""
    outcode = code.split(" ")[0]
    near = g.beginning(postcodes.sector_of(code)) if " " in code and len(code) > len(outcode) + 2 else []
    near = sorted(near, key=lambda unit: (_unlike(unit.code, code), unit.code))
    options = tuple(_option(unit) for unit in near[:SHOWN])
    if postcodes.never_existed(code):
        return Refusal(
            status=Status.UNKNOWN,
            postcode=code if " " in code else "",
            reason=f"There is no postcode {code}: none begins with {outcode}.",
            remedy="Check it, or type a street instead.",
        )
    if outcode not in g.outcodes:
        return Refusal(
            status=Status.OUTSIDE,
            postcode=code if " " in code else "",
            reason=f"{code} is not in the borough of {g.district}, nor within a kilometre of it.",
            remedy="GOV.UK can tell you which council it is in: www.gov.uk/find-local-council",
        )
    return Refusal(
        status=Status.UNKNOWN,
        postcode=code if " " in code else "",
        suggestion=near[0].code if near else "",
        reason=f"We do not know {code} yet. New postcodes reach us a few months after they are made.",
        remedy="Check it, or type the street instead.",
        options=options or tuple(_option(unit) for unit in g.beginning(outcode + " ")[:SHOWN]),
    )


def _unlike(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False))


def _of_others(typed: str) -> Refusal | None:
    if THREE_WORDS.fullmatch(typed):
        return Refusal(
            status=Status.UNKNOWN,
            reason="That looks like a what3words address, which only that company can turn into a place.",
            remedy="Its app shows a latitude and longitude too: type those here, or a postcode or street.",
        )
    if PLUS_CODE.fullmatch(typed):
        return Refusal(
            status=Status.UNKNOWN,
            reason="That looks like a plus code, which we do not read.",
            remedy="The map that gave it shows a latitude and longitude too: type those here.",
        )
    return None


def _nothing(typed: str, g: Gazetteer) -> Refusal:
    near = searching.spelt_like(typed, g, at_least=60.0)[:SHOWN]
    return Refusal(
        status=Status.UNKNOWN,
        reason="We know no postcode, street or building of that name in the borough.",
        remedy="Check the spelling. " + HOW,
        options=tuple(Option(street.name, street.slug, making.place_of(street.parts[0])) for street in near),
    )
