"""The error pages. `config/urls.py` and `CSRF_FAILURE_VIEW` name them."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from . import errors
from .context import installation


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, errors.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, errors.FORBIDDEN)


def lost_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, errors.LOST_TOKEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, errors.NOT_FOUND)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, errors.TOO_MANY)


def fault(request: HttpRequest) -> HttpResponse:
    """A database that cannot be reached is no fault of the page: it may be back in a minute."""
    unreachable = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return page(request, errors.UNAVAILABLE if unreachable else errors.FAULT)


def page(request: HttpRequest, error: errors.ErrorPage) -> HttpResponse:
    """No context processors: they would ask the session, and so the database, who is there."""
    context = {
        **installation(),
        "error": error,
        "again": request.path if error.again and request.method == "GET" else "",
        "home": "/staff/" if request.path.startswith("/staff/") else "/",
        "reference": getattr(request, "request_id", ""),
    }
    response = HttpResponse(render_to_string("ui/error.html", context), status=error.status)
    if error.status in {429, 503}:
        response["Retry-After"] = "120"
    return response
