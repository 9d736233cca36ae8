"""What the search for misuse needs of persons: home, postcode, surname, year of birth, last event."""

from collections.abc import Collection, Mapping

from django.db import connection
from django.db.models import F, Max

from borough.platform.misuse.api import Person

from .models import Record


def circles(people: Collection[str]) -> tuple[Mapping[str, Person], Mapping[str, float]]:
    """Facts by identifier, from each person's newest record that has an address, and the shares of surnames."""
    records = Record.objects.filter(person__identifier__in=people).annotate(who=F("person__identifier"))
    heard = dict(records.values_list("who").annotate(latest=Max("as_of")))
    found: dict[str, Person] = {}
    for record in records.order_by("as_of", "id"):
        before = found.get(record.who)
        found[record.who] = Person(
            id=record.who,
            home=_home(record) or (before.home if before else ""),
            postcode=record.postcode or (before.postcode if before else ""),
            surname=record.surname or (before.surname if before else ""),
            born=record.date_of_birth.year if record.date_of_birth else (before.born if before else 0),
            heard_of=heard.get(record.who),
        )
    return found, _shares({person.surname for person in found.values()})


def _home(record: Record) -> str:
    return record.uprn or " ".join(part for part in (record.flat, record.house, record.postcode) if part)


def _shares(surnames: Collection[str]) -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT surname, count(*)::float / greatest(1, (SELECT count(*) FROM residents_record)) "
            "FROM residents_record WHERE surname = ANY(%s) GROUP BY surname",
            [sorted(surnames)],
        )
        return dict(cursor.fetchall())
