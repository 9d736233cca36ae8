"""The pages of what is near: what is shown, from what is known."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from borough.platform.gazetteer import api as gazetteer
from borough.platform.gazetteer.api import Choice, Location, Refusal, Status
from borough.ui import api as ui

from .answering import Answer, Entry, answer, each_nearest
from .asking import STEP, Filters, asked
from .box import Box
from .finding import Understood, called, too_far, understand, whereabouts
from .holding import common_kinds, holding
from .insight import count
from .kinds import Category, Kind, kinds
from .picture import drawn


@dataclass(frozen=True, kw_only=True)
class Entries(ui.Component):
    """The numbered list beside the map."""

    told: Answer

    def __html__(self) -> SafeString:
        return SafeString(render_to_string("places/entries.html", {"told": self.told}))


def categories() -> list[tuple[Category, list[Kind]]]:
    """Each with its kinds that can be answered; a kind without data is not shown."""
    shown = [
        (category, [kind for kind in kinds().in_category(key) if holding().holds(kind)])
        for key, category in kinds().categories.items()
    ]
    return [(category, found) for category, found in shown if found]


def kinds_page(request: HttpRequest) -> HttpResponse:
    return render(request, "places/kinds.html", {"categories": categories(), "box": Box()})


def ask(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Asks where; with an answer it goes on there."""
    typed = request.GET.get("q", "")
    if "q" not in request.GET:
        return _ask(request, kind)
    there = _near_enough(whereabouts(typed))
    if not isinstance(there, Location):
        return _ask(request, kind, typed, there)
    if there.no_number and kind.shape == "point":  # an address that is a street's could not say so
        count(kind.key, there.ward_code, found=True)
        return answered(request, kind, there, timezone.now())
    return HttpResponseRedirect(onward(kind, there.where, _kept(request)))


def _near_enough(answered: gazetteer.Answer) -> gazetteer.Answer:
    far = too_far(answered) if isinstance(answered, Location) else None
    return far or answered


def named(request: HttpRequest, location: Location) -> Location:
    """`me`: the browser told where its reader is."""
    return called(location, here="me" in request.GET)


def not_there(request: HttpRequest, kind: Kind, answered: Choice | Refusal) -> HttpResponse:
    """An address of ours whose last part is nowhere, or in several places: asked again."""
    return _ask(request, kind, "", answered)


def _ask(
    request: HttpRequest,
    kind: Kind,
    typed: str = "",
    answered: Choice | Refusal | None = None,
    kept: str | None = None,
) -> HttpResponse:
    """`kept`: what goes on to the answer ("open now"); else what the request says."""
    kept = _filtering(request, kind) if kept is None else kept
    home = gazetteer.home(request)
    unfound = f"We did not find “{typed}”. " if typed.strip() and _unknown(answered) else ""
    error = unfound + _why(answered) if answered else ""
    context = {
        "kind": kind,
        "heading": f"Where is my nearest {kind.name}?" if kind.shape == "point" else kind.title,
        "choice": _choice(kind, answered, kept) if answered else None,
        "box": Box(kind=kind, value=typed, error=error, kept=kept),
        "summary": _summary(error),
        "home": home,
        "home_href": onward(kind, home.where, kept) if home else "",
    }
    return render(request, "places/ask.html", context, status=400 if error else 200)


def _summary(error: str) -> ui.ErrorSummary | None:
    return ui.ErrorSummary(errors=[ui.ErrorLink(text=error, href="#q")]) if error else None


def _kept(request: HttpRequest) -> str:
    """Filters that were said with the kind ("open now") go on to the answer."""
    query = request.GET.copy()
    query.pop("q", None)
    return query.urlencode()


def _why(answered: object) -> str:
    """A refusal in two sentences."""
    return f"{answered.reason} {answered.remedy}" if isinstance(answered, Refusal) else ""


def _unknown(answered: object) -> bool:
    return isinstance(answered, Refusal) and answered.status == Status.UNKNOWN and not answered.postcode


def _choice(kind: Kind | None, answered: gazetteer.Answer, kept: str = "") -> "Choosing | None":
    if not answered.options or (isinstance(answered, Location) and not answered.no_number):
        return None
    why = answered.why if isinstance(answered, Choice) else "Did you mean one of these?"
    links = [(option.label, option.hint, onward(kind, option.where, kept)) for option in answered.options]
    return Choosing(why, tuple(links))


@dataclass(frozen=True, slots=True)
class Choosing:
    """Several are meant: why, and each with its hint and where it leads."""

    why: str
    options: tuple[tuple[str, str, str], ...]


