"""Around every request: its reference, its line in the log, and headers that do not depend on the page."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("borough.request")

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{7,63}")
# What no page here needs from the browser; "near me" asks where it is, on a press and with consent.
PERMISSIONS = "geolocation=(self), " + ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
        "fullscreen", "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "picture-in-picture", "screen-wake-lock", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip


class Requests:
    """First of all middleware. The log has the pattern of the route, never the address or the query: both
    can hold a name. Whoever quotes the reference to us is found by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reference = request.request_id = reference_of(request)  # type: ignore[attr-defined]
        structlog.contextvars.bind_contextvars(request_id=reference)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            if not request.path.startswith(UNTOLD):
                self._log(request, response, time.perf_counter() - began)
        finally:
            structlog.contextvars.clear_contextvars()
        response["X-Request-ID"] = reference
        response["Permissions-Policy"] = PERMISSIONS
        return response

    def _log(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        # Who asks was found out by the gate, if the request came so far; do not ask again.
        actor = getattr(request, "actor", None) if hasattr(request, "decision") else None
        log.info(
            "request",
            method=request.method if request.method in METHODS else "other",
            route=f"/{request.resolver_match.route}" if request.resolver_match else "none",
            status=response.status_code,
            milliseconds=round(seconds * 1000),
            actor=actor.id if actor else "",
        )


# Stylesheets, and monitors that ask every few seconds.
UNTOLD = (settings.STATIC_URL, "/health/", "/ready/")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def reference_of(request: HttpRequest) -> str:
    """The proxy's, where a proxy of ours stands in front and it is a plain word; else a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
    return given if REFERENCE.fullmatch(given) else str(uuid.uuid4())


class NoStore:
    """Inside the session: what a signed-in person saw is kept by no browser and no proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated or request.path.startswith(("/staff/", "/sign-in/", "/demo/")):
            response["Cache-Control"] = "no-store"
        return response
