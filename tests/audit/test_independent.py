"""A second verifier, sharing nothing with ours but the words of the README, finds what the database hashed."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from borough.platform.audit import api as audit
from borough.platform.audit import operations

from . import outsider

QUERY = """
    SELECT previous, position::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           event, actor, actor_name, roles, subject, purpose, reason, detail, hash
    FROM audit_event ORDER BY audit_event.position
"""


def rows() -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return cursor.fetchall()


@pytest.fixture(autouse=True)
def folder(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path


@hypothesis(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reason=st.text(max_size=60),
    subject=st.text(max_size=20),
    detail=st.dictionaries(
        st.text(max_size=8).filter(lambda name: name != "people"),
        st.text(max_size=20) | st.integers() | st.booleans(),
        max_size=4,
    ),
)
def test_whatever_is_written_both_agree(reason, subject, detail):
    """Any text at all: control characters, halves of surrogate pairs, signs of every script."""
    audit.record("person.looked", actor=audit.SYSTEM, subject=subject, reason=reason, detail=detail)
    assert all(outsider.leaf(fields).hex() == kept for *fields, kept in rows())
    found = audit.verify()
    assert isinstance(found, audit.Verified)
    assert found.root == outsider.root([bytes.fromhex(row[-1]) for row in rows()]).hex()


def test_every_proof_of_every_size_convinces_the_outsider():
    heads = []
    for number in range(20):
        audit.record("person.looked", actor=audit.SYSTEM, subject=f"P{number}")
        heads.append(operations.sign_head())
    for new in heads:
        for position in range(1, new.size + 1):
            assert outsider.entry_is_in(proof := audit.inclusion(position, new))
            assert audit.proves_inclusion(proof)
        for old in heads[: new.size]:
            assert outsider.one_begins_the_other(proof := audit.consistency(old, new))
            assert audit.proves_consistency(proof)


@pytest.mark.parametrize("size", [255, 256, 257, 600])
def test_proofs_go_through_stored_blocks(size):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (event, actor, actor_name, roles, subject, purpose, reason, detail) "
            "SELECT 'feed.loaded', 'system', '', '', 'batch:' || n, '', '', '{}' FROM generate_series(1, %s) n",
            [size],
        )
    old = operations.sign_head()
    audit.record("feed.loaded", actor=audit.SYSTEM)
    new = operations.sign_head()
    assert new.root == outsider.root([bytes.fromhex(row[-1]) for row in rows()]).hex()
    assert outsider.one_begins_the_other(audit.consistency(old, new))
    assert all(outsider.entry_is_in(audit.inclusion(at, new)) for at in (1, 100, size // 2, size, size + 1))
    assert isinstance(audit.verify(), audit.Verified)


def test_the_outsider_does_not_believe_a_proof_that_was_changed():
    for number in range(9):
        audit.record("person.looked", actor=audit.SYSTEM, subject=f"P{number}")
    proof = audit.inclusion(4, operations.sign_head())
    other = audit.inclusion(5, audit.newest_head())
    for forged in (
        proof | {"leaf": other["leaf"]},
        proof | {"index": 4},
        proof | {"path": other["path"]},
        proof | {"head": proof["head"] | {"size": 8}},
    ):
        assert not outsider.entry_is_in(forged)
        assert not audit.proves_inclusion(forged)
