"""The gate in front of every page."""

import pytest

from borough.platform.access.middleware import AccessMiddleware
from borough.platform.access.policy import unruled
from borough.platform.audit.models import Event
from tests.people import sign_in


def test_every_route_has_a_policy():
    assert unruled() == []


def test_a_route_without_a_policy_stops_the_start(monkeypatch):
    monkeypatch.setattr("borough.platform.access.middleware.unruled", lambda: ["/secret/"])
    with pytest.raises(Exception, match="/secret/"):
        AccessMiddleware(lambda request: None)


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in_and_comes_back(client):
    response = client.get("/staff/")
    assert response.status_code == 302
    assert response.url == "/sign-in/?next=%2Fstaff%2F"


@pytest.mark.django_db
def test_an_officer_with_a_second_factor_enters(client):
    sign_in(client, "officer")
    assert client.get("/staff/").status_code == 200


@pytest.mark.django_db
def test_an_officer_with_a_password_only_is_sent_to_the_second_factor(client):
    sign_in(client, "officer", second_factor=False)
    assert client.get("/staff/").url.startswith("/sign-in/security/")


@pytest.mark.django_db
def test_a_resident_is_told_why_not_and_the_attempt_is_logged(client):
    sign_in(client, "resident")
    response = client.get("/staff/")
    assert response.status_code == 403
    assert "does not include" in response.content.decode()
    entry = Event.objects.get(event="access.refused")
    assert (entry.roles, '"route":"staff/"' in entry.detail) == ("resident", True)
