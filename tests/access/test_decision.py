"""Deny by default; a staff role counts only with a second factor; the reason is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.platform.access.rules import (
    ANONYMOUS,
    SIGNED_IN,
    STAFF,
    Action,
    Actor,
    Allowed,
    Refused,
    Role,
    decide,
)

OPEN = Action("person:open", "Open a person's page")
READ = Action("page:read", "Read a page")
POLICY = {
    OPEN: {Role.OFFICER: "officers serve callers"},
    READ: {Role.ANONYMOUS: "public", Role.RESIDENT: "public", Role.OFFICER: "public"},
}


def actor(*roles: Role, second_factor: bool = True) -> Actor:
    return Actor("user:1", "Ada", frozenset(roles), second_factor)


@pytest.mark.parametrize(
    ("who", "action", "remedy"),
    [
        (ANONYMOUS, OPEN, "sign in"),
        (actor(Role.RESIDENT), OPEN, "ask"),
        (actor(Role.AUDITOR), OPEN, "ask"),
        (actor(Role.OFFICER, second_factor=False), OPEN, "second factor"),
        (actor(*Role), None, "ask"),
        (actor(*SIGNED_IN), Action("never:granted", "Never granted"), "ask"),
    ],
)
def test_refused(who, action, remedy):
    decision = decide(who, action, POLICY)
    assert isinstance(decision, Refused)
    assert decision.remedy == remedy


def test_allowed_with_the_reason_of_the_grant():
    assert decide(actor(Role.OFFICER), OPEN, POLICY) == Allowed("officers serve callers")
    assert decide(ANONYMOUS, READ, POLICY) == Allowed("public")


def test_staff_without_a_second_factor_may_do_what_anybody_signed_in_may():
    assert decide(actor(Role.OFFICER, second_factor=False), READ, POLICY) == Allowed("public")


ROLES = st.frozensets(st.sampled_from(sorted(Role)))
GRANTS = st.dictionaries(
    st.sampled_from([OPEN, READ]), st.dictionaries(st.sampled_from(sorted(Role)), st.just("why"))
)


@given(roles=ROLES, more=ROLES, proved=st.booleans(), policy=GRANTS)
def test_whatever_the_policy_nothing_is_allowed_that_no_grant_names(roles, more, proved, policy):
    decision = decide(actor(*roles, second_factor=proved), OPEN, policy)
    granted = policy.get(OPEN, {}).keys()
    if isinstance(decision, Allowed):
        counted = roles if proved or not roles & STAFF else {Role.RESIDENT}
        assert counted & granted
    if proved and isinstance(decision, Allowed):  # another role never takes one away
        assert isinstance(decide(actor(*roles, *more), OPEN, policy), Allowed)
    if not proved and isinstance(
        decision, Allowed
    ):  # nor does a second factor, for what everybody signed in may
        assert Role.RESIDENT in granted or not roles & STAFF
