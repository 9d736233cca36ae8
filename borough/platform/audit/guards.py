"""The log's guards in the database: that each stands as it was put up (migrations 0002 to 0004), always on.

A log that is whole says nothing of tomorrow: whoever owns the tables can lift a guard and leave it off. What
PostgreSQL says of each trigger is compared with what it should say, and so is the text of what they call.
"""

from hashlib import sha256

from django.db import connection

TRIGGERS = {
    "CREATE TRIGGER chain BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_chain()",
    *(
        f"CREATE TRIGGER {name} BEFORE {happens} FUNCTION audit_refuse()"
        for table in ("audit_event", "audit_head")
        for name, happens in (
            ("append_only", f"DELETE OR UPDATE ON {table} FOR EACH ROW EXECUTE"),
            ("never_emptied", f"TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE"),
        )
    ),
}
# SHA-256 of the body of each function; a function that is changed on purpose changes its digest here.
FUNCTIONS = {
    "audit_canonical": "dfdbbf7731fa2164fdfe32921439ccd03d71b82a40b4b83680df867adbb9e249",
    "audit_chain": "29253ecd966d75ca8ae6410ce170e59afbf26d849cb85942ab6960944a384025",
    "audit_refuse": "488c28a05c7d9b97d81f89178c5228c4705becc23f2acb8c8472189641cc2c94",
}
ALWAYS = "A"  # also in a session that calls itself a replica


def lifted() -> list[str]:
    """What does not stand as it should, one sentence each; empty when all do. Two queries."""
    standing = dict(_rows(STANDING))
    texts = {name: sha256(body.encode()).hexdigest() for name, body in _rows(BODIES)}
    return [
        *(f"This is missing: {text}." for text in sorted(TRIGGERS - standing.keys())),
        *(f"This is not always on: {text}." for text in sorted(TRIGGERS & standing.keys())
          if standing[text] != ALWAYS),
        *(f"The function {name} is not as it was made." for name in FUNCTIONS
          if texts.get(name) != FUNCTIONS[name]),
    ]  # fmt: skip


STANDING = """
    SELECT pg_get_triggerdef(oid, true), tgenabled::text FROM pg_trigger
     WHERE tgrelid IN ('audit_event'::regclass, 'audit_head'::regclass) AND NOT tgisinternal
"""
BODIES = "SELECT proname::text, prosrc FROM pg_proc WHERE proname LIKE 'audit\\_%'"


def _rows(query: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
