"""Two small boroughs that differ in one person under a shield, and everything that somebody there can be shown."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.test import Client

from borough.platform.access.api import Role, action_of, routes
from borough.residents.models import Person
from borough.residents.shield.operations import put_up
from borough.residents.shield.rules import Kind
from tests.access.test_every_route import an_address
from tests.people import sign_in
from tests.residents import people as residents
from tests.shield.world import LEAD, NOW

OTHERS = """
who      | feed                  | key      | forename | surname | date_of_birth | sex | house | street         | postcode | phone         | email             | valid_from | valid_to | as_of
karim    | council_tax           | 70012345 | karim    | haddad  |               |     | 12    | penrose street | NW1 8EH  |               |                   | 2020-01-01 |          | 2026-10-31
karim    | crm                   | C-41     | karim    | haddad  | 1988-05-03    | M   | 12    | penrose street | NW1 8EH  | +447100123456 | karim@example.org |            |          | 2026-10-01
nour     | schools               | S-1      | nour     | haddad  | 2014-02-01    | F   | 12    | penrose street | NW1 8EH  |               |                   |            |          | 2026-10-01
nour     | childrens_social_care | CSC-79   | nour     | haddad  | 2014-02-01    | F   | 12    | penrose street | NW1 8EH  |               |                   |            |          | 2026-10-01
namesake | housing               | T0300/1  | leila    | haddad  | 1978-09-30    | F   | 7     | malden road    | NW5 3HS  |               |                   | 2019-01-01 |          | 2026-10-01
"""  # noqa: E501
HERS = """
leila    | council_tax           | 70012346 | leila    | haddad  |               |     | 12    | penrose street | NW1 8EH  |               |                   | 2020-01-01 |          | 2026-10-31
leila    | crm                   | C-42     | leila    | haddad  | 1991-04-12    | F   | 12    | penrose street | NW1 8EH  | +447700900123 | leila@example.org |            |          | 2026-10-01
leila    | housing               | T0400/1  | leyla    | quasimo | 1991-04-12    | F   | 3     | hidden mews    | E8 1AA   |               |                   | 2026-01-01 |          | 2026-10-01
"""  # noqa: E501
HER_IDENTIFIER = "22222-2222Z"
# What somebody who looks for her types: what she is called and was, her home, her kin, her references.
TYPED = (
    "leila haddad", "leyla quasimo", "quasimo", "leila", "haddad nw1 8eh", "12 penrose street", "hidden mews",
    "E8 1AA", "12/4/1991", "1991", "07700 900123", "leila@example.org", "C-42", "70012346", "T0400/1", HER_IDENTIFIER,
)  # fmt: skip


@contextmanager
def borough(*, with_her: bool) -> Iterator[dict[str, Person]]:
    """A borough with her, under a shield, or without. What is done in it is undone."""
    numbers = iter(range(1, 100))
    before = residents.new_identifier
    residents.new_identifier = lambda: f"22222-{next(numbers):04}Z"
    try:
        with _as_a_test_begins():
            people = residents.given(OTHERS + HERS if with_her else OTHERS)
            # There too somebody is under a shield, of whom there is no record: the log is as long.
            her = people.pop("leila", None) or Person.objects.create(identifier=HER_IDENTIFIER, made_at=NOW)
            Person.objects.filter(pk=her.pk).update(identifier=HER_IDENTIFIER)
            put_up(identifier=HER_IDENTIFIER, kind=Kind.REFUGE, because="MARAC 2026/17", by=LEAD, now=NOW)
            yield people
            transaction.set_rollback(True)
    finally:
        residents.new_identifier = before


def _as_a_test_begins() -> transaction.Atomic:
    """A transaction that the log takes for no transaction at all, as it does a test's own."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    return atomic


def somebody(role: Role, purpose: str = "") -> Client:
    client = Client(raise_request_exception=False)
    sign_in(client, role, purpose=purpose, reason="Application S-1")
    return client


def staff_routes() -> list[str]:
    """Every route behind the staff door that can be asked with GET, with something in each place."""
    found = [route for route, view in routes().items() if route.startswith("/staff/") and action_of(view)]
    return [an_address(route) for route in sorted(found)]


def searching(client: Client, typed: Iterable[str]) -> Iterator[bytes]:
    for text in typed:
        yield shown(client.post("/staff/people/", {"text": text}, follow=True))


def opening(client: Client, people: dict[str, Person]) -> Iterator[bytes]:
    for identifier in [*(person.identifier for person in people.values()), HER_IDENTIFIER, "7KQ2M-4XT9P"]:
        yield shown(client.get(f"/staff/people/{identifier}/"))
        yield shown(client.get(f"/staff/audit/people/{identifier}/"))


# What is made by chance or by the clock, and differs between two askings of one borough as well.
CHANCE = re.compile(
    rb"[0-9a-f]{16,}|[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|/found/[\w-]{12}|nonce-?=?\"?[\w+/=-]+"
    rb"|\b(shield|glass|user|apart):\d+|\d{1,2}:\d\d(:\d\d)?(am|pm)?|\d{4}-\d\d-\d\dT[\d:.+]+Z?|P-[0-9A-Z-]{8,}"
    rb"|/(shields|access)/\d+/"
)


def shown(response) -> bytes:
    """All that a response says: status, headers but cookies, body."""
    headers = sorted(
        f"{k}: {v}" for k, v in response.items() if k not in {"Set-Cookie", "Content-Length", "X-Request-ID"}
    )
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return CHANCE.sub(
        b"*", b"\n".join([str(response.status_code).encode(), *(h.encode() for h in headers), content])
    )
