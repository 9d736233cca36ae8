"""Two boroughs that differ in one person under a shield give everybody without the right the same bytes."""

from itertools import zip_longest

import pytest

from borough.platform.access.api import Role, policy, routes
from borough.platform.access.rules import STAFF, alike
from borough.platform.privacy.api import purposes
from borough.residents.shield.models import Named
from tests.shield.boroughs import TYPED, borough, opening, searching, somebody, staff_routes
from tests.shield.boroughs import shown as bytes_of
from tests.shield.world import NOW

pytestmark = pytest.mark.django_db
KEEPERS = {Role.SAFEGUARDING_LEAD, Role.PRIVACY_OFFICER}  # whose work is to know that there is a shield
PEOPLE = [purpose.code for purpose in purposes().values() if purpose.opens_people]
routes()  # some grants are declared by what the routes bring in
WALKERS = [group[0] for group in alike(policy(), sorted(STAFF - KEEPERS))]


def same(one: list[bytes], other: list[bytes], asked: list[str]):
    for what, a, b in zip_longest(asked, one, other):
        assert not a.startswith(b"500"), what
        assert a == b, what


@pytest.mark.parametrize("purpose", PEOPLE)
def test_under_every_purpose_searches_and_pages_are_the_same(purpose):
    role = Role(min(purposes()[purpose].roles))
    seen = []
    for with_her in (False, True):
        with borough(with_her=with_her) as people:
            client = somebody(role, purpose)
            seen.append([*searching(client, TYPED), *opening(client, people)])
    same(*seen, [*TYPED])


@pytest.mark.parametrize("role", WALKERS)
def test_every_staff_page_is_the_same(role):
    its = next((p.code for p in purposes().values() if p.opens_people and role in p.roles), "")
    somebody(role)  # the same account in both
    seen = []
    for with_her in (False, True):
        with borough(with_her=with_her):
            client = somebody(role, its)
            seen.append([bytes_of(client.get(route)) for route in staff_routes()])
    same(*seen, staff_routes())


def test_who_is_named_does_see_her_so_that_the_test_can_fail():
    seen = []
    for with_her in (False, True):
        with borough(with_her=with_her) as people:
            client = somebody(Role.SOCIAL_WORKER, "child-safeguarding")
            actor = client.get("/staff/").wsgi_request.actor
            from borough.residents.shield.models import Shield

            its = Shield.objects.filter(lifted_at=None).earliest("pk")
            Named.objects.create(
                person=its.person, holder=actor.id, holder_name=actor.name, purpose="child-safeguarding",
                because="CSC 77", given_by="user:9001", given_by_name="Ruth", since=NOW, until="2099-01-01T00:00Z",
            )  # fmt: skip
            seen.append([*searching(client, TYPED), *opening(client, people)])
    without, with_her = (b"".join(pages) for pages in seen)
    assert b"Leyla Quasimo" in with_her
    assert b"Leyla Quasimo" not in without
