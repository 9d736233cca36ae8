"""What editors say is laid over what the feed says, field by field, and can be taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from borough.platform.audit import api as audit
from borough.platform.registers import api as registers
from tests.registers.world import EDITOR, NOW, WHY

pytestmark = pytest.mark.django_db
ADA = "1 | Ada | Belsize | NW3 4XJ | 51.5478 | -0.1660 | Mo-Fr 09:00-17:00"
BOB = "2 | Bob | Gospel Oak | NW5 2AA | 51.5500 | -0.1405 | Mo-Su 08:00-18:00"


def amended(key: str = "1", when=NOW, **values: str) -> registers.Amended:
    done = registers.amend("cafes", key, values, by=EDITOR, why=WHY, now=when)
    assert isinstance(done, registers.Amended), done
    return done


def ada(field: str, at=None) -> str:
    return registers.item("cafes", "1", at).values[field]


@pytest.fixture
def known(cafes):
    cafes.brings(f"{ADA}\n{BOB}")
    return cafes


def test_an_amendment_stays_when_the_feed_comes_again(known):
    amended(hours="Mo-Fr 09:00-16:00", note="Ring the bell.")
    known.brings(f"{ADA.replace('Ada', 'Ada & Co')}\n{BOB}", day=7)
    assert (ada("name"), ada("hours"), ada("note")) == ("Ada & Co", "Mo-Fr 09:00-16:00", "Ring the bell.")
    assert registers.item("cafes", "1").amended == {"hours", "note"}


def test_it_counts_from_its_day_on(known):
    amended(hours="Mo-Fr 09:00-16:00")
    assert ada("hours", at=NOW.date() - timedelta(1)) == "Mo-Fr 09:00-17:00"
    assert ada("hours", at=NOW.date()) == "Mo-Fr 09:00-16:00"


def test_taken_back_what_was_said_before_counts_again(known):
    first = amended(hours="Mo-Fr 09:00-16:00")
    second = amended(when=NOW + timedelta(days=2), hours="Mo-Fr 09:00-15:00")
    registers.take_back(second.group, by=EDITOR, why=WHY, now=NOW + timedelta(days=4))
    assert ada("hours") == "Mo-Fr 09:00-16:00"
    assert ada("hours", at=NOW.date() + timedelta(3)) == "Mo-Fr 09:00-15:00"
    registers.take_back(first.group, by=EDITOR, why=WHY, now=NOW + timedelta(days=5))
    assert ada("hours") == "Mo-Fr 09:00-17:00"
    again = registers.take_back(first.group, by=EDITOR, why=WHY, now=NOW)
    assert again.code == "not-now"


def test_the_history_tells_all_of_it(known):
    done = amended(hours="Mo-Fr 09:00-16:00")
    registers.take_back(done.group, by=EDITOR, why="it was the other cafe", now=NOW + timedelta(days=1))
    told = [(event.kind, event.by, event.may_be_taken_back) for event in registers.history("cafes", "1")]
    assert told == [
        ("taken-back", "Maya Editor", False),
        ("amended", "Maya Editor", False),
        ("first", "", False),
    ]


def test_the_feed_that_changes_an_amended_field_is_flagged(known):
    amended(hours="Mo-Fr 09:00-16:00")
    assert registers.conflicts("cafes") == []
    known.brings(f"{ADA.replace('17:00', '20:00')}\n{BOB}", day=7)
    (conflict,) = registers.conflicts("cafes")
    assert (conflict.key, conflict.amended, conflict.said, conflict.says) == (
        "1", "Mo-Fr 09:00-16:00", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-20:00",
    )  # fmt: skip
    assert ada("hours") == "Mo-Fr 09:00-16:00"
    known.brings(f"{ADA.replace('17:00', '16:00')}\n{BOB}", day=9)
    assert registers.conflicts("cafes") == [], "the feed says the same now"


def test_a_place_can_be_moved_and_its_metres_move_with_it(known):
    amended(lat="51.55")
    moved = registers.item("cafes", "1")
    assert (moved.lat, moved.lon) == (51.55, -0.166)
    assert abs(moved.northing - 185_048) < 10


REFUSED = """
1     | colour | red        | no-such-field
1     | id     | 7          | part-of-the-key
9     | name   | Nowhere    | no-such-item
1     | name   | Ada        | nothing-changed
1     | name   |            | wrong-value
1     | lat    | 0          | wrong-value
1     | lat    | 48.2       | wrong-value
1     | lat    | here       | wrong-value
1     | lon    |            | wrong-value
"""


@pytest.mark.parametrize("line", REFUSED.strip().splitlines())
def test_what_makes_no_sense_is_refused_with_a_remedy_and_changes_nothing(known, line):
    key, field, value, code = (part.strip() for part in line.split("|"))
    before = registers.revision()
    refused = registers.amend("cafes", key, {field: value}, by=EDITOR, why=WHY, now=NOW)
    assert refused.code == code
    assert refused.remedy
    assert registers.revision() == before
    assert code != "wrong-value" or {name for name, _ in refused.faults} & {field, "lat", "lon"}


def test_an_amendment_needs_a_reason(known):
    assert registers.amend("cafes", "1", {"name": "X"}, by=EDITOR, why="so", now=NOW).code == "no-reason"


def test_an_item_can_be_added_and_removed_by_hand(known):
    given = {"name": "Cleo", "lat": "51.54", "lon": "-0.15"}
    added = registers.add("cafes", given, by=EDITOR, why=WHY, now=NOW)
    cleo = registers.item("cafes", added.key)
    assert (cleo.label, cleo.lat, cleo.values["id"]) == ("Cleo", 51.54, added.key)
    known.brings(ADA, day=7)
    assert set(known.says()) == {"1", added.key}
    removed = registers.remove("cafes", added.key, by=EDITOR, why=WHY, now=NOW)
    assert set(known.says()) == {"1"}
    registers.take_back(removed.group, by=EDITOR, why=WHY, now=NOW)
    assert set(known.says()) == {"1", added.key}
    kinds = [event.kind for event in registers.history("cafes", added.key)]
    assert sorted(kinds) == ["added", "removed", "taken-back"]
    missing = registers.add("cafes", {"ward": "Belsize"}, by=EDITOR, why=WHY, now=NOW)
    assert missing.faults[0][0] == "name"


def test_many_are_amended_together_or_not_at_all_and_taken_back_together(known):
    closed = {"1": {"note": "Closed for snow."}, "2": {"note": "Closed for snow."}}
    done = registers.amend_many("cafes", closed, by=EDITOR, why=WHY, now=NOW)
    assert known.says("note") == {"1": "Closed for snow.", "2": "Closed for snow."}
    registers.take_back(done[0].group, by=EDITOR, why=WHY, now=NOW)
    assert known.says("note") == {"1": "", "2": ""}
    one_wrong = {"1": {"note": "Closed."}, "3": {"note": "Closed."}}
    assert registers.amend_many("cafes", one_wrong, by=EDITOR, why=WHY, now=NOW).code == "no-such-item"
    assert known.says("note") == {"1": "", "2": ""}


def test_a_draft_changes_nothing_until_it_is_published(known):
    kept = registers.draft("cafes", "1", {"hours": "24/7", "name": "Ada"}, by=EDITOR, now=NOW)
    assert kept.values == {"hours": "24/7"}
    again = registers.draft("cafes", "1", {"hours": "Mo 09:00-10:00"}, by=EDITOR, now=NOW)
    assert again.id == kept.id
    assert ada("hours") == "Mo-Fr 09:00-17:00"
    assert [row.id for row in registers.drafts("cafes")] == [kept.id]
    registers.publish(kept.id, by=EDITOR, why=WHY, now=NOW)
    assert ada("hours") == "Mo 09:00-10:00"
    assert registers.draft_of("cafes", "1") is None
    assert registers.publish(kept.id, by=EDITOR, why=WHY, now=NOW).code == "not-now"


def test_a_draft_that_is_refused_stays_and_one_discarded_goes(known):
    kept = registers.draft("cafes", "1", {"lat": "0"}, by=EDITOR, now=NOW)
    assert registers.publish(kept.id, by=EDITOR, why=WHY, now=NOW).code == "wrong-value"
    assert registers.draft_of("cafes", "1") == kept
    assert registers.discard(kept.id, by=EDITOR, now=NOW) is None
    assert registers.drafts() == []


def test_every_change_is_in_the_log_and_none_is_rewritten(known):
    amended(hours="Mo-Fr 09:00-16:00")
    entry = audit.entries().first()
    assert (entry.event, entry.subject, entry.reason) == ("register.amended", "cafes:1", WHY)
    for statement in ("UPDATE registers_amendment SET value = ''", "DELETE FROM registers_amendment"):
        with pytest.raises(IntegrityError, match="kept as they were said"), transaction.atomic():
            connection.cursor().execute(statement)
