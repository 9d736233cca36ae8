"""No more look-ups by property number an hour from one sender than a person makes: UPRNs stand in open data,
and who may ask for all of them has a list of every home.
"""

from collections.abc import Callable, Iterable

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .rules import text
from .rules.locating import UPRN

MOST_AN_HOUR = 60
HOUR = 3600  # seconds
# Where what is asked may be a property number, in the path, the query or the form.
ASKED = ("/address/", "/addresses/", "/api/", "/find/", "/home-address/", "/my-address/", "/nearest/", "/services/",
         "/uprn/", "/widget/")  # fmt: skip
WHY = "Too many look-ups by property number (UPRN) came from where you are. Try again in an hour, or ask by postcode."


class NumbersLimited:
    """Middleware: counts requests that name a property number, and answers 429 past the limit."""

    def __init__(self, next_: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.next = next_

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ASKED) or not (count := numbers(_words(request))):
            return self.next(request)
        if not too_many(request, count):
            return self.next(request)
        if request.path.startswith(("/api/", "/addresses/")) or request.path.endswith(".json"):
            return JsonResponse({"error": WHY}, status=429)
        return HttpResponse(WHY, status=429, content_type="text/plain; charset=utf-8")


def numbers(texts: Iterable[object]) -> int:
    """How many of these would be read as a property number."""
    return sum(1 for one in texts if isinstance(one, str) and UPRN.fullmatch(text.cleaned(one)))


def too_many(request: HttpRequest, count: int = 1) -> bool:
    """Counts these. The network address is never kept: only a hash of it, with the hour, for an hour."""
    where = get_adapter().get_client_ip(request)
    key = "by-number:" + salted_hmac(f"{timezone.now():%Y%m%d%H}", where).hexdigest()[:32]
    cache.add(key, 0, HOUR)
    return cache.incr(key, count) > MOST_AN_HOUR


def _words(request: HttpRequest) -> list[str]:
    asked = [part.removesuffix(".json") for part in request.path.split("/") if part]
    asked += [value for values in request.GET.lists() for value in values[1]]
    if request.method == "POST" and request.content_type != "application/json":
        asked += [value for values in request.POST.lists() for value in values[1]]
    return asked
