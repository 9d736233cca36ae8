"""Writing the log."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from django.utils import timezone

from .heads import SignedHead, keep_in_file, sign
from .models import Event, Head
from .queries import last


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

    event: noun.verb, as in `person.looked`. subject: the identifier of the person (or thing) concerned.
    detail: JSON values; `people` (a list of person identifiers) and `fields` (what was shown) are what the
    person's own list of looks is made from. Inside a transaction record last: the chain admits one writer
    at a time, until that writer commits.
    """
    values = {
        "event": event,
        "actor": actor.id,
        "actor_name": _text(actor.name),
        "roles": " ".join(sorted(actor.roles)),
        "subject": _text(subject),
        "purpose": purpose,
        "reason": _text(reason),
        "detail": _json(detail or {}),
    }
    # Plain SQL, because the row's position and hash are the database's to say.
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Event._meta.db_table} ({', '.join(values)}) "
            f"VALUES ({', '.join(['%s'] * len(values))}) RETURNING position",
            list(values.values()),
        )
        return int(cursor.fetchone()[0])


def sign_head() -> SignedHead | None:
    """Sign the chain's end, unless that is done already or there is none; keep the head in table and file."""
    end = last()
    if end is None:
        return None
    if known := Head.objects.filter(position=end.position, hash=end.hash).first():
        return SignedHead(known.position, known.hash, known.signed_at, known.public_key, known.signature)
    head = sign(end.position, end.hash, timezone.now())
    Head.objects.create(**{name: getattr(head, name) for name in head.__slots__})
    keep_in_file(head)
    return head


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
