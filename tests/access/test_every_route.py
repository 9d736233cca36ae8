"""Every route as every role, by GET and by POST, against the one table in docs/access.md."""

import re
from pathlib import Path

import pytest
from django.test import Client

from borough.platform.access.api import Role, action_of, policy, routes
from borough.platform.access.rules import Actor, Allowed, Remedy, alike, decide
from tests.people import sign_in, undone

TABLE = Path(__file__).parents[2] / "docs/access.md"
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def table() -> dict[str, tuple[str, dict[Role, str]]]:
    """Route -> (action, role -> outcome), as written."""
    rows = [
        line.strip("| \n").split(" | ") for line in TABLE.read_text().splitlines() if line.startswith("|")
    ]
    head, body = rows[0], rows[2:]
    groups = [[Role(name.replace(" ", "_")) for name in names.split(", ")] for names in head[2:]]
    return {
        row[0].strip("`"): (
            row[1].strip("`"),
            {role: met for group, met in zip(groups, row[2:], strict=True) for role in group},
        )
        for row in body
    }


# Roles that share a column hold the same grants, and the gate asks for nothing else: one walks for all of them.
routes()  # some grants are declared by what the routes bring in
GROUPS = alike(policy(), Role)
WALKERS = [group[0] for group in GROUPS]


def an_address(route: str) -> str:
    """The route with something in each place; whether the thing exists is not what is asked here."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda place: SAMPLES[place[1] or "str"], route)


def outcome(response) -> str:
    decision = response.wsgi_request.decision
    if isinstance(decision, Allowed):
        sent_to_purpose = response.status_code == 302 and response.url.startswith("/staff/purpose/")
        return "purpose" if sent_to_purpose and response.wsgi_request.path != "/staff/purpose/" else "yes"
    if decision.remedy is Remedy.SIGN_IN:
        assert response.status_code == 302
        assert response.url.startswith("/sign-in/")
        return "sign in"
    assert response.status_code == 403
    assert "access/refused.html" in [template.name for template in response.templates]
    return "no"


def test_the_table_has_every_route_and_no_other():
    written, there = {route: action for route, (action, _) in table().items()}, {}
    for route, view in routes().items():
        there[route] = action_of(view).code
    assert written == there, "docs/access.md: one line a route; `borough access table` prints them all"


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_roles_of_one_column_are_let_into_the_same(group):
    for action in policy():
        actors = [Actor("user:1", "Sam", frozenset({role}), second_factor=True) for role in group]
        let_in = {isinstance(decide(actor, action, policy()), Allowed) for actor in actors}
        assert len(let_in) == 1, action.code


def test_every_role_stands_in_the_table_once():
    assert sorted(role for _, outcomes in table().values() for role in outcomes) == sorted(
        list(Role) * len(table())
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", WALKERS)
def test_every_route_does_to_this_role_what_the_table_says(role):
    client = Client(raise_request_exception=False)
    sign_in(client, role)
    found, written = {}, {}
    for route, (_, outcomes) in table().items():
        for method in (client.get, client.post):
            with undone(client):
                found[route, method.__name__] = outcome(method(an_address(route)))
            written[route, method.__name__] = outcomes[role]
    assert found == written


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.INDEX_STEWARD, Role.AUDITOR, Role.ADMINISTRATOR])
def test_with_a_password_alone_staff_get_no_further_than_a_resident(role):
    client = Client(raise_request_exception=False)
    sign_in(client, role, second_factor=False)
    for route, (_, outcomes) in table().items():
        with undone(client):
            response = client.get(an_address(route))
        opened = isinstance(response.wsgi_request.decision, Allowed)
        assert opened == (outcomes[Role.RESIDENT] in ("yes", "purpose")), route
