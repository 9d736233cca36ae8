"""Suggestions as typed: kinds of place, places by name, and what the gazetteer knows."""

import re

from django.urls import reverse

from borough.platform.gazetteer import api as gazetteer

from .holding import holding
from .kinds import kinds
from .words import vocabulary

LIMIT = 8
ADDRESS = "address"  # asked for somebody's address: no places by name
NEAR = re.compile(r"\s*(.{2,}?)\s+(?:near to|close to|next to|near|in|at|by|around)\s+(.{2,})", re.I)
Suggested = dict[str, str]


def suggest(typed: str, kind: str = "") -> list[Suggested]:
    """`words` to show, `what` it is, and `href` to go on at, or `where` for the page that asked."""
    if len(typed) > 100 or len(typed.strip()) < 2:
        return []
    if not kind and (nearby := _nearby(typed)):
        return nearby
    somewhere = _somewhere(typed)
    if kind == ADDRESS or (kind in kinds().kinds and kinds().kinds[kind].shape != "point"):
        return somewhere
    named = _places(typed, kind)
    if kind:
        return [*somewhere, *named][:LIMIT]
    found = _kinds(typed)
    rest = [*somewhere[:4], *named] if found else [*somewhere[:5], *named]
    return [*found, *rest][:LIMIT]


def _somewhere(typed: str) -> list[Suggested]:
    return [{"words": s.words, "what": s.what, "where": s.where} for s in gazetteer.suggest(typed, LIMIT)]


def _nearby(typed: str) -> list[Suggested]:
    """ "dentist near ken": where, for a kind that is written out."""
    parts = NEAR.fullmatch(typed)
    read = vocabulary().read(parts[1]) if parts else None
    if not parts or not read or not read.exact or read.where:
        return []
    kind = next((each for each in read.kinds if each.shape == "point" and holding().holds(each)), None)
    if kind is None:
        return []
    found = [*_somewhere(parts[2]), *_places(parts[2], kind.key)][:LIMIT]
    return [
        {
            **each,
            "words": f"{kind.plural_title} near {each['words']}",
            "href": reverse("places:answer", args=[kind.slug, each["where"]]),
        }
        for each in found
    ]


def _kinds(typed: str) -> list[Suggested]:
    held = [each for each in vocabulary().beginning(typed, 12) if holding().holds(each)]
    return [
        {
            "words": each.plural_title,
            "what": each.category.name,
            "href": reverse("places:ask", args=[each.slug]),
        }
        for each in held[:4]
    ]


def _places(typed: str, kind: str) -> list[Suggested]:
    """As somewhere to be near, where a kind is already chosen; else as a page of its own."""
    names = holding().names
    found = names.beginning(typed, 3) if len(typed.strip()) > 2 else []
    return [
        {
            "words": place.name,
            "what": ", ".join(
                part for part in (_called(place.kind), place.ward_name or place.district) if part
            ),
            **({"where": place.id} if kind else {"href": reverse("places:place", args=[place.id])}),
        }
        for place in found
    ]


def _called(word: str) -> str:
    known = kinds().kinds.get(word)
    return known.title if known else ""
