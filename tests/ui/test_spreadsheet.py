"""A telephone number is no formula; what runs gets its apostrophe."""

import pytest

from borough.ui.listing.spreadsheet import safe


@pytest.mark.parametrize(
    "text",
    ["+442079744444", "+44 (0)20 7974 4444", "+44 20 7974 4444 ext 2", "+441; +442", "020 7974"],
)
def test_numbers_are_as_they_are(text):
    assert safe(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+1+cmd|' /C calc'!A0", "-2+A1", "@SUM(A1)", "+A1", "\t+44"])
def test_what_runs_does_not(text):
    assert safe(text) == f"'{text}"
