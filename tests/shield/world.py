"""Two people who can set and lift a shield, one who can be named, and ways to look."""

from datetime import UTC, datetime

from borough.platform.access.api import Actor, Role
from borough.residents.shield.models import Shield
from borough.residents.shield.operations import put_up
from borough.residents.shield.rules import Kind

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LEAD = Actor("user:9001", "Ruth", frozenset({Role.SAFEGUARDING_LEAD}), second_factor=True)
PRIVACY = Actor("user:9002", "Anjali", frozenset({Role.PRIVACY_OFFICER}), second_factor=True)
WORKER = Actor("user:9003", "Hannah", frozenset({Role.SOCIAL_WORKER}), second_factor=True)


def shielded(person, kind: Kind = Kind.REFUGE, by: Actor = LEAD) -> Shield:
    """This person, under a shield since just now."""
    made = put_up(identifier=person.identifier, kind=kind, because="MARAC 2026/17", by=by, now=NOW)
    assert isinstance(made, Shield), made
    return made
