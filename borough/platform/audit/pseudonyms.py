"""People in the log: by a pseudonym, whose key can be destroyed while the tree still holds.

An entry can never be changed, so it must not hold what may one day have to be erased. It holds HMAC-SHA256 of
the person's identifier, with a key of their own; the key and the identifier stand in a table beside the log.
The key binds the two: whoever gives a pseudonym to another person in that table is found.
"""

import hmac
import secrets
from collections.abc import Iterable

from django.db import connection

from .models import Pseudonym

PREFIX = "p:"
DIGITS = 40


def is_person(subject: str) -> bool:
    """A subject with a colon is a thing (batch:12), an account (user:7) or a pseudonym; without, a person."""
    return bool(subject) and ":" not in subject


def made(person: str, key: bytes) -> str:
    return PREFIX + hmac.digest(key, person.encode(), "sha256").hex()[:DIGITS]


def of(people: Iterable[str]) -> dict[str, str]:
    """Each person's pseudonym, where they have one."""
    found = Pseudonym.objects.filter(person__in=set(people))
    return dict(found.values_list("person", "pseudonym"))


def behind(pseudonyms: Iterable[str]) -> dict[str, str]:
    """Whom each pseudonym means; without those whose key was destroyed."""
    found = Pseudonym.objects.filter(pseudonym__in=set(pseudonyms))
    return dict(found.values_list("pseudonym", "person"))


def given(people: Iterable[str]) -> dict[str, str]:
    """Each person's pseudonym, made where they have none yet."""
    asked = set(people)
    known = of(asked) if asked else {}
    return known | _give(sorted(asked - known.keys()))


def _give(people: list[str]) -> dict[str, str]:
    """In one statement and in one order, so that two writers wait for one another and never both."""
    if not people:
        return {}
    keys = [secrets.token_bytes(32) for _ in people]
    with connection.cursor() as cursor:
        cursor.execute(GIVE, [people, keys, list(map(made, people, keys))])
        return dict(cursor.fetchall())


GIVE = """
    INSERT INTO audit_pseudonym (person, key, pseudonym)
    SELECT * FROM unnest(%s::text[], %s::bytea[], %s::text[])
    ON CONFLICT (person) DO UPDATE SET person = EXCLUDED.person RETURNING person, pseudonym
"""


def forged() -> list[str]:
    """Pseudonyms that are not what their key makes of their person: somebody changed the table."""
    rows = Pseudonym.objects.values_list("person", "key", "pseudonym").iterator(chunk_size=10_000)
    return [pseudonym for person, key, pseudonym in rows if made(person, bytes(key)) != pseudonym]


UNEXPLAINED = """
    SELECT min(position) FROM audit_event e WHERE subject LIKE 'p:%' AND event <> 'log.forgot'
       AND NOT EXISTS (SELECT FROM audit_pseudonym p WHERE p.pseudonym = e.subject)
       AND NOT EXISTS (SELECT FROM audit_event f WHERE f.event = 'log.forgot' AND f.subject = e.subject)
"""


def lost() -> int | None:
    """The first entry about somebody whose key is gone though no entry says that it was destroyed."""
    with connection.cursor() as cursor:
        cursor.execute(UNEXPLAINED)
        position = cursor.fetchone()[0]
        return None if position is None else int(position)
