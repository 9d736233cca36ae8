"""The page where an officer says why."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from borough.platform.access.api import Request, allow
from borough.ui import api as ui

from . import glass, operations
from .actions import BREAK_GLASS, REVIEW_GLASS, STATE_PURPOSE
from .choosing import choices, reference
from .emergency import GLASSES, GlassForm, ReviewForm, glass_facts
from .queries import glass as one_glass
from .queries import glasses
from .register import purposes_for


@allow(STATE_PURPOSE)
def purpose(request: Request) -> HttpResponse:
    """Choose a purpose and give its reference; then on to the page that asked for it."""
    refused: operations.Refused | None = None
    if request.method == "POST":
        outcome = operations.state(
            request, code=request.POST.get("purpose", ""), reason=request.POST.get("reason", "")
        )
        if not isinstance(outcome, operations.Refused):
            return HttpResponseRedirect(_next(request))
        refused = outcome
    page = _page(request, refused)
    return render(request, "privacy/purpose.html", page, status=422 if refused else 200)


@allow(BREAK_GLASS)
def break_glass(request: Request) -> HttpResponse:
    """For four hours, with a message to the privacy officers at once."""
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = glass.break_glass(
            request, code=form.cleaned_data["purpose"], reason=form.cleaned_data["reason"], now=timezone.now()
        )
        if not isinstance(outcome, operations.Refused):
            return HttpResponseRedirect(_next(request))
        form.add_error(outcome.field, outcome.reason)
    return render(request, "privacy/break.html", {"form": form}, status=422 if form.errors else 200)


@allow(REVIEW_GLASS)
def reviews(request: Request) -> HttpResponseBase:
    return GLASSES.show(request, glasses())


@allow(REVIEW_GLASS)
def review(request: Request, number: int) -> HttpResponse:
    its = one_glass(number)
    if its is None:
        raise Http404
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = glass.review(number, **form.cleaned_data, by=request.actor, now=timezone.now())
        if not isinstance(outcome, operations.Refused):
            return HttpResponseRedirect(reverse("privacy:reviews"))
        form.add_error(outcome.field, outcome.reason)
    page = {"form": form, "glass": its, "facts": glass_facts(its)}
    return render(request, "privacy/review.html", page, status=422 if form.errors else 200)


def _page(request: Request, refused: operations.Refused | None) -> dict[str, object]:
    offered = purposes_for(request.actor.roles)
    errors = {refused.field: refused.reason} if refused else {}
    return {
        "choices": choices(offered, request.POST, errors.get("purpose", "")),
        "reference": reference(offered, request.POST, errors.get("reason", "")),
        "errors": [ui.ErrorLink(text=text, href=f"#{field}") for field, text in errors.items()],
        "next": _next(request),
    }


@allow(STATE_PURPOSE)
@require_POST
def finish(request: Request) -> HttpResponse:
    operations.finish(request)
    return HttpResponseRedirect(reverse("staff:home"))


def _next(request: HttpRequest) -> str:
    """Where to go on to: only within this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if safe else reverse("staff:home")
