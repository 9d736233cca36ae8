"""The box, what it found, and a person. Each page needs a live purpose and is in the log before it is shown."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from borough.platform.access.api import Request, allow
from borough.staff.actions import OPEN_PERSON, SEARCH_PEOPLE

from . import results, searches, sheets
from .looks import look_of


@allow(SEARCH_PEOPLE)
def search(request: Request) -> HttpResponse:
    asked = request.method == "POST"
    box = searches.Box(request.POST if asked else None)
    if box.is_valid():
        text, opened = box.cleaned_data["text"], look_of(request).opened
        return HttpResponseRedirect(searches.begin(request.session, text, opened=opened))
    return render(request, "staff/people/search.html", {"form": box}, status=422 if asked else 200)


@allow(SEARCH_PEOPLE)
def found(request: Request, key: str) -> HttpResponse:
    text = searches.kept(request.session, key)
    if text is None:
        return render(request, "staff/people/search.html", {"form": searches.Box(), "gone": True}, status=404)
    page = results.find(
        look_of(request), text, page=results.page_asked(request.GET), today=timezone.localdate()
    )
    return render(request, "staff/people/results.html", {"form": searches.again(text), "results": page})


@allow(OPEN_PERSON)
def person(request: Request, identifier: str) -> HttpResponse:
    outcome = sheets.open_person(look_of(request), identifier, now=timezone.now())
    if isinstance(outcome, sheets.Merged):
        messages.info(request, outcome.notice)
        return redirect("staff:person", outcome.into)
    if isinstance(outcome, sheets.Unexplained):
        return render(request, "staff/people/unexplained.html", {"look": outcome}, status=403)
    if outcome is None:
        return render(request, "staff/people/nobody.html", status=404)
    return outcome.show(request)
