"""One entry as it is hashed. The canonical text is what another program needs to check the log.

Each field in the order of `FIELDS` is written as its length in bytes of UTF-8, a colon, its text and a comma;
times are in UTC to the microsecond. `previous` is the hash of the entry before; before the first it is 64
zeros. The hash of an entry is that of a leaf of the tree (`tree.py`).
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from .tree import leaf_hash

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log, in the order in which it is hashed."""

    previous: str
    position: int
    at: datetime
    event: str
    actor: str
    actor_name: str
    roles: str
    subject: str
    purpose: str
    reason: str
    detail: str


FIELDS = tuple(Entry.__slots__)


def canonical(entry: Entry) -> bytes:
    at = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    fields = [
        entry.previous, str(entry.position), at, entry.event, entry.actor, entry.actor_name, entry.roles,
        entry.subject, entry.purpose, entry.reason, entry.detail,
    ]  # fmt: skip
    texts = [field.encode() for field in fields]
    return b"".join(b"%d:%s," % (len(text), text) for text in texts)


def digest(entry: Entry) -> str:
    return leaf_hash(canonical(entry)).hex()


def what_is_told(detail: str) -> tuple[str, ...]:
    """The groups of fields that an entry says were shown."""
    fields = json.loads(detail).get("fields", [])
    return tuple(str(field) for field in fields) if isinstance(fields, list) else ()
