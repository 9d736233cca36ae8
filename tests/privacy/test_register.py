"""The register of purposes: complete, and wrong entries are named."""

from datetime import date

import pytest

from borough.platform.access.api import STAFF
from borough.platform.privacy import register
from borough.platform.privacy.api import Fields, purposes, purposes_for
from borough.platform.privacy.choosing import OPENED


@pytest.mark.parametrize("purpose", purposes().values(), ids=lambda purpose: purpose.code)
def test_every_purpose_has_what_the_law_asks(purpose):
    assert purpose.basis.startswith(("Public task, Art 6(1)(e): ", "Legal obligation, Art 6(1)(c): "))
    assert purpose.roles
    assert purpose.roles <= STAFF
    assert Fields.IDENTITY in purpose.opens
    assert purpose.told.split(":")[0] in {"now", "list", "later"}
    assert purpose.review > date(2026, 11, 1)
    assert purpose.approver
    assert len(purpose.example) >= 5


def test_an_officer_is_offered_only_their_own():
    assert "link-review" not in {purpose.code for purpose in purposes_for(frozenset({"officer"}))}
    assert purposes_for(frozenset({"auditor"})) == []


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('roles = ["wizard"]\nopens = []', "wizard"),
        ('roles = ["officer"]\nopens = ["everything"]', "everything"),
        ('roles = ["officer"]\nopens = []', "missing"),
    ],
)
def test_a_wrong_entry_stops_the_start_and_is_named(monkeypatch, tmp_path, entry, says):
    file = tmp_path / "purposes.toml"
    file.write_text(f"[a-purpose]\n{entry}\n")
    monkeypatch.setattr(register, "FILE", file)
    with pytest.raises(ValueError, match=says) as wrong:
        register.purposes.__wrapped__()
    assert "[a-purpose]" in str(wrong.value)


def test_every_group_of_fields_has_words():
    assert set(OPENED) == set(Fields)
