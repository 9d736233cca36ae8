"""What the pages about an address show, made of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify

from borough.platform.registers import api as registers
from borough.ui import api as ui

from . import about as facts
from .forms import Ask, Choose
from .home import may_be_home
from .loading import gazetteer
from .rules import collecting
from .rules.answers import Answer, Choice, Kind, Location, Status
from .rules.parking import hours_in_words
from .sections import sections

WHAT = {
    Kind.ADDRESS: "address",
    Kind.POSTCODE: "postcode",
    Kind.STREET: "street",
    Kind.POINT: "point on the map",
    Kind.PART: "part of a postcode",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the page. `content`: a component of whoever provided it; else facts of a register."""

    order: int
    heading: str
    lines: tuple["Line", ...] = ()
    note: str = ""
    content: Any = None
    source: "Source | None" = None

    name: str = ""

    @property
    def anchor(self) -> str:
        """The register's name, so that others can link to it: #collections."""
        return self.name.replace("_", "-") or slugify(self.heading)


@dataclass(frozen=True, slots=True)
class Line:
    """A fact, how far away it is, and where to say that it is wrong."""

    text: str
    wrong: str = ""
    metres: int | None = None
    about: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts of a section are from."""

    name: str
    as_of: str
    stale: bool
    licence: str
    licence_url: str
    demonstration: bool
    register: str
    title: str


def leads_on(location: Location) -> bool:
    """Whether there is a page about it. Of part of a postcode there is a choice instead."""
    return location.kind is not Kind.PART and location.status is not Status.OUTSIDE


def status_of(answer: Answer) -> int:
    """For HTTP: what was given cannot be read, is not known, or is one of several."""
    return {Status.INVALID: 400, Status.UNKNOWN: 404}.get(answer.status, 200)


def asked_again(form: Ask, answer: Answer, home: Location | None) -> dict[str, Any]:
    """The question once more, with what was understood of the answer to it."""
    if isinstance(answer, Location | Choice):
        return {
            "form": form,
            "answer": answer,
            "home": home,
            "is_part": getattr(answer, "kind", "") == Kind.PART,
        }
    form.is_valid()
    if answer.status in (Status.INVALID, Status.UNKNOWN):
        form.add_error("q", f"{answer.reason} {answer.remedy}")
    return {"form": form, "answer": answer, "home": home}


def about(
    location: Location, now: datetime, home: Location | None, asked: QueryDict | None = None
) -> dict[str, Any]:
    """The page about a location. Homes of a postcode are offered to choose from, and required where they differ."""
    homes = list(gazetteer().book.at_postcode(location.postcode)) if _choosable(location) else []
    return {
        "location": location,
        "title": location.name[:1].upper() + location.name[1:],
        "sections": sorted(
            _sections(location, now) + ([] if homes else _unlisted(location)), key=lambda one: one.order
        ),
        "homes": Choose(homes, asked) if homes else None,
        "differs": " and ".join(location.differs),
        "unasked": _listed(facts.unasked(location)),
        "is_home": home is not None and home.where == location.where,
        "home": home,
        "may_be_home": may_be_home(location),
        "has_calendar": facts.collections_of(location, now.date()) is not None,
        "as_known": ui.time_in_words(now),
        "what": WHAT[location.kind],
        "invented": bool(settings.DEMO and location.kind is Kind.ADDRESS),
    }


def chosen(context: dict[str, Any]) -> str:
    """The token of the home chosen of those listed; empty where none was."""
    form = context["homes"]
    return str(form.cleaned_data["where"]) if form and form.is_valid() else ""


def _unlisted(location: Location) -> list[Section]:
    """What is known by address, of a postcode for which no addresses are held: said where it would stand."""
    if location.kind is not Kind.POSTCODE:
        return []
    line = Line("We hold no address list for this postcode, so we cannot show this.")
    return [
        Section(one.address.order, one.address.heading, (line,), name=one.name)
        for one in facts.speaking()
        if one.address and one.address.by == facts.NEEDS_ADDRESS
    ]


def _choosable(location: Location) -> bool:
    return location.kind is Kind.POSTCODE or (location.kind is Kind.ADDRESS and not location.uprn)


def _listed(headings: list[str]) -> str:
    words = [heading[:1].lower() + heading[1:] for heading in headings]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _sections(location: Location, now: datetime) -> list[Section]:
    found = [_of(answer, location, now) for answer in facts.answers(location, now)]
    found += [
        Section(order, section.heading, note=section.note, content=section.content)
        for order, section in sections(location, now)
    ]
    return sorted(found, key=lambda section: section.order)


def _of(answer: facts.Answer, location: Location, now: datetime) -> Section:
    lines = tuple(_line(answer, fact, location) for fact in answer.facts)
    more: dict[str, Any] = {}
    if answer.register.name == "collections":
        more["content"] = next_collections(location, now)
    return Section(
        order=answer.declared.order,
        heading=answer.heading,
        lines=lines or (Line(answer.empty),),
        note=answer.note,
        source=_source(answer, now.date()),
        name=answer.register.name,
        **more,
    )


def _line(answer: facts.Answer, fact: facts.Fact, location: Location) -> Line:
    text = _zone(fact.item.values) if answer.register.name == "cpz" else fact.text
    return Line(text, _wrong(answer, fact, location), fact.metres, fact.item.label, _link(answer, fact))


def _link(answer: facts.Answer, fact: facts.Fact) -> str:
    """As the register declares: `{slug}` is the label's, beside the item's values."""
    values = {"slug": slugify(fact.item.label), **fact.item.values}
    return answer.declared.link.format_map(values)


def _zone(values: Mapping[str, str]) -> str:
    return f"Zone {values['name']}. Controlled {hours_in_words(values)}"


def _source(answer: facts.Answer, today: date) -> Source:
    register = answer.register
    dates = sorted({fact.item.source_date for fact in answer.facts})
    as_of = dates[0] if dates else (register.as_of.isoformat() if register.as_of else "")
    return Source(
        name=register.source,
        as_of=facts.in_words(as_of),
        stale=_stale(register, as_of, today),
        licence=register.licence.title,
        licence_url=register.licence.url,
        demonstration=register.demonstration,
        register=_route("registers:register", register.name),
        title=register.title,
    )


def _stale(register: registers.Register, as_of: str, today: date) -> bool:
    try:
        return bool(register.fresh_for) and today - date.fromisoformat(as_of) > register.fresh_for  # type: ignore[operator]
    except ValueError:
        return False


def _wrong(answer: facts.Answer, fact: facts.Fact, location: Location) -> str:
    """Where to say that a fact is wrong: it becomes a task of the register's owner. What is known by property
    number is named by the address's token, as its page is.
    """
    by_number = answer.declared.by == facts.NEEDS_ADDRESS
    return _route(
        "places-reports:wrong-item", fact.item.register, location.where if by_number else fact.item.key
    )


def _route(name: str, *places: str) -> str:
    try:
        return reverse(name, args=places)
    except NoReverseMatch:
        return ""


def next_collections(location: Location, now: datetime) -> ui.Table | None:
    """What is collected next, one line each, with why it is on another day than usual."""
    found = facts.collections_of(location, now.date())
    if not found:
        return None
    coming = collecting.still_to_come(found[1], _out_by(found[0]), now)
    return ui.Table(
        caption="Next collections",
        caption_classes="govuk-table__caption--s",
        first_cell_is_header=True,
        head=["What", "Next", "Then"],
        rows=[[one.name, _day(one), _then(coming, one)] for one in collecting.next_of_each(coming)],
    )


def _out_by(item: registers.Item) -> str:
    return item.values["put_out_by"] or "06:00"


def _day(one: collecting.Collection) -> str:
    day = f"{collecting.DAYS[one.day.weekday()]} {one.day.day} {one.day:%B}"
    return f"{day} (not {collecting.DAYS[one.usual.weekday()]}: {one.why})" if one.moved else day


def _then(coming: list[collecting.Collection], first: collecting.Collection) -> str:
    after = [one for one in coming if one.waste == first.waste and one > first]
    return _day(after[0]) if after else ""


def calendar(location: Location, today: date, host: str) -> str:
    """The coming year's collections as iCalendar; empty where none are known."""
    found = facts.collections_of(location, today)
    if not found:
        return ""
    item, coming = found
    demonstration = "Demonstration data. " if registers.register("collections").demonstration else ""
    return collecting.calendar(
        coming,
        place=location.postcode,
        out_by=_out_by(item),
        stamp=item.since,
        host=host.split(":")[0],
        note=demonstration.strip(),
    )


