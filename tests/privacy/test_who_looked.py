"""Who looked, for the resident: told in time, and never so that it betrays somebody.

The home: Maya, the mother; Tomas, her partner; Kit, the child. The council safeguards Kit, and fears Tomas.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.privacy import api as privacy
from borough.platform.privacy.telling import DELAY, Seen, list_for
from tests.people import sign_in

MAYA, TOMAS, KIT, NEIGHBOUR = "MAYA0-MAYA0", "T0MAS-T0MAS", "K1TK1-TK1TK", "NE1GH-B0VR0"
HOME = [MAYA, TOMAS, KIT]


class Officer:
    id, name, roles = "user:7", "Olive Officer", ("officer",)


def look(
    subject: str, purpose: str, reason: str, people=(), event="person.looked", fields=("identity",)
) -> None:
    audit.record(event, actor=Officer(), subject=subject, purpose=purpose, reason=reason,
                 detail={"people": list(people), "fields": list(fields)})  # fmt: skip


def told(person: str, *, days: int = 0) -> list[str]:
    found = privacy.who_looked(person, reader=person, now=timezone.now() + timedelta(days=days))
    return [line.purpose for line in found.looks]


@pytest.mark.django_db
def test_a_look_is_told_by_day_team_purpose_and_fields_and_no_name():
    look(MAYA, "serve-a-caller", "CRM 4410275", [MAYA], fields=["identity", "contact"])
    (line,) = privacy.who_looked(MAYA, reader=MAYA, now=timezone.now()).looks
    assert (line.day, line.team) == (timezone.localdate(), "officer")
    assert (line.purpose, line.fields) == ("Serve somebody who has contacted us", ("contact", "identity"))
    assert "Olive" not in str(line)
    assert "4410275" not in str(line)


@pytest.mark.django_db
def test_ten_looks_of_a_day_are_one_line():
    for number in range(10):
        look(MAYA, "serve-a-caller", f"CRM {number}", [MAYA])
    assert len(told(MAYA)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("reader", [TOMAS, KIT, NEIGHBOUR, ""], ids=["partner", "child", "helper", "nobody"])
def test_nobody_but_the_person_reads_the_list(reader):
    look(MAYA, "serve-a-caller", "CRM 1", [MAYA])
    assert privacy.who_looked(MAYA, reader=reader, now=timezone.now()) is None


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 40, 4_000])
def test_the_perpetrator_sees_the_same_list_with_and_without_a_covert_case(days):
    look(TOMAS, "serve-a-caller", "CRM 1", [TOMAS])
    before = privacy.who_looked(TOMAS, reader=TOMAS, now=timezone.now() + timedelta(days=days))
    look(KIT, "child-safeguarding", "MASH 88120", HOME)
    look(MAYA, "child-safeguarding", "MASH 88120", HOME)
    look(TOMAS, "child-safeguarding", "MASH 88120", HOME)
    look("", "child-safeguarding", "MASH 88120", HOME, event="person.searched")
    look(KIT, "missing-education", "CME 2027/118", HOME)
    after = privacy.who_looked(TOMAS, reader=TOMAS, now=timezone.now() + timedelta(days=days))
    assert after == before


@pytest.mark.django_db
def test_a_page_about_somebody_else_is_told_to_that_one_alone():
    """Maya asked about her tenancy; Tomas was shown in her household and must not learn that she asked."""
    look(MAYA, "tenancy", "Tenancy T-1", HOME)
    assert told(MAYA) == ["Manage a council tenancy"]
    assert told(TOMAS) == []


@pytest.mark.django_db
def test_whoever_was_merely_found_is_told_without_whom_was_meant():
    look("", "serve-a-caller", "CRM 1", [MAYA, NEIGHBOUR], event="person.searched")
    assert told(NEIGHBOUR) == ["Serve somebody who has contacted us"]


@pytest.mark.django_db
def test_a_delayed_look_is_told_when_its_longest_delay_is_over_and_nobody_else_is_in_the_case():
    look(MAYA, "missing-education", "CME 2027/118", [MAYA])
    assert told(MAYA) == []
    assert told(MAYA, days=60) == []
    assert told(MAYA, days=94) == ["Find a child missing education"]
    look(KIT, "missing-education", "CME 2027/118", [KIT])
    assert told(MAYA, days=94) == []


@pytest.mark.django_db
def test_what_the_authoriser_releases_to_one_is_told_to_that_one_from_that_day():
    look(MAYA, "child-safeguarding", "MASH 88120", HOME)
    look(TOMAS, "child-safeguarding", "MASH 88120", HOME)
    day = timezone.localdate() + timedelta(days=30)
    privacy.allow_telling(MAYA, purpose="child-safeguarding", reason="MASH 88120", since=day, actor=Officer())
    assert told(MAYA, days=29) == []
    assert told(MAYA, days=31) == ["Safeguard a child"]
    assert told(TOMAS, days=4_000) == []
    later = day + timedelta(days=60)
    privacy.allow_telling(
        MAYA, purpose="child-safeguarding", reason="MASH 88120", since=later, actor=Officer()
    )
    assert told(MAYA, days=31) == []


@pytest.mark.django_db
def test_reading_the_log_and_purposes_that_are_never_told_are_not_on_the_list():
    audit.record("log.read", actor=Officer(), subject=MAYA)
    look(MAYA, "no-such-purpose", "X 1", [MAYA])
    assert told(MAYA) == []


@pytest.mark.django_db
def test_everybody_reads_the_same_sentence_about_delay():
    look(KIT, "child-safeguarding", "MASH 88120", HOME)
    for person in (*HOME, NEIGHBOUR):
        assert privacy.who_looked(person, reader=person, now=timezone.now()).delay == DELAY


@pytest.mark.parametrize(
    ("say", "after", "shown"),
    [
        ("now", 0, True),
        ("list", 0, True),
        ("later: at most 3 months", 93, False),
        ("later: at most 3 months", 94, True),
        ("later: at most 12 months", 372, False),
        ("later: when the authoriser says", 9_999, False),
        ("no", 9_999, False),
        ("", 9_999, False),
    ],
)
def test_when_each_kind_of_purpose_is_told(say, after, shown):
    day = date(2027, 1, 1)
    seen = Seen(day, MAYA, "person.looked", "officer", "A purpose", say, ("p", "R 1"), ("identity",))
    assert bool(list_for(MAYA, [seen], today=day + timedelta(days=after))) == shown


@pytest.mark.django_db
def test_the_auditor_sees_what_a_person_is_told(client):
    look(MAYA, "tenancy", "Tenancy T-1", [MAYA], fields=["identity", "address"])
    sign_in(client, "auditor")
    text = client.get(f"/staff/audit/people/{MAYA}/told/").content.decode()
    assert "Manage a council tenancy" in text
    assert "name and date of birth" in text
    assert "Olive" not in text
    assert audit.entries().first().event == "log.read"
