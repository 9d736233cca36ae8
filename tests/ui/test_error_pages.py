"""Error pages: plain English, a way out, and no need of a database."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.views.decorators.csrf import requires_csrf_token

from borough.config import urls
from borough.platform.access.api import allow
from borough.public.actions import READ
from borough.ui import errors, views


def raises(exception):
    @allow(READ)
    def view(request):
        raise exception

    return view


@allow(READ)
@requires_csrf_token
def taken(request):
    return HttpResponse("taken")


class Routes:
    """Our error handlers over routes that fail on purpose."""

    handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
    handler500 = urls.handler500
    urlpatterns = [
        path("bad/", raises(SuspiciousOperation("secret-canary"))),
        path("forbidden/", raises(PermissionDenied("secret-canary"))),
        path("fault/", raises(RuntimeError("secret-canary"))),
        path("database/", raises(OperationalError("secret-canary"))),
        path("post/", taken),
    ]


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("/bad/", errors.BAD_REQUEST),
        ("/forbidden/", errors.FORBIDDEN),
        ("/nowhere/", errors.NOT_FOUND),
        ("/staff/nowhere/", errors.NOT_FOUND),
        ("/fault/", errors.FAULT),
        ("/database/", errors.UNAVAILABLE),
    ],
)
def test_every_failure_has_a_page_with_a_way_out(address, error):
    """Without the database mark: a query here would be a fault of the error page."""
    with override_settings(ROOT_URLCONF=Routes):
        reply = Client(raise_request_exception=False).get(address)
    html = reply.content.decode()
    assert reply.status_code == error.status
    assert f'<h1 class="govuk-heading-l">{error.title}</h1>' in html
    assert f'href="{"/staff/" if address.startswith("/staff/") else "/"}">' in html
    assert ("Try again</a>" in html) == error.again
    assert "secret-canary" not in html


def test_a_lost_token_is_explained_and_nothing_is_taken():
    with override_settings(ROOT_URLCONF=Routes):
        reply = Client(enforce_csrf_checks=True).post("/post/")
    assert reply.status_code == 403
    assert errors.LOST_TOKEN.title in reply.content.decode()


def test_too_many_attempts_say_when_to_come_back():
    reply = views.too_many(RequestFactory().get("/sign-in/login/"))
    assert (reply.status_code, reply["Retry-After"]) == (429, "120")
    assert errors.TOO_MANY.title in reply.content.decode()


def test_the_reference_is_shown_to_quote():
    request = RequestFactory().get("/")
    request.request_id = "7f3a"
    assert "<strong>7f3a</strong>" in views.page(request, errors.FAULT).content.decode()


@pytest.mark.parametrize("error", errors.ERROR_PAGES, ids=lambda error: error.title)
def test_no_error_page_blames_or_shouts(error):
    words = " ".join((error.title, *error.what)).lower()
    assert not {"invalid", "illegal", "fatal", "exception", "oops", "forbidden"} & set(words.split())
