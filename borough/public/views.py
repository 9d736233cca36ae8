"""The public pages. Nobody signs in to read them, and they set no cookie."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from borough.platform.access.api import Request, allow
from borough.platform.feeds.api import contract_of
from borough.platform.gazetteer.api import COOKIE
from borough.platform.places.api import FIND, find_page
from borough.ui import api as ui

from . import cookie_table, front, log_heads, purposes, ward_pages
from . import held as holdings
from . import wards as ward_data
from .actions import READ


@allow(READ)
def home(request: Request) -> HttpResponse:
    counts = {"systems": len(holdings.of_people()), "purposes": purposes.count()}
    response = render(request, "public/home.html", {**front.door(request), **counts})
    if COOKIE in request.COOKIES:  # it shows this reader's home
        response["Cache-Control"] = "private, no-store"
    return response


@allow(FIND)
def find(request: Request) -> HttpResponse:
    return find_page(request)


@allow(READ)
def why(request: Request) -> HttpResponse:
    return purposes.item().show(request, template="public/why.html")


@allow(READ)
def held(request: Request) -> HttpResponseBase:
    return holdings.LIST.show(request, holdings.systems())


@allow(READ)
def held_system(request: Request, slug: str) -> HttpResponse:
    contract = contract_of(slug)
    if contract is None or contract.agreement is None:
        raise Http404
    return holdings.item(contract).show(request)


@allow(READ)
def wards(request: Request) -> HttpResponseBase:
    context = {"map": ward_pages.picture(), "chart": ward_pages.chart()}
    return ward_pages.LIST.show(request, ward_data.wards(), context, "public/wards.html")


@allow(READ)
def ward(request: Request, slug: str) -> HttpResponse:
    found = ward_data.ward_of(slug)
    if found is None:
        raise Http404
    return ward_pages.item(found).show(request, template="public/ward.html")


@allow(READ)
@cache_control(public=True, max_age=3600)
def ward_shapes(request: Request) -> HttpResponse:
    return JsonResponse(ward_pages.geojson(), content_type="application/geo+json")


@allow(READ)
def heads(request: Request) -> HttpResponse:
    return log_heads.item().show(request)


@allow(READ)
def heads_file(request: Request) -> HttpResponse:
    return JsonResponse(log_heads.as_json())


@allow(READ)
@cache_control(public=True, max_age=86_400)
def heads_proof(request: Request, old: int, new: int) -> HttpResponse:
    proof = log_heads.proof(old, new)
    if proof is None:
        raise Http404
    return JsonResponse(proof)


@allow(READ)
def accessibility(request: Request) -> HttpResponse:
    return render(request, "public/accessibility.html", {"contact": settings.CONTACT})


@allow(READ)
def privacy(request: Request) -> HttpResponse:
    return render(request, "public/privacy.html", {"contact": settings.CONTACT})


@allow(READ)
def cookies(request: Request) -> HttpResponse:
    return render(request, "public/cookies.html", {"table": cookie_table.table()})


@allow(READ)
def design(request: Request) -> HttpResponse:
    return render(request, "public/design.html", {"entries": ui.gallery.entries()})


@allow(READ)
def design_component(request: Request, name: str) -> HttpResponse:
    entry = ui.gallery.entry(name)
    if entry is None:
        raise Http404
    return render(request, "public/design_component.html", {"entry": entry})


@allow(READ)
def design_form(request: Request) -> HttpResponse:
    form = ui.gallery.Sample(request.GET or None)
    return render(request, "public/design_form.html", {"form": form, "sent": form.is_valid()})
