"""What a register says on a day is what the newest file of that day or before it said."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borough.platform.feeds import api as feeds
from borough.platform.feeds import operations
from borough.platform.registers import api as registers
from borough.platform.registers.models import Version
from tests.registers.world import EDITOR, FIRST, NOW, WHY, Cafes

pytestmark = pytest.mark.django_db
ADA = "1 | Ada | Belsize | NW3 4XJ | 51.5478 | -0.1660 | Mo-Fr 09:00-17:00"
BOB = "2 | Bob | Gospel Oak | NW5 2AA | 51.5500 | -0.1405 | Mo-Su 08:00-18:00"
LATE = ADA.replace("17:00", "19:00")


def test_a_register_is_as_it_was_on_any_day(cafes):
    cafes.brings(f"{ADA}\n{BOB}", day=0)
    cafes.brings(LATE, day=7)
    assert cafes.says("hours", day=-1) == {}
    assert cafes.says("hours", day=0) == {"1": "Mo-Fr 09:00-17:00", "2": "Mo-Su 08:00-18:00"}
    assert cafes.says("hours", day=6) == cafes.says("hours", day=0)
    assert cafes.says("hours", day=7) == {"1": "Mo-Fr 09:00-19:00"} == cafes.says("hours")


def test_the_same_said_again_is_no_new_version(cafes):
    cafes.brings(f"{ADA}\n{BOB}", day=0)
    cafes.brings(f"{ADA}\n{BOB.replace('NW5 2AA', 'nw52aa')}", day=7)
    assert [event.kind for event in registers.history("cafes", "2")] == ["first"]


def test_an_item_that_goes_and_comes_again_has_a_gap(cafes):
    cafes.brings(f"{ADA}\n{BOB}", day=0)
    cafes.brings(ADA, day=7)
    cafes.brings(f"{ADA}\n{BOB}", day=14)
    assert [set(cafes.says(day=day)) for day in (0, 7, 13, 14)] == [{"1", "2"}, {"1"}, {"1"}, {"1", "2"}]
    assert [event.kind for event in registers.history("cafes", "2")] == ["back", "gone", "first"]


def test_a_change_is_told_field_by_field(cafes):
    cafes.brings(ADA, day=0)
    cafes.brings(LATE, day=7)
    newest = registers.history("cafes", "1")[0]
    said = [(change.field, change.before, change.after) for change in newest.changes]
    assert said == [("hours", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-19:00")]
    assert newest.day == date(2026, 10, 8)


def test_a_batch_taken_back_takes_its_versions_back_and_they_stay_in_the_history(cafes):
    cafes.brings(f"{ADA}\n{BOB}", day=0)
    wrong = cafes.brings(LATE, day=7)
    operations.reverse(wrong.id, why=WHY, by=EDITOR, now=NOW)
    assert cafes.says("hours") == cafes.says("hours", day=7) == cafes.says("hours", day=0)
    assert set(cafes.says()) == {"1", "2"}
    assert [(event.kind, event.withdrawn) for event in registers.history("cafes", "1")] == [
        ("changed", True),
        ("first", False),
    ]
    assert cafes.brings(LATE.replace("19:00", "20:00"), day=9)
    assert cafes.says("hours", day=8)["1"].endswith("17:00")
    assert cafes.says("hours", day=9)["1"].endswith("20:00")


def test_the_first_batch_taken_back_leaves_nothing(cafes):
    batch = cafes.brings(ADA)
    operations.reverse(batch.id, why=WHY, by=EDITOR, now=NOW)
    assert cafes.says() == {}
    operations.replay(batch.id, why=WHY, by=EDITOR, now=NOW)
    assert cafes.says() == {"1": "Ada"}


def test_a_file_that_comes_late_takes_its_place_in_the_order(cafes):
    cafes.brings(LATE, day=7)
    cafes.brings(f"{ADA}\n{BOB}", day=0)
    assert cafes.says("hours") == {"1": "Mo-Fr 09:00-19:00"}


def test_the_revision_grows_with_every_change_and_with_nothing_else(cafes):
    seen = [registers.revision("cafes")]
    for day, table in enumerate((ADA, ADA + "\n" + BOB, ADA)):
        cafes.brings(table, day)
        seen.append(registers.revision("cafes"))
    assert seen == sorted(set(seen))
    cafes.brings(ADA.replace("Belsize", " Belsize"), day=5)
    assert registers.revision("postcodes") == 0


def test_a_snapshot_is_built_anew_when_its_register_changed_and_only_then(cafes):
    built = []
    names = registers.Snapshot(lambda: built.append(1) or set(cafes.says().values()), "cafes")
    assert names.get() == set()
    cafes.brings(ADA)
    assert names.get() == {"Ada"}
    assert names.get() == {"Ada"}
    assert len(built) == 2


def test_a_version_is_never_changed_and_never_overlaps_another(cafes):
    cafes.brings(ADA)
    version = Version.objects.get()
    for statement in (
        "UPDATE registers_version SET values = '{}'",
        "UPDATE registers_version SET valid_from = '2020-01-01'",
        "DELETE FROM registers_version",
    ):
        with pytest.raises(IntegrityError, match="kept as they were said"), transaction.atomic():
            connection.cursor().execute(statement)
    with pytest.raises(IntegrityError, match="one_version_at_a_time"), transaction.atomic():
        Version.objects.create(
            register="cafes", key="1", values={}, valid_from=FIRST.replace(day=20), batch_id=version.batch_id,
            recorded_at=NOW,
        )  # fmt: skip


def test_a_position_is_in_metres_too(cafes):
    cafes.brings(ADA)
    ada = registers.item("cafes", "1")
    assert (ada.lat, ada.lon) == (51.5478, -0.166)
    assert abs(ada.easting - 527_264) < 10
    assert abs(ada.northing - 184_803) < 10


FILES = st.lists(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"), min_size=1), min_size=1, max_size=5
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES)
def test_every_day_says_what_its_file_said(cafes: Cafes, files: list[dict[str, str]]):
    """Whatever the files, in the order of their days: what is known on a day is that day's file."""
    point = transaction.savepoint()
    try:
        said = {}
        for day, names in enumerate(files):
            table = "\n".join(
                f"{key} | {name} |  |  | 51.55 | -0.14 | day {day}" for key, name in names.items()
            )
            batch = cafes.sends(table, day)
            assert isinstance(batch, feeds.BatchSummary)
            said[day] = names
        assert {day: cafes.says(day=day) for day in said} == said
        assert cafes.says() == files[-1]
    finally:
        transaction.savepoint_rollback(point)
