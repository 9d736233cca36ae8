"""How the chain is made, without a database: the canonical text of an entry, and what breaks a chain.

The canonical text is what another program needs to check the log. Each field in the order of `FIELDS` is
written as its length in bytes of UTF-8, a colon, its text and a comma; times are in UTC to the microsecond.
The hash is SHA-256 of that text; the first entry follows 64 zeros.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log, in the order in which it is hashed, then its hash."""

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
    hash: str


FIELDS = tuple(Entry.__slots__)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the chain that somebody kept: it must still be there."""

    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verified:
    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class Unguarded:
    """The chain holds, but what keeps it from being changed does not stand: why, and what to do."""

    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not hold, why, and what to do."""

    position: int
    reason: str
    remedy: str


def canonical(entry: Entry) -> bytes:
    at = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    fields = [
        entry.previous, str(entry.position), at, entry.event, entry.actor, entry.actor_name, entry.roles,
        entry.subject, entry.purpose, entry.reason, entry.detail,
    ]  # fmt: skip
    texts = [field.encode() for field in fields]
    return b"".join(b"%d:%s," % (len(text), text) for text in texts)


def digest(entry: Entry) -> str:
    return hashlib.sha256(canonical(entry)).hexdigest()


def what_is_told(detail: str) -> tuple[str, ...]:
    """The groups of fields that an entry says were shown."""
    fields = json.loads(detail).get("fields", [])
    return tuple(str(field) for field in fields) if isinstance(fields, list) else ()


def verify(entries: Iterable[Entry], anchors: Iterable[Anchor] = ()) -> Verified | Broken:
    """Walk the whole chain once, in order of position; memory does not grow with it."""
    kept: dict[int, set[str]] = {}
    for anchor in anchors:
        kept.setdefault(anchor.position, set()).add(anchor.hash)
    position, previous = 0, GENESIS
    for entry in entries:
        position += 1
        if problem := _problem(entry, position, previous, kept.get(position, set())):
            return Broken(position, problem, "Keep the database as it is and compare it with a backup.")
        previous = entry.hash
    if lost := [at for at in sorted(kept) if at > position]:
        return Broken(
            position + 1,
            f"The end is missing: the log was once {lost[-1]:,} entries long and now has {position:,}.",
            "Restore the missing entries from a backup.",
        )
    return Verified(position, previous)


def _problem(entry: Entry, position: int, previous: str, kept: set[str]) -> str:
    if entry.position != position:
        return f"Entry {position} is missing; {entry.position} comes in its place."
    if entry.previous != previous:
        return "It does not follow the entry before it: an entry was removed, put in or moved."
    if digest(entry) != entry.hash:
        return "Its content was changed after it was written."
    if kept - {entry.hash}:
        return "It was rewritten: a kept head says otherwise."
    return ""
