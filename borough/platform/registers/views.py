"""The public pages of registers, and their files."""

from datetime import date

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import condition, conditional_page

from borough.platform.access.api import Request, allow

from .actions import READ
from .dates import day_asked
from .declaration import Register
from .declared import find, registers
from .history import changes, history
from .public import catalogue as dcat
from .public import lists, nothing, openapi, pages
from .public.addresses import item_page
from .public.described import described
from .public.files.answers import as_file, etag, last_changed, missing, open_data, whole
from .public.files.atom import as_atom
from .public.files.said import about, data, feature, origin
from .public.rows import rows
from .queries import changed_at
from .queries import item as item_of
from .standing import all_stand, stands


@allow(READ)
def every(request: Request) -> HttpResponseBase:
    """All registers."""
    ways = {"ways": lists.ways()}
    return lists.ALL.show(request, all_stand(timezone.now()), ways, "registers/registers.html")


@allow(READ)
def freshness(request: Request) -> HttpResponseBase:
    """How old each register is, and how much of it is known."""
    return lists.FRESHNESS.show(request, all_stand(timezone.now(), hours=True))


@allow(READ)
def register(request: Request, name: str) -> HttpResponseBase:
    """One register: its list, its map, its files."""
    found, at, refused = _asked(request, name)
    if refused or found is None:
        return (refused or nothing.no_register(name)).show(request)
    known = rows(found, at)
    page = lists.list_of(found, known, at)
    if page.asked(request).csv:
        return page.show(request, known)
    listing = page.read(request, known)
    context = pages.register_context(request, stands(found, timezone.now()), at, listing.rows)
    return render(
        request, "registers/register.html", {"listing": listing, "shell": "ui/page.html", **context}
    )


@allow(READ)
@open_data
def on_map(request: Request, name: str) -> HttpResponseBase:
    """The items of one page of the list, for the map beside it."""
    found, at, refused = _asked(request, name)
    if refused or found is None:
        return (refused or nothing.no_register(name)).show(request)
    known = rows(found, at)
    listing = lists.list_of(found, known, at).read(request, known)
    shown = [feature(found, row.item, item_page(found.name, row.item.key, at)) for row in listing.rows]
    said = {"type": "FeatureCollection", **about(found, None, at), "features": shown}
    return as_file(JsonResponse(said, content_type="application/geo+json"), found)


@allow(READ)
def item(request: Request, name: str, key: str) -> HttpResponseBase:
    """One item: every field, where it is, where it is from, what became of it."""
    found, at, refused = _asked(request, name)
    if refused or found is None:
        return (refused or nothing.no_register(name)).show(request)
    shown = item_of(name, key, at)
    if shown is None:
        return nothing.no_item(found, key, at).show(request)
    page, context = pages.item_page_of(stands(found, timezone.now()), shown, history(name, key), at)
    return page.show(request, context, "registers/item.html")


@allow(READ)
@open_data
@condition(etag, last_changed)
def download(request: Request, name: str, form: str) -> HttpResponseBase:
    """All of a register as a file."""
    asked = request.GET.get("at", "")
    if refused := missing(name, asked):
        return refused
    found = find(name)
    assert found
    return as_file(whole(found, form, day_asked(asked) if asked else None), found)


@allow(READ)
@open_data
@condition(etag, last_changed)
def item_file(request: Request, name: str, key: str, form: str) -> HttpResponseBase:
    """One item as JSON or GeoJSON."""
    asked = request.GET.get("at", "")
    if refused := missing(name, asked):
        return refused
    found, shown = find(name), item_of(name, key, day_asked(asked) if asked else None)
    if shown is None or found is None:
        return as_file(JsonResponse({"error": "There is no such item"}, status=404))
    said = {**about(found, None, None), **feature(found, shown, item_page(name, key))}
    if form == "json":
        said = {
            **data(found, shown),
            **origin(shown),
            "geometry": shown.shape,
            "about": about(found, None, None),
        }
    return as_file(JsonResponse(said), found)


@allow(READ)
@open_data
@conditional_page
def metadata(request: Request, name: str) -> HttpResponseBase:
    """What the columns of the CSV file mean."""
    found = find(name)
    if found is None:
        return as_file(JsonResponse({"error": "There is no such register"}, status=404))
    return as_file(JsonResponse(described(found)), found)


@allow(READ)
@open_data
@condition(etag, last_changed)
def atom(request: Request, name: str) -> HttpResponseBase:
    """The newest changes of a register."""
    found = find(name)
    if found is None or found.closed:
        return (nothing.by_address(found) if found else nothing.no_register(name)).show(request)
    text = as_atom(found, changes(name), _origin(request), changed_at(name))
    return as_file(HttpResponse(text, content_type="application/atom+xml; charset=utf-8"), found)


@allow(READ)
@open_data
@conditional_page
def api_document(request: Request) -> HttpResponseBase:
    """OpenAPI of all registers."""
    return as_file(
        JsonResponse(openapi.document([one for one in registers() if not one.closed], _origin(request)))
    )


@allow(READ)
@open_data
@conditional_page
def catalogue(request: Request) -> HttpResponseBase:
    """DCAT of all registers."""
    open_ones = [one for one in all_stand(timezone.now()) if not one.register.closed]
    said = dcat.catalogue(open_ones, _origin(request))
    return as_file(JsonResponse(said, content_type="application/ld+json"))


def _origin(request: Request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _asked(request: Request, name: str) -> tuple[Register | None, date | None, nothing.Nothing | None]:
    """The register, the day that is asked for, and what is said where one of them is not there."""
    found, words = find(name), request.GET.get("at", "").strip()
    if found and found.closed:
        return found, None, nothing.by_address(found, 200 if request.path.endswith(f"/{name}/") else 403)
    if found is None or not words:
        return found, None, None
    at = day_asked(words)
    if at is None:
        return found, None, nothing.no_day(found, words)
    return found, at, nothing.before_the_first(found, at)
