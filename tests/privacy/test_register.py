"""The register of purposes: complete, and wrong entries are named."""

import re
from datetime import date

import pytest

from borough.platform.access.api import STAFF, Role
from borough.platform.privacy import register
from borough.platform.privacy.api import Fields, purposes, purposes_for
from borough.platform.privacy.choosing import OPENED


@pytest.mark.parametrize("purpose", purposes().values(), ids=lambda purpose: purpose.code)
def test_every_purpose_has_what_the_law_asks(purpose):
    assert re.match(
        r"(Public task, Art 6\(1\)\(e\)|Legal obligation, Art 6\(1\)\(c\)|Consent)", purpose.basis
    )
    assert purpose.roles
    assert purpose.roles <= STAFF | {Role.RESIDENT}
    assert Fields.IDENTITY in purpose.opens or not purpose.opens_people
    assert purpose.told.split(":")[0] in {"now", "list", "later", "notice", "no"}
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
        ('roles = ["officer"]\nshows = "log"\nopens = ["everything"]', "everything"),
        ('roles = ["officer"]\nopens = []\nshows = "person"', "missing"),
        ('roles = ["officer"]\nopens = []\nshows = "everything"', "everything"),
        ('roles = ["officer"]\nopens = []\nshows = "person"\nrestricted = "all"', "named, or absent"),
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
