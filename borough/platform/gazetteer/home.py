""" "My home": a signed cookie that holds a token or a postcode, so that it is never typed again."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
