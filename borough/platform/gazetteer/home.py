""" "My home": a signed cookie that holds a token or a postcode, so that it is never typed again."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from . import loading
from .rules.answers import Kind, Location
from .rules.locating import locate

COOKIE = "home"
SALT = "gazetteer.home"
KEPT = timedelta(days=365)


def home(request: HttpRequest) -> Location | None:
    """Where this browser's reader lives, if they asked us to remember; None where the note is not ours or stale."""
    where = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=int(KEPT.total_seconds()))
    if not where:
        return None
    found = locate(where, loading.gazetteer())
    return found if isinstance(found, Location) else None


def saved_home(request: HttpRequest) -> SafeString:
    """For a page of others: the home that is saved, with a button to forget it; empty where none is."""
    return SafeString(render_to_string("gazetteer/saved_home.html", {"home": home(request)}, request))


def from_our_pages(request: HttpRequest) -> bool:
    """Whether a form of ours was sent. Told by what every browser says of where a request comes from, so that no
    page needs a cookie to protect its form; what is not a browser has no home to be set for somebody else.
    """
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "")
    if site:
        return site in ("same-origin", "none")
    return not origin or origin == f"{request.scheme}://{request.get_host()}"


def may_be_home(location: Location) -> bool:
    """An address or a postcode; a street or a point is nobody's home."""
    return location.kind in (Kind.ADDRESS, Kind.POSTCODE)


def remember(response: HttpResponse, location: Location) -> None:
    response.set_signed_cookie(
        COOKIE,
        location.where,
        salt=SALT,
        max_age=int(KEPT.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
