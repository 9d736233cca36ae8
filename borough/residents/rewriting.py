"""Tables written anew behind those that are read.

To change every row in place writes each index row by row, and leaves as many dead rows behind. Here the new
rows go into an empty table of the same name in a schema of its own; indexes and constraints are made after the
rows; at the end it takes the old one's place in a moment. Until then readers see the old table and wait for
nothing. A transaction that keeps an older snapshot (a dump) is waited for, not made to wait.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, transaction

from .tables import column, execute, pairs

SCHEMA = "rewritten"
LOCK_TIMEOUT = "2s"  # for so long may readers queue behind us, who wait for one that reads long
ATTEMPTS = 900  # with a second between: a dump of the whole database may take its time


class InTheWay(Exception):
    """Something that hangs on the table would be lost with it; the message names it."""


@contextmanager
def rewritten(*tables: str) -> Iterator[None]:
    """Inside the block the names mean new, empty tables, and `public.NAME` the ones that are read.

    Part of the caller's transaction, which has seen to it that nobody writes to them. After the block the new
    tables are in place, with the constraints, indexes, triggers, options and rights of the old ones. Raises
    InTheWay, before anything is done, when other tables, views or publications hang on one of them.
    """
    for table in tables:
        if hanging := in_the_way(table):
            raise InTheWay(f"{table} is needed by {', '.join(hanging)}")
    execute(f"CREATE SCHEMA {SCHEMA}")
    before = column("SELECT set_config('search_path', %s || current_setting('search_path'), true)",
                    [f"{SCHEMA}, "])[0].removeprefix(f"{SCHEMA}, ")  # fmt: skip
    for table in tables:
        execute(f"CREATE TABLE {SCHEMA}.{table} (LIKE public.{table} INCLUDING ALL EXCLUDING INDEXES)")
    yield
    for table in tables:
        _complete(table)
    _take_the_place(tables)
    execute("SELECT set_config('search_path', %s, true)", [before])


def in_the_way(table: str) -> list[str]:
    """The tables, views and publications that hang on it, and would have to go with it."""
    return column(HANGS_ON, [f"public.{table}"])


def _complete(table: str) -> None:
    """What the rows did not need while they were written, but the table does."""
    for statements in (CONSTRAINTS, INDEXES, TRIGGERS, OPTIONS, RIGHTS, NEXT_NUMBER):
        for statement, _ in pairs(statements, {"old": f"public.{table}", "new": f"{SCHEMA}.{table}"}):
            execute(statement)
    execute(f"ANALYZE {SCHEMA}.{table}")


def _take_the_place(tables: tuple[str, ...]) -> None:
    execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks still owed cannot go
    _lock(tables)
    for table in tables:
        execute(f"DROP TABLE public.{table}")
        execute(f"ALTER TABLE {SCHEMA}.{table} SET SCHEMA public")
    execute(f"DROP SCHEMA {SCHEMA}")
    execute("SET CONSTRAINTS ALL DEFERRED")


def _lock(tables: tuple[str, ...]) -> None:
    """Against readers too, but only when none is there: while we wait in the queue, all later ones do."""
    names = ", ".join(f"public.{table}" for table in tables)
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
                execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
                execute("SET LOCAL lock_timeout TO DEFAULT")
            return
        except OperationalError:
            if attempt == ATTEMPTS - 1:
                raise
        time.sleep(1)


HANGS_ON = """
    WITH t AS (SELECT %s::regclass AS id)
    SELECT 'table ' || conrelid::regclass FROM t, pg_constraint WHERE confrelid = id AND conrelid <> id
    UNION SELECT 'view ' || ev_class::regclass FROM t, pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
     WHERE d.classid = 'pg_rewrite'::regclass AND refobjid = id
    UNION SELECT 'publication ' || pubname FROM t, pg_publication_rel m JOIN pg_publication p ON p.oid = prpubid
     WHERE prrelid = id
"""
# Each gives statements (and a second column to order them by), from the catalogue of the old table.
CONSTRAINTS = """
    SELECT format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', %(new)s, conname, pg_get_constraintdef(oid)), conname
      FROM pg_constraint WHERE conrelid = %(old)s::regclass AND contype IN ('p', 'u', 'x', 'f')
     ORDER BY array_position('{p,u,x,f}'::"char"[], contype), conname
"""
INDEXES = """
    SELECT replace(pg_get_indexdef(indexrelid), ' ON ' || %(old)s || ' ', ' ON ' || %(new)s || ' '), indexrelid
      FROM pg_index WHERE indrelid = %(old)s::regclass
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
     ORDER BY indexrelid
"""
TRIGGERS = """
    SELECT replace(pg_get_triggerdef(oid), ' ON ' || %(old)s || ' ', ' ON ' || %(new)s || ' ')
           || format('; ALTER TABLE %%s %%s TRIGGER %%I', %(new)s, CASE tgenabled WHEN 'A' THEN 'ENABLE ALWAYS'
              WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'D' THEN 'DISABLE' ELSE 'ENABLE' END, tgname), tgname
      FROM pg_trigger WHERE tgrelid = %(old)s::regclass AND NOT tgisinternal ORDER BY tgname
"""
OPTIONS = """
    SELECT format('ALTER TABLE %%s SET (%%s)', %(new)s, array_to_string(reloptions, ', ')), 0
      FROM pg_class WHERE oid = %(old)s::regclass AND reloptions IS NOT NULL
"""
RIGHTS = """
    SELECT format('GRANT %%s ON %%s TO %%s', privilege_type, %(new)s,
                  CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(grantee::regrole::text) END)
           || CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, 0
      FROM pg_class, aclexplode(relacl) WHERE oid = %(old)s::regclass AND grantee <> relowner
"""
NEXT_NUMBER = """
    SELECT format('SELECT setval(%%L, greatest((SELECT last_value FROM %%s), (SELECT last_value FROM %%s)))',
                  new, old, new), 0
      FROM (SELECT pg_get_serial_sequence(%(old)s, attname) AS old, pg_get_serial_sequence(%(new)s, attname) AS new
              FROM pg_attribute WHERE attrelid = %(old)s::regclass AND attidentity <> '') AS both_of
"""
