"""Writing the log: an entry, the forgetting of a person, a signed head."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils import timezone

from . import pseudonyms
from .heads import SignedHead, keep_in_file, sign
from .models import Event, Head, Pseudonym
from .queries import newest_head
from .stored import grow, root_now, size_now


class Actor(Protocol):
    """Who acts; `access.Actor` is one."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class System:
    """The council's own programs: scheduled work and the command line."""

    id: str = "system"
    name: str = "The system"
    roles: tuple[str, ...] = ()


SYSTEM = System()


def record(
    event: str,
    *,
    actor: Actor,
    subject: str = "",
    purpose: str = "",
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Add one entry and return its position. Committed on return, unless a transaction is open.

    event: noun.verb, as in `person.looked`. subject: the identifier of the person concerned, or with a colon
    that of a thing, as in batch:12. detail: JSON values; `people` (a list of person identifiers) and `fields`
    (what was shown) are what the person's own list of looks is made from. People are kept by pseudonyms.
    Inside a transaction record last: the log admits one writer at a time, until that writer commits.
    """
    with transaction.atomic(savepoint=False):
        subject, detail = _hidden(subject, detail or {})
        return _write(event, actor, subject, purpose, reason, detail)


def _hidden(subject: str, detail: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The same with pseudonyms for people."""
    people = [_text(str(person)) for person in detail.get("people", ())]
    subject = _text(subject)
    alone = [subject] if pseudonyms.is_person(subject) else []
    known = pseudonyms.given([*people, *alone])
    if "people" in detail:
        detail = {**detail, "people": [known[person] for person in people]}
    return known.get(subject, subject), detail


def _write(
    event: str, actor: Actor, subject: str, purpose: str, reason: str, detail: Mapping[str, Any]
) -> int:
    values = {
        "event": event,
        "actor": actor.id,
        "actor_name": _text(actor.name),
        "roles": " ".join(sorted(actor.roles)),
        "subject": subject,
        "purpose": purpose,
        "reason": _text(reason),
        "detail": _json(detail),
    }
    # Plain SQL, because the row's position and hash are the database's to say.
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Event._meta.db_table} ({', '.join(values)}) "
            f"VALUES ({', '.join(['%s'] * len(values))}) RETURNING position",
            list(values.values()),
        )
        return int(cursor.fetchone()[0])


def forget(person: str, *, actor: Actor, reason: str) -> bool:
    """Destroy the key of this person's pseudonym. Their looks stay, about nobody; the tree still holds.
    reason: why the law allows it. False: the log knows nobody of this identifier."""
    with transaction.atomic():
        pseudonym = pseudonyms.of([person]).get(person)
        if pseudonym is None:
            return False
        Pseudonym.objects.filter(person=person).delete()
        record("log.forgot", actor=actor, subject=pseudonym, reason=reason)
    return True


def sign_head() -> SignedHead | None:
    """Sign the tree as it is now; keep the head in table and file. None when the log is empty."""
    size = grow()
    if not size:
        return None
    head = sign(size, root_now(size).hex(), timezone.now())
    Head.objects.create(**{name: getattr(head, name) for name in head.__slots__})
    keep_in_file(head)
    return head


def recent_head(*, within: timedelta = timedelta(minutes=5)) -> SignedHead | None:
    """The newest head when it is of the whole log and no older; else one that is signed now."""
    newest = newest_head()
    fresh = newest and timezone.now() - datetime.fromisoformat(newest.signed_at) < within
    return newest if newest and fresh and newest.size == size_now() else sign_head()


def _json(detail: Mapping[str, Any]) -> str:
    return json.dumps(_kept(detail), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _kept(value: Any) -> Any:
    """The same values, each text in them as PostgreSQL can keep it."""
    match value:
        case str():
            return _text(value)
        case Mapping():
            return {_text(str(key)): _kept(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_kept(inner) for inner in value]
    return value


def _text(value: str) -> str:
    """Without NUL and without half of a surrogate pair, which only hostile input has."""
    return value.replace("\x00", "\ufffd").encode(errors="replace").decode()
