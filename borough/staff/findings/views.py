"""Findings, for those whose purpose it is. A look is logged with everybody in it before it is shown."""

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from borough.platform.access.api import Request, allow
from borough.residents.findings import api as findings
from borough.staff.people.looks import look_of

from . import forms, lists, pages
from .actions import READ_YIELD, WORK_FINDINGS


@allow(WORK_FINDINGS)
def queue(request: Request) -> HttpResponseBase:
    look = look_of(request)
    mine = findings.findings_for(request.actor.id, [look.stated.purpose.code])
    look.write("findings.listed")
    return lists.queue(request, mine)


@allow(WORK_FINDINGS)
def finding(request: Request, number: int) -> HttpResponse:
    return pages.page_of(request, _found(request, number))


@require_POST
@allow(WORK_FINDINGS)
def take(request: Request, number: int) -> HttpResponse:
    findings.take(_found(request, number), request.actor)
    return HttpResponseRedirect(reverse("staff:finding", args=[number]))


@allow(WORK_FINDINGS)
def step(request: Request, number: int) -> HttpResponse:
    return _form(request, _found(request, number), forms.StepForm, "staff/findings/step.html")


@allow(WORK_FINDINGS)
def decide(request: Request, number: int) -> HttpResponse:
    return _form(request, _found(request, number), forms.DecideForm, "staff/findings/decide.html")


@allow(READ_YIELD)
def live_yield(request: Request) -> HttpResponseBase:
    return lists.live_yield(request)


def _form(
    request: Request, found: findings.Finding, kind: type[forms.FindingForm], template: str
) -> HttpResponse:
    """Only an open finding of one's own: take it first."""
    here = reverse("staff:finding", args=[found.pk])
    if found.owner != request.actor.id or found.state != findings.Finding.State.OPEN:
        return HttpResponseRedirect(here)
    form = kind(found, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.done(request.actor):
        return HttpResponseRedirect(here)
    context = {"form": form, "finding": found, "detector": findings.detectors()[found.rule], "here": here}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _found(request: Request, number: int) -> findings.Finding:
    """Of whoever may not know of it there is none."""
    purpose = look_of(request).stated.purpose.code
    found = findings.finding_for(number, request.actor.id, [purpose])
    if found is None:
        raise Http404
    return found
