"""A table written anew takes the old one's place: nobody waits, nothing of the table is lost."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.utils import timezone

from borough.residents import link as linking
from borough.residents import rewriting
from borough.residents.models import Linking, Record
from borough.residents.search.queries import search
from borough.residents.tables import column, execute, pairs
from tests.residents.people import given
from tests.residents.test_link import PEOPLE, engine, persons
from tests.residents.test_search import EVERYTHING

# What a catalogue says of a table, in words, without the numbers that it gives to things.
SAYS = """
    SELECT 'constraint', conname || ' ' || pg_get_constraintdef(oid) || condeferrable || condeferred
      FROM pg_constraint WHERE conrelid = %(t)s::regclass
    UNION SELECT 'index', indexdef FROM pg_indexes WHERE schemaname || '.' || tablename = %(t)s
    UNION SELECT 'trigger', pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger
      WHERE tgrelid = %(t)s::regclass AND NOT tgisinternal
    UNION SELECT 'column', concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attcollation)
      FROM pg_attribute WHERE attrelid = %(t)s::regclass AND attnum > 0
    UNION SELECT 'options', reloptions::text FROM pg_class WHERE oid = %(t)s::regclass
    UNION SELECT 'right', privilege_type || ' ' || grantee::regrole FROM pg_class, aclexplode(relacl)
      WHERE oid = %(t)s::regclass
    UNION SELECT 'sequence', pg_get_serial_sequence(%(t)s, attname) FROM pg_attribute
      WHERE attrelid = %(t)s::regclass AND attidentity <> ''
