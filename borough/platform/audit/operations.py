"""Writing the log."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from .models import Event


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
        "detail": _text(_json(detail or {})),
    }
    # Plain SQL, because the row's position and hash are the database's to say.
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Event._meta.db_table} ({', '.join(values)}) "
            f"VALUES ({', '.join(['%s'] * len(values))}) RETURNING position",
            list(values.values()),
        )
        return int(cursor.fetchone()[0])


def _json(detail: Mapping[str, Any]) -> str:
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _text(value: str) -> str:
    """What PostgreSQL can keep: no NUL, no half of a surrogate pair (hostile input only)."""
    return value.replace("\x00", "\ufffd").replace("\\u0000", "\ufffd").encode(errors="replace").decode()
