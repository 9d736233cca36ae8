"""The pages about an address. No home address is in any URL: a token stands for it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from borough.platform.access.api import allow

from . import home, pages
from .actions import READ
from .api import Location, locate
from .forms import Ask


@allow(READ)
@cache_control(private=True, no_store=True)
@csrf_exempt  # it changes nothing; so that the page needs no cookie
def my_address(request: HttpRequest) -> HttpResponse:
    """Asks where; what is typed is posted, so that no address stands in a URL or a log."""
    if where := request.GET.get("where"):
        return redirect("gazetteer:about", where=where)
    if request.method != "POST":
        return render(request, "gazetteer/ask.html", {"form": Ask(), "home": home.home(request)})
    form = Ask(request.POST)
    if not form.is_valid():
        return render(request, "gazetteer/ask.html", {"form": form, "home": home.home(request)})
    answer = locate(form.cleaned_data["q"])
    if isinstance(answer, Location) and pages.leads_on(answer) and not answer.no_number:
        return HttpResponseRedirect(reverse("gazetteer:about", args=[answer.where]), status=303)
    return render(request, "gazetteer/ask.html", pages.asked_again(form, answer, home.home(request)))


@allow(READ)
@cache_control(private=True, no_store=True)
def about(request: HttpRequest, where: str) -> HttpResponse:
    answer = locate(where)
    if not isinstance(answer, Location) or not pages.leads_on(answer):
        context = pages.asked_again(Ask({"q": where}), answer, home.home(request))
        return render(request, "gazetteer/ask.html", context, status=pages.status_of(answer))
    asked = request.GET if "where" in request.GET else None
    context = pages.about(answer, timezone.localtime(), home.home(request), asked)
    if asked and (chosen := pages.chosen(context)):
        return redirect("gazetteer:about", where=chosen)
    response = render(request, "gazetteer/about.html", context, status=400 if asked else 200)
    response["X-Robots-Tag"] = "noindex"
    return response


@allow(READ)
@cache_control(private=True, no_store=True)
def about_json(request: HttpRequest, where: str) -> HttpResponse:
    answer = locate(where)
    status = 200 if isinstance(answer, Location) else pages.status_of(answer)
    response = JsonResponse(pages.as_json(answer, timezone.localtime()), status=status)
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


@allow(READ)
@cache_control(private=True, no_store=True)
def calendar(request: HttpRequest, where: str) -> HttpResponse:
    answer = locate(where)
    text = (
        pages.calendar(answer, timezone.localdate(), request.get_host())
        if isinstance(answer, Location)
        else ""
    )
    if not text:
        return render(request, "gazetteer/no_calendar.html", status=404)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="collections.ics"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@allow(READ)
@csrf_exempt  # `from_our_pages` protects it without a cookie
@require_POST
def home_address(request: HttpRequest) -> HttpResponse:
    """Remember a place as home in this browser, or forget it."""
    if not home.from_our_pages(request):
        raise PermissionDenied
    answer = locate(request.POST.get("where", ""))
    response = HttpResponseRedirect(pages.back_to(request.POST.get("next", "")), status=303)
    if "forget" in request.POST:
        home.forget(response)
    elif isinstance(answer, Location) and home.may_be_home(answer):
        home.remember(response, answer)
    return response