def as_json(answer: Answer, now: datetime) -> dict[str, Any]:
    """The page as data: the location, what each register says of it, and what follows from that."""
    from .open_api import told

    said: dict[str, Any] = {"location": told(answer)}
    if not isinstance(answer, Location):
        return said
    said["answers"] = [_json(one, now.date()) for one in facts.answers(answer, now)]
    found = facts.collections_of(answer, now.date())
    said["collections"] = [
        {"waste": one.name, "day": one.day.isoformat(), "usual_day": one.usual.isoformat(), "why": one.why}
        for one in (collecting.still_to_come(found[1], _out_by(found[0]), now) if found else [])
    ]
    return said


def _json(answer: facts.Answer, today: date) -> dict[str, Any]:
    register = answer.register
    return {
        "register": register.name,
        "heading": answer.heading,
        "facts": [_fact(register, fact) for fact in answer.facts],
        "empty": "" if answer.facts else answer.empty,
        "note": answer.note,
        "source": register.source,
        "attribution": register.attribution,
        "licence": {"title": register.licence.title, "url": register.licence.url},
        "demonstration": register.demonstration,
        "stale": any(_stale(register, fact.item.source_date, today) for fact in answer.facts),
    }


def _fact(register: registers.Register, fact: facts.Fact) -> dict[str, Any]:
    """Without the property number where that is what the register knows it by: the page does not show it."""
    item = fact.item
    said = {"text": fact.text, "metres": fact.metres, "source_date": item.source_date}
    if not register.closed:
        return {"key": item.key, **said, "values": dict(item.values)}
    return {
        **said,
        "values": {name: item.values[name] for name in register.fields if not register.numbers(name)},
    }


def back_to(address: str) -> str:
    """A page of ours to return to; never another site's."""
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if safe else reverse("gazetteer:my-address")