def onward(kind: Kind | None, where: str, query: str = "") -> str:
    """The address that answers: of a kind there, of everything about an address, or of what is there at all."""
    if kind is None:
        return f"{reverse('public:find')}?{urlencode({'q': where})}"
    if kind.shape != "point":
        return f"{about(where)}#{kind.register.replace('_', '-')}"
    address = reverse("places:answer", args=[kind.slug, where])
    return f"{address}?{query}" if query else address


def about(where: str) -> str:
    """The page of everything about an address."""
    return reverse("gazetteer:about", args=[where])


def missing(request: HttpRequest, kind: Kind) -> HttpResponse:
    """For a kind that nobody has given data for: never an empty list."""
    see = kinds().kinds.get(kind.see)
    context = {
        "kind": kind,
        "box": Box(),
        "see": see if see and holding().holds(see) else None,
        "contact": settings.CONTACT,
    }
    return render(request, "places/missing.html", context, status=404)


def answered(request: HttpRequest, kind: Kind, location: Location, now: datetime) -> HttpResponse:
    location = named(request, location)
    form = Filters(request.GET, holding().by_kind[kind.key], have_hours=kind.hours)
    told = answer(kind, location, asked(form, request.GET, now))
    address = reverse("places:answer", args=[kind.slug, location.where])
    filtering = _filtering(request, kind)
    shared = request.build_absolute_uri(onward(kind, location.where, filtering))
    context = {
        "told": told,
        "form": form,
        "filtered": bool(told.asked.keep),
        "map": _map(told, f"{address}map.geojson?{_with(request)}"),
        "qr": _qr(shared),
        "shared": shared,
        "unsaid": f"{address}?{_with(request, unknown='1')}",
        "more": f"{address}?{_with(request, n=str(told.asked.count + STEP))}" if told.more else "",
        "all": address,
        "choices": _choices(kind, location, filtering),
        "more_exact": f"Postcodes of {location.name}" if location.no_number else "Be more exact",
        "box": Box(kind=kind, kept=filtering),
        "see": kinds().kinds.get(kind.see),
        "filter_summary": f"Narrow the list: {told.asked.words}" if told.asked.words else "Narrow the list",
        "filtered_open": bool(told.asked.words or form.errors),
        "everything": reverse("places:everything", args=[location.where]),
        "about": about(location.where),
        "save_home": reverse("gazetteer:home-address") if _may_be_home(location) else "",
    }
    return render(request, "places/answer.html", context)


def _filtering(request: HttpRequest, kind: Kind) -> str:
    """What narrows the list, for whoever is sent it; not where, nor that we guessed at what was typed."""
    query = request.GET.copy()
    for ours in ("q", "understood", "me", *(() if kind.hours else ("open",))):
        query.pop(ours, None)
    return query.urlencode()


def _choices(kind: Kind, location: Location, filtering: str) -> list[tuple[str, str, str]]:
    """What says more exactly where: its words, where that leads, and a hint."""
    options = location.options
    return [(each.label, onward(kind, each.where, filtering), each.hint) for each in options]


def _with(request: HttpRequest, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("q", None)
    for name, value in changed.items():
        query[name] = value
    return query.urlencode()


def _map(told: Answer, geojson: str) -> ui.Map:
    return ui.Map(
        title=f"{told.kind.plural_title} near {told.location.name}",
        geojson=geojson,
        ground=reverse("public:ward_shapes"),
        still=drawn(told),
        places=Entries(told=told),
    )


def _may_be_home(location: Location) -> bool:
    """A street or a point is nobody's home."""
    return location.kind in (gazetteer.Kind.ADDRESS, gazetteer.Kind.POSTCODE)


def _qr(address: str) -> SafeString:
    """The page's address for a telephone's camera; printed only."""
    return SafeString(segno.make(address, micro=False).svg_inline(scale=3, svgclass="app-qr", lineclass=None))


def everything(request: HttpRequest, location: Location, now: datetime) -> HttpResponse:
    """All that a new resident needs: the nearest of each common kind."""
    location = named(request, location)
    found = each_nearest(location, now)
    rows = [
        [kind.title, _link(near.href, near.place.name), near.distance, _minutes(near), near.known]
        for kind, near in found
    ]
    head = ["What", "The nearest", "How far", "On foot", "As known"]
    context = {
        "location": location,
        "table": ui.Table(head=head, rows=rows, first_cell_is_header=True),
        "address": about(location.where),
    }
    return render(request, "places/everything.html", context)


def _minutes(near: Entry) -> str:
    return f"{near.minutes} min" if near.minutes else "Too far to walk"


def _link(href: str, words: str) -> SafeString:
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, words)


