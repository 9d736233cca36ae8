"""A status past its end is unknown, never green; what was assured too long ago is stale."""

from datetime import UTC, date, datetime

import pytest

from borough.platform.places.standing import Assurance, assurance_of, status_of

LIFT = {"status": "working", "status_until": "2026-11-24T18:00:00+00:00", "status_note": "Lift mended"}


@pytest.mark.parametrize(
    ("hour", "minute", "word"), [(17, 59, "working"), (18, 0, "unknown"), (18, 1, "unknown")]
)
def test_a_status_holds_until_its_end(hour, minute, word):
    found = status_of(LIFT, datetime(2026, 11, 24, hour, minute, tzinfo=UTC))
    assert (found.word, found.note) == (word, "Lift mended")


@pytest.mark.parametrize(
    "odd", [{}, {"status": "fine"}, LIFT | {"status_until": ""}, LIFT | {"status_until": "soon"}]
)
def test_what_has_no_end_or_no_sense_is_no_status(odd):
    assert status_of(odd, datetime(2026, 11, 24, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("on", "stale"),
    [("2026-11-24", False), ("2025-11-24", False), ("2025-11-23", True), ("", True), ("x", True)],
)
def test_assurance_grows_stale(on, stale):
    found = assurance_of({"assured_on": on}, date(2026, 11, 24))
    assert found.stale is stale
    assert found == Assurance(date.fromisoformat(on) if len(on) > 1 else None, stale)
