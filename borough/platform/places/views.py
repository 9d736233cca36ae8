"""Where is my nearest: the public pages."""

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Request, allow
from borough.platform.gazetteer.api import COOKIE, Location

from . import holding, pages, place_page
from .actions import FIND
from .answering import answer as answer_of
from .answering import features
from .asking import Filters, asked
from .editing.queries import merged_into
from .finding import too_far, whereabouts
from .insight import count
from .kinds import Kind
from .kinds import kind as kind_of


def _kind(key: str) -> Kind:
    found = kind_of(key)
    if found is None:
        raise Http404
    return found


@allow(FIND)
def kinds(request: Request) -> HttpResponse:
    return pages.kinds_page(request)


@allow(FIND)
def ask(request: Request, key: str) -> HttpResponse:
    response = _asked(request, key)
    if COOKIE in request.COOKIES:  # it shows this reader's home
        response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: Request, key: str) -> HttpResponse:
    kind = _kind(key)
    if key != kind.slug:
        return HttpResponseRedirect(reverse("places:ask", args=[kind.slug]))
    if holding.holding().holds(kind):
        return pages.ask(request, kind)
    count(kind.key, "", found=False)
    return pages.missing(request, kind)


@allow(FIND)
def answer(request: Request, key: str, where: str) -> HttpResponse:
    kind, location = _kind(key), whereabouts(where)
    if not holding.holding().holds(kind):
        count(kind.key, location.ward_code if isinstance(location, Location) else "", found=False)
        return pages.missing(request, kind)
    if not isinstance(location, Location):
        return pages.not_there(request, kind, location)
    if kind.shape != "point" or (key, where) != (kind.slug, location.where):
        return HttpResponseRedirect(pages.onward(kind, location.where, request.GET.urlencode()))
    if far := too_far(location):
        return pages.not_there(request, kind, far)
    count(kind.key, location.ward_code, found=True)
    return pages.answered(request, kind, location, timezone.now())


@allow(FIND)
def answer_map(request: Request, key: str, where: str) -> JsonResponse:
    kind, location = _kind(key), whereabouts(where)
    if not isinstance(location, Location) or kind.key not in holding.holding().by_kind:
        raise Http404
    form = Filters(request.GET, holding.holding().by_kind[kind.key], have_hours=kind.hours)
    told = answer_of(kind, pages.named(request, location), asked(form, request.GET, timezone.now()))
    return JsonResponse(features(told), content_type="application/geo+json")


@allow(FIND)
def everything(request: Request, where: str) -> HttpResponse:
    location = whereabouts(where)
    if not isinstance(location, Location) or too_far(location):
        raise Http404
    return pages.everything(request, location, timezone.now())


@allow(FIND)
def place(request: Request, identifier: str) -> HttpResponse:
    found = holding.place(identifier)
    if found is None and (kept := merged_into(identifier)):
        return HttpResponseRedirect(reverse("places:place", args=[kept]))
    if found is None:
        raise Http404
    return place_page.show(request, found, timezone.now())


@allow(FIND)
def point(request: Request, identifier: str) -> JsonResponse:
    found = holding.place(identifier)
    if found is None:
        raise Http404
    return JsonResponse(place_page.point(found), content_type="application/geo+json")
