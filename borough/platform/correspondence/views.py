"""What the council wrote, as staff see it: exactly as sent."""

from django.contrib import messages as notes
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from borough.platform.access.api import Request, allow
from borough.platform.audit import api as audit

from . import operations, pages, queries
from .actions import READ, SEND_AGAIN


@allow(READ)
def messages(request: Request) -> HttpResponseBase:
    return pages.MESSAGES.show(request, queries.messages())


@allow(READ)
def message(request: Request, number: int) -> HttpResponse:
    found = queries.message(number)
    if found is None:
        raise Http404
    audit.record("message.read", actor=request.actor, subject=f"message:{number}")
    return pages.message_page(found).show(request, {"message": found}, "correspondence/message.html")


@require_POST
@allow(SEND_AGAIN)
def again(request: Request, number: int) -> HttpResponse:
    if operations.send_again(number, by=request.actor):
        notes.success(request, "The message will be sent again.")
    return HttpResponseRedirect(reverse("correspondence:message", args=[number]))
