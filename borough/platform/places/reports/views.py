"""Saying what is wrong, and answering it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Request, allow

from . import operations, pages, queries
from .actions import ANSWER, REPORT
from .forms import AnswerForm, PlaceAnswerForm, WrongForm
from .limits import too_many
from .subjects import Subject, names_of_places, subject, subject_asked


@allow(REPORT)
def wrong(request: Request, identifier: str) -> HttpResponse:
    """Say what is wrong with a place."""
    return _taken(request, found(subject(identifier)), reverse("places-reports:thanks", args=[identifier]))


@allow(REPORT)
def wrong_item(request: Request, register: str, key: str) -> HttpResponse:
    """Say what is wrong with any other fact of a register."""
    thanks = reverse("places-reports:thanks-item", args=[register, key])
    return _taken(request, found(subject_asked(register, key)), thanks)


def _taken(request: Request, about: Subject, thanks: str) -> HttpResponse:
    form = WrongForm(about.is_place, request.POST if request.method == "POST" else None)
    page = {"form": form, "place": about}
    if not form.is_valid():
        return render(request, "places/reports/wrong.html", page, status=422 if form.is_bound else 200)
    if too_many(request, timezone.now()):
        form.add_error(None, "Too many reports came from where you are. Try again in an hour, or call us.")
        return render(request, "places/reports/wrong.html", page, status=429)
    operations.report(about, form.cleaned_data, by=request.actor, now=timezone.now())
    return HttpResponseRedirect(thanks)


@allow(REPORT)
def thanks(request: Request, identifier: str) -> HttpResponse:
    return render(request, "places/reports/thanks.html", {"place": found(subject(identifier))})


@allow(REPORT)
def thanks_item(request: Request, register: str, key: str) -> HttpResponse:
    return render(request, "places/reports/thanks.html", {"place": found(subject_asked(register, key))})


@allow(ANSWER)
def reports(request: Request) -> HttpResponseBase:
    return pages.REPORTS.show(request, queries.reports())


@allow(ANSWER)
def report(request: Request, number: int) -> HttpResponse:
    """One report, and its answer."""
    asked = found(queries.report(number))
    asks = PlaceAnswerForm if asked.register in names_of_places() else AnswerForm
    form = asks(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        done = operations.answer(
            number, outcome=given["outcome"], text=given["answer"], hours=given.get("hours") or "",
            by=request.actor, now=timezone.now(),
        )  # fmt: skip
        if not isinstance(done, operations.CannotAnswer):
            messages.success(request, pages.answered(done, replied=asked.wanted_reply))
            return HttpResponseRedirect(reverse("places-reports:report", args=[number]))
        form.add_error(None, f"{done.detail} {done.remedy}")
    page: dict[str, Any] = {"form": form, "report": asked, "waits": not asked.outcome}
    return pages.report_page(asked).show(request, page, "places/reports/report.html")


def found(thing: Any) -> Any:
    """Raises Http404 for None."""
    if thing is None:
        raise Http404
    return thing
