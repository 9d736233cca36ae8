"""Every answer carries the headers that keep a browser from helping an attacker."""

import re

import pytest
from django.test import Client

from borough.platform.access.api import routes
from tests.people import sign_in, undone

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "auditor"])
def test_every_route_answers_with_them(role):
    client = Client(raise_request_exception=False)
    sign_in(client, role)
    for route in [*routes(), "/nowhere/"]:
        with undone(client):
            answer = client.get(re.sub(r"<[^>]+>", "1", route))
        for header, value in HEADERS.items():
            assert answer[header] == value, route
        assert re.fullmatch(r"[0-9a-f-]{36}", answer["X-Request-ID"]), route
        assert "camera=()" in answer["Permissions-Policy"], route
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy, route
        assert "unsafe" not in policy, route
        assert "*" not in policy, route
        if role != "anonymous" or route.startswith(("/staff/", "/sign-in/")):
            assert answer["Cache-Control"] == "no-store", route


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts(client):
    sign_in(client, "officer")
    client.get("/staff/")
    session = client.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_production_asks_for_https_only(monkeypatch):
    import subprocess
    import sys

    script = (
        "import os; os.environ.update(PRODUCTION='1', SECRET_KEY='x' * 50, DEMO='0', HOSTS='a.example',"
        "DATABASE_URL='postgresql://db/x');"
        "from borough.config import settings as s;"
        "print(s.SECURE_HSTS_SECONDS, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        "s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["31536000", "True", "True", "True", "False"]