"""  # noqa: E501
TABLES = ["residents_record", "search_term", "search_spelling", "search_entry"]


def said_of(table: str) -> list[tuple[str, str]]:
    return sorted(pairs(SAYS, {"t": f"public.{table}"}), key=str)


def number_of(table: str) -> int:
    """The file that it is kept in: another one once it was written anew."""
    return column("SELECT %s::regclass::oid", [table])[0]


@contextmanager
def elsewhere():
    """A connection of its own, as another process has one; every statement gives up after twenty seconds."""
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SET statement_timeout = '20s'")
        yield other
    finally:
        other.close()


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_a_table_keeps_all_that_it_had(table):
    execute(f"ALTER TABLE {table} SET (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.3)")
    execute(f"GRANT SELECT ON {table} TO pg_monitor WITH GRANT OPTION")
    execute(f"CREATE TRIGGER watched BEFORE UPDATE ON {table} FOR EACH ROW "
            "EXECUTE FUNCTION suppress_redundant_updates_trigger()")  # fmt: skip
    execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER watched")
    before, number = said_of(table), number_of(table)
    assert {kind for kind, _ in before} >= {"constraint", "index", "trigger", "column", "options", "right"}
    with rewriting.rewritten(table):
        assert column(f"SELECT count(*) FROM {table}") == [0]
    assert said_of(table) == before
    assert number_of(table) != number
    assert column("SELECT count(*) FROM pg_namespace WHERE nspname = 'rewritten'") == [0]
    assert "rewritten" not in column("SELECT current_setting('search_path')")[0]


@pytest.mark.django_db
def test_an_id_is_never_given_twice():
    given(PEOPLE)
    last = Record.objects.latest("id").pk
    Record.objects.filter(pk=last).delete()
    with rewriting.rewritten("residents_record"):
        execute("INSERT INTO residents_record SELECT * FROM public.residents_record")
    new = Record.objects.create(feed="crm", source_key="new", number=1, batch_id=1, row=1, as_of="2026-10-01")
    assert new.pk > last


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hanging", "named"),
    [
        ("CREATE VIEW of_the_council AS SELECT surname FROM residents_record", "view of_the_council"),
        ("CREATE TABLE note (record bigint REFERENCES residents_record (id))", "table note"),
        ("CREATE PUBLICATION elsewhere FOR TABLE residents_record", "publication elsewhere"),
    ],
)
def test_what_hangs_on_the_table_keeps_it_where_it_is_and_linking_works(monkeypatch, hanging, named):
    people = given(PEOPLE)
    execute(hanging)
    with pytest.raises(rewriting.InTheWay, match=named), rewriting.rewritten("residents_record"):
        pass
    number = number_of("residents_record")
    engine(monkeypatch, "x", "x", "x", "x")
    linking.link_all(now=timezone.now())
    assert persons() == [people["a"].pk] * 4
    assert number_of("residents_record") == number


@pytest.mark.django_db
def test_few_changes_are_written_where_they_are_and_none_at_all_are_none(monkeypatch):
    given(PEOPLE)
    engine(monkeypatch, "x", "x", "x", "y")
    linking.link_all(now=timezone.now())
    number = number_of("residents_record")
    rows = column("SELECT xmin::text || ctid FROM residents_record ORDER BY id")
    linking.link_all(now=timezone.now())
    assert number_of("residents_record") == number
    assert column("SELECT xmin::text || ctid FROM residents_record ORDER BY id") == rows
    monkeypatch.setattr(linking, "MANY", 0.9)
    engine(monkeypatch, "x", "x", "z", "y")
    linking.link_all(now=timezone.now())
    assert number_of("residents_record") == number
    assert persons()[0] == persons()[1] != persons()[2]


@pytest.mark.django_db(transaction=True)
def test_readers_see_the_former_state_until_the_end_and_wait_for_nothing(monkeypatch):
    people = given(PEOPLE)
    before, seen = persons(), {}
    write = linking.write_everybody

    def and_meanwhile():
        done = write()
        with elsewhere() as other, other.cursor() as cursor:
            cursor.execute("SELECT person_id FROM residents_record ORDER BY id")
            seen["persons"] = [row[0] for row in cursor.fetchall()]
            cursor.execute("SELECT count(*) FROM search_entry")
            seen["entries"] = cursor.fetchone()[0]
        return done

    monkeypatch.setattr(linking, "write_everybody", and_meanwhile)
    engine(monkeypatch, "x", "x", "x", "x")
    linking.link_all(now=timezone.now())
    assert seen == {"persons": before, "entries": 2}
    assert persons() == [people["a"].pk] * 4
    assert {hit.person_id for hit in search("robert fitzroy", opened=EVERYTHING).hits} == {people["a"].pk}


@pytest.mark.django_db(transaction=True)
def test_one_who_reads_long_is_waited_for_and_holds_up_no_other_reader(monkeypatch):
    given(PEOPLE)
    monkeypatch.setattr(rewriting, "LOCK_TIMEOUT", "50ms")
    engine(monkeypatch, "x", "x", "x", "x")

    def link():
        linking.link_all(now=timezone.now())
        connection.close()

    with elsewhere() as dump, elsewhere() as other:
        with dump.cursor() as reading, other.cursor() as cursor:
            reading.execute("BEGIN; LOCK TABLE residents_record IN ACCESS SHARE MODE")
            thread = threading.Thread(target=link)
            thread.start()
            thread.join(2)
            assert thread.is_alive()  # it waits for the dump
            cursor.execute("SELECT count(*) FROM residents_record")
            assert cursor.fetchone() == (4,)
            reading.execute("COMMIT")
        thread.join(60)
    assert not thread.is_alive()
    assert Linking.objects.get().merged == 1


@pytest.mark.django_db(transaction=True)
def test_a_linking_that_fails_leaves_nothing_behind(monkeypatch):
    given(PEOPLE)
    before, number = persons(), number_of("residents_record")

    def fault(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(rewriting, "_lock", fault)
    engine(monkeypatch, "x", "x", "x", "x")
    with pytest.raises(RuntimeError):
        linking.link_all(now=timezone.now())
    assert (persons(), number_of("residents_record")) == (before, number)
    assert column("SELECT count(*) FROM pg_namespace WHERE nspname = 'rewritten'") == [0]
