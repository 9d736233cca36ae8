"""Who else may be a shielded person: records alike, though no linking has joined them. They are shielded too.

Runs in the caller's transaction, so that no record is seen before it is known whether it must not be.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from .models import Shield
from .queries import any_in_force
from .rules import Likeness, alike
from .sources import restrict

# Pairs that share something which is rare enough to be looked up: the rule is asked of these only.
CANDIDATES = """
    SELECT n.person_id, o.person_id, {n}, {o}
      FROM residents_record n JOIN residents_record o ON o.person_id <> n.person_id AND ({same})
     WHERE n.person_id IS NOT NULL AND {which}
       AND o.person_id IN (SELECT person_id FROM shield_shield WHERE lifted_at IS NULL)
"""
SAME = (
    "o.nino = n.nino",
    "o.nhs_number = n.nhs_number",
    "o.date_of_birth = n.date_of_birth",
    "o.forename = n.forename AND (o.postcode = n.postcode OR o.phone = n.phone OR o.email = n.email)",
    "o.forename = n.forename AND o.surname = n.surname",
)
SAID = ("forename", "surname", "date_of_birth", "postcode", "phone", "email", "nino", "nhs_number")


def cover(records: Sequence[int]) -> list[int]:
    """Shield the persons of those of these records whose source restricts them, or that are alike a shielded
    person's. Returns the persons."""
    if not records:
        return []
    restricted = restrict(records)
    alike = _shield_alike("n.id = ANY(%s)", [list(records)]) if any_in_force() else []
    return sorted({*restricted, *alike})


def cover_everybody() -> list[int]:
    """The same for all records, after a linking. Returns the persons."""
    restricted = restrict(None)
    return sorted({*restricted, *(_shield_alike("TRUE", []) if any_in_force() else [])})


def spread(its: Shield) -> list[int]:
    """Shield everybody alike the person of a shield just set. Returns the persons."""
    return _shield_alike("o.person_id = %s", [its.person_id])


def _shield_alike(which: str, values: list[Any]) -> list[int]:
    found = {(one, other) for one, other, a, b in _candidates(which, values) if alike(a, b)}
    made: set[int] = set()
    for person, shielded in sorted(found):
        made |= _follow(person, shielded)
    return sorted(made)


def _candidates(which: str, values: list[Any]) -> Iterable[tuple[int, int, Likeness, Likeness]]:
    columns = {side: ", ".join(f"{side}.{name}" for name in SAID) for side in ("n", "o")}
    with connection.cursor() as cursor:
        for same in SAME:
            cursor.execute(CANDIDATES.format(**columns, same=same, which=which), values)
            for one, other, *said in cursor.fetchall():
                yield one, other, _likeness(said[: len(SAID)]), _likeness(said[len(SAID) :])


def _likeness(said: Sequence[Any]) -> Likeness:
    forename, surname, born, postcode, phone, email, nino, nhs = said
    contacts, numbers = frozenset(filter(None, (phone, email))), frozenset(filter(None, (nino, nhs)))
    return Likeness(forename or "", surname or "", born, postcode or "", contacts, numbers)


def _follow(person: int, shielded: int) -> set[int]:
    """The shields of one reach the other, but for those that two people have lifted from them already."""
    lifted = Shield.objects.filter(person=person).exclude(lifted_at=None).values_list("origin", flat=True)
    new = [
        Shield(
            person_id=person, kind=its.kind, how=Shield.How.LIKENESS, origin_id=its.origin_id or its.pk,
            because=its.because, set_by=its.set_by, set_by_name=its.set_by_name, set_at=timezone.now(),
        )
        for its in Shield.objects.filter(person=shielded, lifted_at=None)
        if (its.origin_id or its.pk) not in set(lifted)
    ]  # fmt: skip
    before = set(Shield.objects.filter(person=person, lifted_at=None).values_list("kind", flat=True))
    Shield.objects.bulk_create([its for its in new if its.kind not in before])
    return {person} if new else set()