def find(request: HttpRequest) -> HttpResponse:
    """What was typed into the one box: says what was understood, and goes on."""
    typed = request.GET.get("q", "")
    if not typed.strip():
        return render(request, "places/find.html", {"box": Box(), "heading": "Search"})
    understood = _as_asked(request, understand(typed))
    if len(understood.kinds) == 1 and understood.where and isinstance(understood.answer, Refusal):
        kind = understood.kinds[0]
        if holding().holds(kind):
            kept = _filters(understood, here=False)
            return _ask(request, kind, understood.where, understood.answer, kept)
    if straight := _straight_on(understood, request):
        return HttpResponseRedirect(straight)
    context = found_context(understood, typed)
    if context["refusal"]:
        count("", "", found=False)
    return render(request, "places/find.html", context, status=400 if context["summary"] else 200)


def _as_asked(request: HttpRequest, understood: Understood) -> Understood:
    """A point under the name that people read, and refused where it is too far from the borough."""
    answer = understood.answer
    if not isinstance(answer, Location):
        return understood
    return replace(understood, answer=too_far(answer) or named(request, answer))


def _straight_on(understood: Understood, request: HttpRequest) -> str:
    """Where only one thing can be meant."""
    kind, location = understood.kind, understood.location
    query = _filters(understood, here="me" in request.GET)
    if len(understood.kinds) == 1 and kind and holding().holds(kind):
        place = location or (None if understood.answer else gazetteer.home(request))
        if place and place.no_number and kind.shape == "point":
            return f"{reverse('places:ask', args=[kind.slug])}?{urlencode({'q': understood.where})}&{query}"
        if place:
            return onward(kind, place.where, query)
        if understood.answer is None:
            return reverse("places:ask", args=[kind.slug]) + (f"?{query}" if query else "")
    if location and location.where.startswith("a-") and not kind:
        # A home: its token stands in the address from here on, never the words.
        return about(location.where)
    if len(understood.places) == 1 and not understood.kinds and not understood.answer:
        return reverse("places:place", args=[understood.places[0].id])
    return ""


def _filters(understood: Understood, *, here: bool) -> str:
    pairs = [("open", "now")] if "open" in understood.filters else []
    pairs += [("facts", name) for name in understood.filters if name != "open"]
    pairs += [("me", "1")] if here else []
    return urlencode([*pairs, ("understood", "1")]) if understood.kind else ""


def found_context(understood: Understood, typed: str) -> dict[str, Any]:
    answer, location = understood.answer, understood.location
    held = [each for each in understood.kinds if holding().holds(each)]
    refused = answer if isinstance(answer, Refusal) else None
    nothing = refused if not (understood.places or understood.kinds) else None
    error = _why(nothing) if nothing and nothing.status == Status.INVALID else ""
    query = _filters(understood, here=False)
    return {
        "understood": understood,
        "held": [(each, _asking(each, location, query)) for each in held],
        "lacking": [each for each in understood.kinds if each not in held],
        "location": location,
        "choosing": _choice(understood.kind, answer, query) if answer and not understood.settled else None,
        "refusal": nothing,
        "unfound": _unfound(understood),
        "common": [(each, onward(each, location.where)) for each in common_kinds()] if location else [],
        "address": about(location.where) if location else "",
        "everything": reverse("places:everything", args=[location.where]) if location else "",
        "box": Box(value=typed, error=error),
        "summary": _summary(error),
        "heading": _capital(_heading(understood, nothing)),
        "typed": typed,
        "contact": settings.CONTACT,
    }


def _unfound(understood: Understood) -> str:
    """What is to be said of the words beside the kinds, where they are nowhere that we know."""
    if not (understood.kinds and understood.where and isinstance(understood.answer, Refusal)):
        return ""
    return f"We did not find “{understood.where}”. {_why(understood.answer)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _asking(kind: Kind, location: Location | None, query: str) -> str:
    if location:
        return onward(kind, location.where, query)
    return reverse("places:ask", args=[kind.slug]) + (f"?{query}" if query else "")


def _heading(understood: Understood, refusal: Refusal | None) -> str:
    """What was understood, in a few words."""
    kind, location = understood.kind, understood.location
    if kind and location:
        return f"{kind.plural_title} near {location.name}"
    if kind:
        return kind.plural_title if len(understood.kinds) == 1 else "Which of these?"
    if location:
        return location.name
    if understood.places:
        return "Did you mean one of these?"
    if isinstance(understood.answer, Choice):
        return understood.answer.name
    return _refused(refusal) if refusal else "Where are you?"


def _refused(refusal: Refusal) -> str:
    """What was typed may well be understood: it is elsewhere, or we do not know it."""
    if refusal.status == Status.INVALID:
        return "We did not understand that"
    if refusal.status == Status.OUTSIDE:
        return f"{refusal.postcode or 'That'} is outside {settings.COUNCIL.removesuffix(' Council')}"
    return f"We do not know {refusal.postcode}" if refusal.postcode else "We found nothing of that name"
