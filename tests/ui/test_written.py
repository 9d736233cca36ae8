"""Values in the words of a reader: dates in full, times in London, numbers with commas."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from borough.ui import api as ui


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2007, 3, 27), "27 March 2007"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026 at 12:30am"),
        (datetime(2026, 12, 1, 12, 0, tzinfo=UTC), "1 December 2026 at 12:00pm"),
        (1_104_210, "1,104,210"),
        (Decimal("1234.50"), "1,234.50"),
        (2.5, "2.5"),
        (1234.0, "1,234"),
        (True, "Yes"),
        (False, "No"),
        (0, "0"),
        ("plain", "plain"),
    ],
)
def test_a_value_is_written_for_people(value, words):
    assert ui.written(value) == words


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_seen_and_heard(nothing):
    assert "–" in ui.written(nothing)
    assert "None" in ui.written(nothing)


def test_a_component_writes_itself():
    assert "govuk-tag" in ui.written(ui.Tag(text="New"))
