"""The ways out. Every answer here is open data, and may be read from any site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from borough.platform.access.api import Request, allow
from borough.platform.places import holding
from borough.platform.places.kinds import kind as kind_of
from borough.platform.registers import api as registers

from . import documentation as asked_how
from . import old_routes, schema_org, taking, widget
from . import swagger as of_2015
from . import token as tokens
from .actions import TAKE

NOT_KEPT = {"Cache-Control": "no-store"}
"""What is said of an address lies in no cache on the way."""


def anywhere(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of another site may read the answer: nothing in it depends on who asks."""

    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        reply, places = view(request, *given, **named), registers.register("places")
        reply["Access-Control-Allow-Origin"] = "*"
        reply.setdefault("Link", registers.licence_links(one.url for one in places.terms))
        reply.setdefault("X-Attribution", places.attribution)
        reply.setdefault("Cache-Control", "public, max-age=300")
        return reply

    return answered


@require_safe
@anywhere
@allow(TAKE)
def service(request: Request, service: str, postcode: str = old_routes.HERE) -> JsonResponse:
    return JsonResponse(old_routes.service(service, postcode))


@require_safe
@anywhere
@allow(TAKE)
def service_at(request: Request, service: str, latitude: str, longitude: str) -> JsonResponse:
    return JsonResponse(old_routes.service(service, f"{latitude},{longitude}"))


@require_safe
@anywhere
@allow(TAKE)
def streetworks(request: Request, postcode: str) -> JsonResponse:
    return JsonResponse(old_routes.streetworks(postcode))


@require_safe
@anywhere
@allow(TAKE)
def streetworks_at(request: Request, latitude: str, longitude: str) -> JsonResponse:
    return JsonResponse(old_routes.streetworks(f"{latitude},{longitude}"))


@require_safe
@anywhere
@allow(TAKE)
def address(request: Request, uprn: str) -> JsonResponse:
    return JsonResponse(old_routes.local_information(uprn), headers=NOT_KEPT)


@require_safe
@anywhere
@allow(TAKE)
def uprn(request: Request, words: str) -> HttpResponse:
    plain = "text/plain; charset=utf-8"
    return HttpResponse(old_routes.address_token(words), content_type=plain, headers=NOT_KEPT)


@require_safe
@anywhere
@allow(TAKE)
def token(request: Request) -> HttpResponse:
    """What its client asked for first; it opens nothing."""
    shown = {
        "X-Access-Token": tokens.token(timezone.now()),
        "Access-Control-Expose-Headers": "X-Access-Token",
    }
    return HttpResponse("Heres a token", content_type="text/html; charset=utf-8", headers=shown | NOT_KEPT)


@require_safe
@anywhere
@allow(TAKE)
def swagger(request: Request) -> JsonResponse:
    return JsonResponse(of_2015.document(request.get_host(), request.scheme or "https"))


@require_safe
@allow(TAKE)
def documentation(request: Request) -> HttpResponse:
    """What programs may ask: where the app of 2015 had its own page for that."""
    page = {
        "operations": asked_how.operations(),
        "of_2015": asked_how.of_2015(),
        "to_try": asked_how.TO_TRY.items(),
    }
    return render(request, "places/for_others/documentation.html", page)


@require_safe
@anywhere
@allow(TAKE)
def open_referral(request: Request) -> JsonResponse:
    """What this is, as Open Referral UK asks."""
    profile = "https://docs.openreferraluk.org"
    openapi = request.build_absolute_uri("/api/openapi.json")
    return JsonResponse({"version": "HSDS-UK-3.0", "profile": profile, "openapi_url": openapi})


@require_safe
@anywhere
@allow(TAKE)
def services(request: Request) -> JsonResponse:
    """Services by page; `kind` and `search` narrow them."""
    asked = request.GET
    kind = found(kind_of(asked["kind"])) if asked.get("kind") else None
    numbers = [int(asked[name]) if asked.get(name, "").isdecimal() else 0 for name in ("page", "per_page")]
    page, size = numbers[0] or 1, numbers[1] or taking.PER_PAGE
    return JsonResponse(taking.services(kind, page, size, asked.get("search", "")))


@require_safe
@anywhere
@allow(TAKE)
def one_service(request: Request, identifier: str) -> JsonResponse:
    return JsonResponse(found(taking.service(str(identifier))))


@require_safe
@anywhere
@allow(TAKE)
def kml(request: Request, key: str) -> HttpResponse:
    kind = found(kind_of(key))
    reply = HttpResponse(taking.as_kml(kind), content_type="application/vnd.google-earth.kml+xml")
    reply["Content-Disposition"] = f'attachment; filename="{kind.slug}.kml"'
    return reply


@require_safe
@anywhere
@allow(TAKE)
def json_ld(request: Request, identifier: str) -> JsonResponse:
    place = found(holding.place(identifier))
    page = request.build_absolute_uri(reverse("places:place", args=[identifier]))
    return JsonResponse(schema_org.json_ld(place, page), content_type="application/ld+json")


@allow(TAKE)
def widget_page(request: Request) -> HttpResponse:
    """Choose a kind, copy the snippet."""
    kind = kind_of(request.GET.get("kind", "library"))
    origin = request.build_absolute_uri("/").rstrip("/")
    made = widget.snippet(kind, origin) if kind else None
    page = {"select": widget.select(kind.slug if kind else ""), "snippet": made}
    return render(request, "places/for_others/widget.html", page)


def found(thing: Any) -> Any:
    """Raises Http404 for None."""
    if thing is None:
        raise Http404
    return thing
