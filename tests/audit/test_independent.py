"""A second verifier, sharing nothing with ours but the words of rules.py, finds what PostgreSQL hashed."""

import hashlib

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from borough.platform.audit import api as audit

QUERY = """
    SELECT previous, position::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           event, actor, actor_name, roles, subject, purpose, reason, detail, hash
    FROM audit_event ORDER BY audit_event.position
"""


def independent_verdict() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        before = "0" * 64
        for *fields, kept in cursor.fetchall():
            text = "".join(f"{len(field.encode())}:{field}," for field in fields)
            if fields[0] != before or hashlib.sha256(text.encode()).hexdigest() != kept:
                return False
            before = kept
    return True


@pytest.mark.django_db
@hypothesis(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reason=st.text(max_size=60),
    subject=st.text(max_size=20),
    detail=st.dictionaries(
        st.text(max_size=8), st.text(max_size=20) | st.integers() | st.booleans(), max_size=4
    ),
)
def test_whatever_is_written_both_agree(reason, subject, detail):
    """Any text at all: control characters, halves of surrogate pairs, signs of every script."""
    audit.record("person.looked", actor=audit.SYSTEM, subject=subject, reason=reason, detail=detail)
    assert independent_verdict()
    assert isinstance(audit.verify(), audit.Verified)
