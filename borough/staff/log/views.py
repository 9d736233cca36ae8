"""The log, for the auditor."""

import re

from django.http import Http404, HttpResponseBase

from borough.platform.access.api import Request, allow
from borough.platform.audit import api as audit
from borough.staff.actions import READ_LOG

from . import pages

# What the log says an entry is about: a person's identifier, an account, a batch.
SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,79}")


@allow(READ_LOG)
def log(request: Request) -> HttpResponseBase:
    _note(request, "")
    return pages.LOG.show(request, audit.entries())


@allow(READ_LOG)
def entry(request: Request, position: int) -> HttpResponseBase:
    event = audit.entry(position)
    if event is None:
        raise Http404
    _note(request, event.subject)
    return pages.item(event).show(request)


@allow(READ_LOG)
def person(request: Request, person: str) -> HttpResponseBase:
    if not SUBJECT.fullmatch(person):
        raise Http404
    _note(request, person)
    return pages.looks(person).show(request, audit.about(person))


def _note(request: Request, subject: str) -> None:
    """Reading the log is in the log, before anything is shown, with what was asked of it."""
    asked = {name: value for name, value in request.GET.items() if value}
    event = "log.exported" if asked.get("format") == "csv" else "log.read"
    audit.record(event, actor=request.actor, subject=subject, detail={"asked": asked} if asked else {})
