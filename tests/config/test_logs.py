"""No personal data in the logs: a canary goes through every address and form, and is in no line."""

import io
import json
import logging
import os
import re
import socket
import subprocess
import sys
import time
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
import structlog
from django.contrib.staticfiles.finders import get_finders
from django.test import Client, override_settings
from django.urls import include, path

from borough.config.logs import configuration
from borough.platform.access.api import EVERYONE, Action, allow, grant, routes
from borough.platform.access.policy import _policy
from tests.people import sign_in, undone

CANARY = "Zebedee Canaryson"
FORMS = (CANARY, quote(CANARY), CANARY.replace(" ", "+"), "Canaryson")
FAULTY = Action("test:faulty", "A page with a fault in it")


@allow(FAULTY)
def faulty(request, name):
    try:
        raise ValueError(f"no such person: {name}")
    except ValueError as error:
        raise KeyError(name) from error


urlpatterns = [path("faulty/<str:name>/", faulty), path("", include("borough.config.urls"))]
handler500 = "borough.ui.views.fault"


@pytest.fixture
def lines():
    """Everything that is logged, at every level, as production writes it."""
    written = io.StringIO()
    made = configuration(production=True)
    handler = logging.StreamHandler(written)
    kind, filters = made["formatters"]["house"], made["filters"]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=kind["foreign_pre_chain"], processors=kind["processors"]
        )
    )
    handler.addFilter(filters["without_values"]["()"]())
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: written.getvalue().splitlines()
    root.removeHandler(handler)
    root.setLevel(before)


class Fields(HTMLParser):
    """The names of all controls on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        name = dict(attrs).get("name")
        if tag in {"input", "select", "textarea", "button"} and name and name != "csrfmiddlewaretoken":
            self.names.add(name)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "officer", "index_steward", "auditor", "administrator"])
def test_a_name_in_any_address_form_or_header_is_in_no_line(role, lines):
    client = Client(raise_request_exception=False, headers={"user-agent": CANARY, "referer": CANARY})
    purpose = {"officer": "serve-a-caller", "index_steward": "link-review"}.get(role, "")
    sign_in(client, role, purpose=purpose)
    for route in routes():
        address = re.sub(r"<(?:int:)\w+>", "1", route)
        address = re.sub(r"<[^>]+>", quote(CANARY), address)
        with undone(client):
            page = client.get(address, {"q": CANARY, "name": CANARY, "next": f"/{CANARY}/"})
            text = page.content.decode(errors="replace") if not page.streaming else ""
            names = {*Fields(text).names, "q", "reason", "email", "login"}
            client.post(address, dict.fromkeys(names, CANARY))
    client.get(f"/nowhere/{CANARY}/?q={CANARY}")
    written = lines()
    assert len([line for line in written if '"event": "request"' in line]) > len(routes())
    assert not [line for line in written if any(form in line for form in FORMS)]


@pytest.mark.django_db
def test_a_fault_is_told_by_type_and_place_and_not_by_what_it_says(lines):
    grant(EVERYONE, FAULTY, because="a test")
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client(raise_request_exception=False).get(f"/faulty/{CANARY}/")
    del _policy[FAULTY]
    told = [json.loads(line) for line in lines()]
    fault = next(line for line in told if "fault" in line)
    assert fault["fault"] == ["builtins.KeyError", "builtins.ValueError"]
    assert "faulty" in fault["frames"][-1]
    assert fault["request_id"] == answer["X-Request-ID"]
    assert answer["X-Request-ID"] in answer.content.decode()  # what the person can quote to us
    assert not [line for line in lines() if any(form in line for form in FORMS)]


@pytest.mark.parametrize(
    ("proxies", "given", "believed"),
    [(1, "abcdef-123456", True), (0, "abcdef-123456", False), (1, "a b\"}", False), (1, "x" * 65, False)],
)  # fmt: skip
def test_a_request_id_is_believed_only_from_our_own_proxy(client, settings, db, proxies, given, believed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answer = client.get("/health/", headers={"x-request-id": given})
    assert (answer["X-Request-ID"] == given) is believed


def test_the_real_server_writes_no_query_and_no_broken_request(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"PORT": str(port), "WORKERS": "1", "DATA_DIR": str(tmp_path)}
    (tmp_path / "static").mkdir()
    names = {name: name for finder in get_finders() for name, _ in finder.list([])}
    (tmp_path / "static" / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": names}))
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "python:borough.config.gunicorn", "borough.config.wsgi"],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert b"200" in _send(port, f"GET /cookies/?q={quote(CANARY)} HTTP/1.1\r\nHost: localhost\r\n\r\n")
        _send(port, f"GET /{CANARY} {CANARY}\r\n\r\n")
        _send(port, f"GET /health/ HTTP/1.1\r\nHost: {quote(CANARY)}\r\n\r\n")
    finally:
        server.terminate()
        told = server.communicate(timeout=120)[0].decode()
    assert "request" in told
    assert not [form for form in FORMS if form in told], told


def _send(port: int, text: str) -> bytes:
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
                connection.sendall(text.encode())
                return connection.recv(1000)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
