"""A file is a batch: what it changes, what holds it, and what taking it back restores."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from borough.platform.feeds import mending, operations, queries
from borough.platform.feeds.models import Batch, QuarantinedRow, Row
from borough.platform.feeds.reasons import Refused
from tests.feeds.world import FIRST, NOW, OFFICER, WHY, World, table

ANN = "C1,Ann Smith,01/02/1980"
BOB = "C2,Bob Khan,03/04/1990"
CAT = "C3,Cat Jones,05/06/2000"
HEADER = "CARD,NAME,BORN"
TWO = "\n".join([HEADER, ANN, BOB]) + "\n"


def file_of(*rows: str) -> str:
    return "\n".join([HEADER, *rows]) + "\n"


def test_a_file_is_applied_and_its_values_come_out_in_their_right_form(world: World):
    batch = world.loads(TWO)
    assert (batch.state, batch.rows_read, batch.rows_good, batch.rows_refused) == ("applied", 2, 2, 0)
    assert world.known == {"C1": ("Ann Smith", "1980-02-01"), "C2": ("Bob Khan", "1990-04-03")}


def test_the_same_file_twice_changes_nothing_and_says_so(world: World):
    batch = world.loads(TWO)
    again = world.receive(TWO, day=3)
    assert isinstance(again, Refused)
    assert again.code == "already-loaded"
    assert f"batch {batch.id}" in again.detail
    assert Batch.objects.count() == 1
    assert len(world.calls) == 1


def test_the_same_bytes_may_really_have_been_sent_for_another_day(world: World):
    world.loads(TWO)
    world.loads(file_of(ANN), day=1)
    batch = world.receive(TWO, day=2, again=True)
    assert batch.state == "applied"
    assert set(world.known) == {"C1", "C2"}


def test_a_full_extract_takes_away_what_it_does_not_list(world: World):
    world.loads(TWO)
    batch = world.loads(file_of("C1,Ann Smyth,01/02/1980", CAT), day=1)
    assert (batch.tally["new"], batch.tally["changed"], batch.tally["removed"]) == (1, 1, 1)
    assert world.known == {"C1": ("Ann Smyth", "1980-02-01"), "C3": ("Cat Jones", "2000-06-05")}


def test_a_row_that_says_nothing_new_is_not_stored_again(world: World):
    world.loads(TWO)
    world.loads(file_of(ANN, BOB, CAT), day=1)
    assert Row.objects.count() == 3
    assert world.calls[1][1] == ["C3"]


def test_a_delta_changes_what_it_names_and_nothing_else(world: World):
    world.agree(mode="upsert")
    world.loads("OP,CARD,NAME,BORN\nI,C1,Ann Smith,01/02/1980\nI,C2,Bob Khan,03/04/1990\n")
    world.loads("OP,CARD,NAME,BORN\nU,C1,Ann Jones,01/02/1980\nD,C2,,\nD,C9,,\n", day=7)
    assert world.known == {"C1": ("Ann Jones", "1980-02-01")}


def test_in_one_delta_the_last_word_counts(world: World):
    world.agree(mode="upsert")
    world.loads("OP,CARD,NAME,BORN\nI,C1,Ann,\nD,C1,,\nI,C1,Anna,\nI,C2,Bob,\nD,C2,,\n")
    assert world.known == {"C1": ("Anna", None)}


def test_two_identical_rows_in_one_file_are_two_events(world: World):
    world.agree(mode="events")
    world.loads(file_of(ANN, ANN, BOB))
    assert set(world.known) == {"C1", "C1#2", "C2"}


def test_the_same_event_in_another_file_is_a_duplicate(world: World):
    world.agree(mode="events")
    world.loads(file_of(ANN, ANN))
    batch = world.loads(file_of(ANN, BOB), day=1)
    assert (batch.tally["new"], batch.tally["unchanged"]) == (1, 1)
    assert set(world.known) == {"C1", "C1#2", "C2"}


def test_an_event_that_comes_again_with_other_content_waits_for_a_person(world: World):
    world.agree(mode="events")
    world.loads(file_of(ANN))
    world.loads(file_of("C1,Ann Other,01/02/1980"), day=1)
    assert world.quarantine() == [(2, ":event-changed")]
    assert world.known["C1"] == ("Ann Smith", "1980-02-01")


def test_events_without_a_key_are_known_by_their_whole_content(world: World):
    world.agree(mode="keyless")
    world.loads(file_of(ANN, ANN, BOB))
    world.loads(file_of(BOB, CAT), day=1)
    assert sorted(name for name, _ in world.known.values()) == [
        "Ann Smith",
        "Ann Smith",
        "Bob Khan",
        "Cat Jones",
    ]


def test_where_the_contract_has_a_unique_key_a_second_row_waits_and_a_repetition_does_not(world: World):
    batch = world.loads(file_of(ANN, BOB, "C1,Ann Other,01/02/1980", BOB))
    assert world.quarantine() == [(4, ":duplicate-key")]
    assert batch.tally["repeated"] == 1
    assert world.known["C1"] == ("Ann Smith", "1980-02-01")


def test_a_row_in_quarantine_has_not_gone(world: World):
    world.loads(TWO)
    world.loads(file_of(ANN, "C2,Bob Khan,31/02/1990"), day=1)
    assert world.quarantine() == [(3, "born:bad-date")]
    assert world.known["C2"] == ("Bob Khan", "1990-04-03")


TOTALS = "pattern = 'END,(?P<count>\\d+)'"


@pytest.mark.parametrize(
    ("file", "code", "says"),
    [
        (TWO + "END,3\n", "wrong-totals", "states 3 rows and has 2"),
        (TWO, "wrong-trailer", "no trailer"),
        (TWO + "END,2\nC3,Cat,05/06/2000\n", "wrong-trailer", "1 lines follow the trailer in line 4"),
        (TWO + "END,2\n" + TWO + "END,2\n", "wrong-trailer", "2 trailer lines"),
        (TWO + "C3,Ca", "file-cut-off", "stops inside line 4"),
    ],
)
def test_a_file_that_contradicts_itself_is_held_and_nothing_of_it_applied(world: World, file, code, says):
    world.agree(totals=TOTALS)
    batch = world.loads(file)
    assert batch.state == "held"
    assert says in dict(batch.problems)[code]
    assert world.known == {}
    assert Row.objects.count() == QuarantinedRow.objects.count() == 0


def test_sums_are_compared_to_the_penny_and_a_damaged_row_counts(world: World):
    totals = "pattern = 'END,(?P<count>\\d+),(?P<sum>[\\d.]+)'\npounds = true\nsum_of = \"name\""
    file = "CARD,NAME,BORN\nC1,10.50,\nC2,0.25,,surplus\nEND,2,10.75\n"
    world.agree(totals=totals, name='type = "pounds"')
    assert world.loads(file).totals["found_pence"] == 1075
    assert world.loads(file.replace("10.75", "10.76"), day=1).state == "held"


def test_an_officer_accepts_a_held_batch_with_a_reason(world: World):
    world.agree(totals=TOTALS)
    held = world.loads(TWO + "END,3\n")
    assert world.decide("accept", held, why="ok").code == "no-reason"
    done = world.decide("accept", held)
    assert (done.state, done.decided_by, done.decision) == ("applied", "Olu Officer", WHY)
    assert set(world.known) == {"C1", "C2"}


def test_an_accepted_file_without_its_end_takes_nothing_away(world: World):
    world.loads(file_of(ANN, BOB, CAT))
    held = world.loads(file_of(ANN) + "C2,B", day=1)
    assert held.state == "held"
    world.decide("accept", held)
    assert set(world.known) == {"C1", "C2", "C3"}
    assert world.quarantine() == [(3, ":cut-off")]


def test_a_refused_batch_stays_refused(world: World):
    world.agree(totals=TOTALS)
    held = world.loads(TWO + "END,3\n")
    assert world.decide("refuse", held).state == "refused"
    assert world.decide("accept", held).code == "not-now"
    assert world.known == {}


def test_a_full_extract_of_half_the_borough_is_held(world: World):
    world.loads(file_of(*(f"C{i},Name,01/01/1980" for i in range(200))))
    batch = world.loads(file_of(*(f"C{i},Name,01/01/1980" for i in range(90))), day=1)
    assert batch.problems == (("shrunk", "90 rows where 200 are current."),)
    assert len(world.known) == 200


def test_swapped_columns_are_seen_and_nothing_is_quarantined_row_by_row(world: World):
    rows = [f"C{i},01/02/19{i:02},Name {i}" for i in range(10, 60)]
    batch = world.loads(file_of(*rows))
    assert batch.state == "held"
    assert batch.problems[0] == (
        "column-fails", "Column 'BORN' fails for 100% of its values: were two columns swapped?"
    )  # fmt: skip
    assert QuarantinedRow.objects.count() == 0


def test_the_day_after_the_agreement_ends_a_file_is_held_unread_until_it_is_renewed(world: World):
    last, after = (datetime.datetime(2030, 1, day, 12, tzinfo=datetime.UTC) for day in (1, 2))
    path = world.write(TWO)
    batch = operations.receive("cards", path, extracted_on=FIRST, by=OFFICER, now=after)
    assert (batch.state, batch.rows_read) == ("held", 0)
    assert batch.problems == (
        ("agreement-ended", "IG-1 with The council ended on 2030-01-01. Nothing of the file was read."),
    )  # fmt: skip
    assert world.known == {}
    refused = operations.accept(batch.id, why=WHY, by=OFFICER, now=after)
    assert refused.code == "agreement-ended"
    renewed = operations.accept(batch.id, why=WHY, by=OFFICER, now=last)  # as if it ended later
    assert renewed.state == "applied"
    assert set(world.known) == {"C1", "C2"}


def test_a_held_file_of_an_ended_agreement_can_be_turned_away(world: World):
    after = datetime.datetime(2030, 1, 2, 12, tzinfo=datetime.UTC)
    batch = operations.receive("cards", world.write(TWO), extracted_on=FIRST, by=OFFICER, now=after)
    assert operations.refuse(batch.id, why=WHY, by=OFFICER, now=after).state == "refused"


def cards(prefix: str, count: int) -> str:
    return file_of(*(f"{prefix}{i},Name,01/01/1980" for i in range(count)))


@pytest.mark.parametrize(
    ("known", "new", "state"),
    [(199, 1, "applied"), (150, 150, "applied"), (101, 99, "applied"), (60, 140, "held"), (0, 200, "held")],
)
def test_a_key_column_that_means_something_else_holds_the_file(world: World, known, new, state):
    world.loads(cards("C", 200))
    rows = [
        f"{key},Name,01/01/1980" for key in (*(f"C{i}" for i in range(known)), *(f"N{i}" for i in range(new)))
    ]
    batch = world.loads(file_of(*rows), day=1)
    assert batch.state == state
    if state == "held":
        share = known / (known + new)
        assert (
            "keys-unknown",
            f"{share:.0%} of its rows have a key that is known; 100% is usual.",
        ) in batch.problems


def test_of_deltas_the_last_ones_say_what_is_usual(world: World):
    world.agree(mode="upsert")
    head = "OP,CARD,NAME,BORN\n"

    def delta(day: int, prefix: str) -> str:
        rows = (f"U,{prefix}{i},Name {day},01/01/1980" for i in range(150))
        return world.loads(head + "\n".join(rows) + "\n", day=day).state

    assert [delta(0, "C"), delta(1, "C"), delta(2, "C"), delta(3, "C")] == ["applied"] * 4
    assert delta(4, "N") == "held"


def test_reversing_the_last_batch_restores_what_was_current_before(world: World):
    world.loads(TWO)
    before = dict(world.known)
    batch = world.loads(file_of("C1,Ann Smyth,01/02/1980", CAT), day=1)
    assert world.decide("reverse", batch).state == "reversed"
    assert world.known == before


def test_reversing_a_batch_in_the_middle_leaves_what_later_files_say(world: World):
    world.agree(mode="upsert")
    head = "OP,CARD,NAME,BORN\n"
    world.loads(head + "I,C1,Ann,\nI,C2,Bob,\n")
    wrong = world.loads(head + "U,C1,WRONG,\nU,C2,WRONG,\nI,C3,WRONG,\n", day=1)
    world.loads(head + "U,C2,Robert,\nI,C4,Dan,\n", day=2)
    world.decide("reverse", wrong)
    assert {key: name for key, (name, _) in world.known.items()} == {"C1": "Ann", "C2": "Robert", "C4": "Dan"}


def test_a_file_that_arrives_late_takes_its_place_in_the_order(world: World):
    world.loads(file_of("C1,New name,01/02/1980"), day=5)
    world.loads(file_of("C1,Old name,01/02/1980", BOB), day=1)
    assert world.known == {"C1": ("New name", "1980-02-01")}


def test_replay_reads_the_stored_file_by_the_contract_of_today(world: World):
    batch = world.loads(file_of("C1,Ann Smith,1980-02-01", BOB))
    assert world.quarantine() == [(2, "born:bad-date")]
    world.agree(formats='["%d/%m/%Y", "%Y-%m-%d"]')
    fresh = world.decide("replay", batch)
    assert (fresh.state, fresh.attempt, fresh.rows_refused) == ("applied", 2, 0)
    assert queries.batch_summary(batch.id).state == "replayed"
    assert world.known["C1"] == ("Ann Smith", "1980-02-01")


def test_a_reversed_batch_can_be_replayed(world: World):
    batch = world.loads(TWO)
    world.decide("reverse", batch)
    assert world.known == {}
    assert world.decide("replay", batch).state == "applied"
    assert set(world.known) == {"C1", "C2"}


def test_a_fault_in_a_consumer_undoes_the_batch_and_loading_again_finishes_it(world: World, monkeypatch):
    monkeypatch.setattr("borough.platform.feeds.consumers._consumers", [lambda change: 1 / 0])
    with pytest.raises(ZeroDivisionError):
        world.receive(TWO)
    assert Row.objects.count() == 0
    monkeypatch.setattr("borough.platform.feeds.consumers._consumers", [world.take])
    assert world.loads(TWO).state == "applied"
    assert Batch.objects.count() == 1


def test_the_file_is_kept_unchanged_and_for_us_alone(world: World, settings):
    batch = world.loads(TWO)
    kept = settings.FEEDS_FOLDER / batch.sha256[:2] / batch.sha256
    assert kept.read_text() == TWO
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE feeds_row SET cells = 'x'",
        "DELETE FROM feeds_row",
        "UPDATE feeds_quarantinedrow SET raw = 'x'",
        "DELETE FROM feeds_quarantinedrow",
    ],
)
def test_what_came_is_never_changed_even_in_sql(world: World, statement):
    world.loads(file_of(ANN, "C2,Bob,never"))
    with (
        pytest.raises(IntegrityError, match="as they came"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_row_is_mended_with_a_reason_and_the_row_as_it_came_stays(world: World):
    world.loads(file_of(ANN, "C2,Bob Khan,31/02/1990"))
    row = QuarantinedRow.objects.get()
    values = {"card": "C2", "name": "Bob Khan", "born": "28/02/1990"}

    def mend(values, why=WHY):
        return mending.mend(row.pk, values, why=why, by=OFFICER, now=NOW)

    assert mend(values | {"born": "31/02/1990"}).code == "nothing-changed"
    assert mend(values | {"born": "30/02/1990"}).detail == "born:bad-date"
    assert mend(values | {"card": "C1"}).detail == ":duplicate-key"
    assert mend(values, why="typo").code == "no-reason"
    assert mend(values).state == "applied"
    assert world.known["C2"] == ("Bob Khan", "1990-02-28")
    assert world.calls[-1][1] == ["C2"]  # nobody else is told anew
    assert QuarantinedRow.objects.get().raw == row.raw
    assert mend(values).code == "not-now"


def test_a_mended_row_survives_the_reversal_of_an_earlier_batch(world: World):
    world.agree(mode="upsert")
    first = world.loads("OP,CARD,NAME,BORN\nI,C1,Ann,\n")
    world.loads("OP,CARD,NAME,BORN\nI,C2,Bob,never\n", day=1)
    row = QuarantinedRow.objects.get()
    mending.mend(
        row.pk,
        {"_operation": "I", "card": "C2", "name": "Bob", "born": "01/01/1990"},
        why=WHY,
        by=OFFICER,
        now=NOW,
    )
    world.decide("reverse", first)
    assert world.known == {"C2": ("Bob", "1990-01-01")}


def test_a_row_that_a_later_file_settles_needs_no_mending(world: World):
    world.loads(file_of("C2,Bob Khan,never"))
    row = QuarantinedRow.objects.get()
    world.loads(file_of(BOB), day=1)
    refused = mending.mend(
        row.pk, {"card": "C2", "name": "Bob", "born": "01/01/1990"}, why=WHY, by=OFFICER, now=NOW
    )
    assert refused.code == "overtaken"


def test_a_row_may_be_set_aside(world: World):
    world.loads(file_of(ANN, "C2,Bob,never"))
    row = QuarantinedRow.objects.get()
    assert mending.set_aside(row.pk, why=WHY, by=OFFICER, now=NOW).state == "applied"
    assert mending.set_aside(row.pk, why=WHY, by=OFFICER, now=NOW).code == "not-now"


def test_silence_is_an_error(world: World):
    world.loads(TWO)
    later = NOW + datetime.timedelta(days=7)  # eleven after the day of the extract
    assert operations.raise_late_alarms([world.contract], now=NOW + datetime.timedelta(days=6)) == []
    assert operations.raise_late_alarms([world.contract], now=later) == ["cards"]
    assert operations.raise_late_alarms([world.contract], now=later) == []
    world.loads(file_of(CAT), day=12)
    assert operations.raise_late_alarms([world.contract], now=NOW) == []


def test_tables_are_read_as_they_look():
    assert table("  a,b\n   c,d ") == "a,b\nc,d\n"
