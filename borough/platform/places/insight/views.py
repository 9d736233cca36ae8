"""Insight for staff."""

from datetime import timedelta

from django.http import Http404, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Request, allow
from borough.platform.places.kinds import Kind
from borough.platform.places.kinds import kind as kind_of
from borough.ui import api as ui

from . import coverage, lists, maps, queries
from .actions import READ

COUNTED = "places/insight/counted.html"


@allow(READ)
def home(request: Request) -> HttpResponseBase:
    """What people look for and do not find."""
    weeks = request.GET.get("weeks", "13")
    weeks = weeks if weeks in queries.WEEKS else "13"
    by_ward = request.GET.get("by") == "ward"
    since = timezone.localdate() - timedelta(weeks=int(weeks))
    page = {"choices": queries.WEEKS.items(), "weeks": weeks, "by_ward": by_ward, "since": since}
    return lists.SOUGHT.show(
        request, queries.sought(since, by_ward=by_ward), page, "places/insight/home.html"
    )


@allow(READ)
def covered(request: Request) -> HttpResponseBase:
    return lists.COVERAGE.show(request, coverage.covered_kinds(), counted(), COUNTED)


@allow(READ)
def gaps(request: Request) -> HttpResponseBase:
    return lists.GAPS.show(request, coverage.gaps(), counted(), COUNTED)


@allow(READ)
def kind(request: Request, slug: str) -> HttpResponseBase:
    """One kind by ward: a map and its table."""
    shown = found(slug)
    rows = coverage.coverage(shown)
    where = reverse("places-insight:shapes", args=[shown.slug])
    links = ui.Table(
        head=["Ward", ui.Cell(text="Within 800 m", format="numeric")],
        rows=[[row.ward, ui.Cell(text=f"{row.reach.within_800}%", format="numeric")] for row in rows],
    )
    page = counted() | {
        "map": ui.Map(title=f"{shown.plural_title}: share within 800 m", geojson=where, places=links)
    }
    return lists.of_kind(shown.plural).show(request, rows, page, "places/insight/kind.html")


@allow(READ)
def shapes(request: Request, slug: str) -> JsonResponse:
    """The wards, each with its share within 800 m."""
    return JsonResponse(maps.shaded(coverage.coverage(found(slug))))


def counted() -> dict[str, object]:
    """What the figures were counted from."""
    return {"basis": coverage.basis()}


def found(slug: str) -> Kind:
    """Raises Http404 for an unknown kind."""
    if (kind := kind_of(slug)) is None:
        raise Http404
    return kind
