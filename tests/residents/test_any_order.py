"""However what comes is split into files, the persons are those that linking everything at once gives."""

import random

import polars as pl
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import linkage
from borough.residents import holding, placing, records
from borough.residents.ingest import ingest
from borough.residents.link import link_all
from borough.residents.models import Change, Pending, Person, Record
from borough.residents.search.models import Entry
from tests.residents.test_ingest import change

FORENAMES = "Amina Robert Mei Hodan Patrick Lucy Omar Fatima".split()
SURNAMES = "YUSUF FITZROY ZHANG DOYLE RAHMAN BEGUM KHAN OBRIEN".split()
HEAD = "_key | name | date_of_birth | postcode | email"


def town(seed: int, people: int = 25) -> dict[str, str]:
    """Rows of borrowers by their key: each person has up to four cards, written with slips."""
    chance = random.Random(seed)
    rows = {}
    for number in range(people):
        forename, surname = chance.choice(FORENAMES), chance.choice(SURNAMES)
        born = f"{chance.randrange(1940, 2012)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        home, email = f"NW{chance.randrange(1, 7)} {chance.randrange(1, 9)}AB", f"p{number}@example.org"
        for _ in range(chance.randrange(1, 5)):
            said = [f"{surname}, {forename if chance.random() < 0.9 else forename[0]}"]
            said += [value if chance.random() < 0.8 else "" for value in (born, home, email)]
            rows[f"L{len(rows):03}"] = " | ".join(said)
    return rows


def arrives(rows: dict[str, str], batch: int, gone: tuple[str, ...] = ()) -> None:
    said = "\n".join([HEAD, *(f"{key} | {row}" for key, row in rows.items())]) if rows else ""
    ingest(change("libraries", said, removed=gone, batch=batch))


def persons() -> set[frozenset[str]]:
    found: dict[int | None, set[str]] = {}
    for key, person in Record.objects.values_list("source_key", "person"):
        found.setdefault(person, set()).add(key)
    return {frozenset(keys) for keys in found.values()}


def at_once() -> set[frozenset[str]]:
    """What linking all records gives, by the model that is in force."""
    keys = {str(pk): key for pk, key in Record.objects.values_list("pk", "source_key")}
    asked = records.as_asked(records.every_record())
    found = linkage.link(asked, records.SCHEMA, model=holding.current().index.model).entities
    groups = found.group_by("entity").agg(pl.col("id"))["id"].to_list()
    return {frozenset(keys[pk] for pk in group) for group in groups}


@pytest.mark.django_db
@settings(max_examples=6, derandomize=True, phases=[Phase.generate])
@given(st.integers(0, 99), st.lists(st.integers(1, 60), max_size=5), st.integers(0, 6), st.booleans())
def test_any_split_gives_the_persons_of_the_whole(seed, cuts, gone, killed):
    with transaction.atomic():
        rows = town(seed)
        first = dict(list(rows.items())[: len(rows) // 2])
        arrives(first, 1)
        link_all(now=timezone.now())
        given_once = set(Person.objects.values_list("identifier", flat=True))
        rest = [*list(rows.items())[len(first) :], *((key, rows[key].replace("NW1", "NW9")) for key in first)]
        ends = sorted({min(cut, len(rest)) for cut in cuts} | {len(rest)})
        for batch, (begin, end) in enumerate(zip([0, *ends], ends, strict=False), 2):
            arrives(dict(rest[begin:end]), batch)
            if killed:
                holding.let_go()
            placing.place_all(timezone.now())
        arrives({}, 90, tuple(list(rows)[:gone]))
        placing.place_all(timezone.now())
        assert persons() == at_once()
        assert sorted(key for group in persons() for key in group) == sorted(list(rows)[gone:])
        assert not Pending.objects.exists()
        assert given_once <= set(Person.objects.values_list("identifier", flat=True))
        having = set(Record.objects.values_list("person", flat=True))
        assert set(Entry.objects.values_list("person", flat=True)) == having
        ended = Person.objects.exclude(pk__in=having)
        told = set(Change.objects.filter(kind__in=["merged", "gone"]).values_list("person", flat=True))
        assert {person.pk for person in ended} <= told
        transaction.set_rollback(True)
    holding.let_go()
