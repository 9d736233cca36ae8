"""When a stated purpose is live, and which references are taken: for any times and any text."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from borough.platform.privacy.register import purposes
from borough.platform.privacy.rules import IDLE, LONGEST, PERSONAL, Stated, reason_problem

SERVE = purposes()["serve-a-caller"]
BEGAN = datetime(2027, 2, 1, 9, tzinfo=UTC)
MINUTES = st.integers(0, 1_000).map(lambda minutes: timedelta(minutes=minutes))
OFFICER, AUDITOR = frozenset({"officer"}), frozenset({"auditor"})


@given(used=MINUTES, later=MINUTES)
def test_it_is_live_while_used_and_young_and_for_its_roles_only(used, later):
    stated = Stated(SERVE, "CRM 4410275", BEGAN, BEGAN + used)
    now = BEGAN + used + later
    assert stated.live(roles=OFFICER, now=now) == (later < IDLE and used + later < LONGEST)
    assert not stated.live(roles=AUDITOR, now=now)
    assert not stated.live(roles=frozenset(), now=now)


@given(st.text(max_size=40))
def test_a_reference_that_is_taken_holds_something_and_nothing_personal(text):
    if not reason_problem(text, SERVE):
        assert len(" ".join(text.split())) >= 5
        assert any(letter.isdecimal() for letter in text)
        assert not any(pattern.search(" ".join(text.split())) for pattern in PERSONAL.values())


@given(st.sampled_from(list(purposes().values())))
def test_every_example_in_the_register_is_taken(purpose):
    assert reason_problem(purpose.example, purpose) == ""
