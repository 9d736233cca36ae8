"""The open API: one document, made of the routers of the mechanisms. Anybody may ask, from any page."""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError

from borough.platform.access.api import Action
from borough.platform.gazetteer import api as gazetteer
from borough.platform.places import api as places
from borough.platform.registers import api as registers
from borough.ui import views as pages

# Each with the action that its operations are.
ROUTERS: list[tuple[Router, Action]] = [
    (gazetteer.router, gazetteer.READ),
    (places.router, places.FIND),
]
FRESH = 60  # seconds for which an answer may be used again
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, X-Request-ID",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

open_api = NinjaAPI(
    title="Borough: open data",
    version="1",
    description="Where things are, and which is nearest. No key, no cookie. Answers name source, date, licence.",
    urls_namespace="open-api",
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "As stated with each answer"}}},
)
for _router, _action in ROUTERS:
    open_api.add_router("", _router)


@open_api.exception_handler(ValidationError)
def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What came does not fit: which part, in plain words, with status 400."""
    first = error.errors[0] if error.errors else {"loc": ("body",), "msg": "Not understood"}
    told = {
        "error": str(first["msg"]),
        "parameter": ".".join(map(str, first["loc"][1:] or first["loc"])),
        "remedy": "",
    }
    return open_api.create_response(request, told, status=400)


@open_api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    told = {"error": f"{error.message}.", "parameter": "body", "remedy": "See /api/openapi.json."}
    return open_api.create_response(request, told, status=error.status_code)


def urls() -> list[URLPattern]:
    """Every route, with its action, open to other sites."""
    actions = {
        path: action for router, action in ROUTERS for path in (p.strip("/") for p in router.path_operations)
    }
    patterns, _, _ = open_api.urls
    return [_opened(pattern, actions) for pattern in patterns]


def _opened(pattern: URLPattern | URLResolver, actions: dict[str, Action]) -> URLPattern:
    assert isinstance(pattern, URLPattern)
    view = _served(pattern.callback)
    view.action = actions.get(str(pattern.pattern), places.FIND)  # type: ignore[attr-defined]
    view.csrf_exempt = True  # type: ignore[attr-defined]
    pattern.callback = view
    return pattern


def _served(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """With the headers that let other sites read it, and an ETag that spares a second sending."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _opened_to_all(_answered(view, request, *args, **kwargs))

    return served


def _opened_to_all(response: HttpResponse) -> HttpResponse:
    for name, value in OPEN.items():
        response[name] = value
    where = registers.register("postcodes")  # an answer that names no licence of its own is about where
    response.setdefault("Link", registers.licence_links([where.licence.url]))
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for people; below /api/ the same for programs."""
    if not request.path.startswith("/api/"):
        return pages.not_found(request, exception)
    told = {"error": "There is nothing at this address.", "parameter": "", "remedy": "See /api/openapi.json."}
    return _opened_to_all(JsonResponse(told, status=404))


def _answered(
    view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """HEAD as GET, without the body; what is not allowed in words."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    head = request.method == "HEAD"
    request.method = "GET" if head else request.method
    response = view(request, *args, **kwargs)
    if response.status_code == 405:
        told = {
            "error": f"{request.method} is not allowed here.",
            "parameter": "",
            "remedy": "See /api/openapi.json.",
        }
        response = JsonResponse(told, status=405, headers={"Allow": response.get("Allow", "")})
    if request.method == "GET" and response.status_code == 200 and not response.has_header("Cache-Control"):
        response = _tagged(request, response)
    if head:
        request.method = "HEAD"
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    tag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response
