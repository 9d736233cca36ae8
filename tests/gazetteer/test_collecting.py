"""When waste is next collected, and the calendar of it."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.platform.gazetteer.rules.collecting import (
    calendar,
    collections,
    escaped,
    folded,
    months,
    next_of_each,
    still_to_come,
)

ROUND = {
    "refuse_day": "Friday", "refuse_weeks": "2", "refuse_from": "2026-01-05", "recycling_day": "Friday",
    "food_day": "Friday", "garden_day": "Monday", "garden_months": "March to November",
}  # fmt: skip
CHRISTMAS = {date(2026, 12, 25): (date(2026, 12, 29), "Christmas Day")}
TODAY = date(2026, 11, 24)


def days(waste, today=TODAY, changes=CHRISTMAS, weeks=53):
    return [one.day for one in collections(ROUND, changes, today, weeks) if one.waste == waste]


def test_weekly_is_every_week_and_fortnightly_every_other():
    assert days("recycling")[:3] == [date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 11)]
    assert days("refuse")[:3] == [date(2026, 11, 27), date(2026, 12, 11), date(2026, 12, 29)]


def test_garden_waste_rests_in_winter():
    assert days("garden")[:2] == [date(2026, 11, 30), date(2027, 3, 1)]


def test_a_collection_that_is_moved_says_from_when_and_why():
    christmas = next(one for one in collections(ROUND, CHRISTMAS, date(2026, 12, 20)) if one.waste == "food")
    assert (christmas.day, christmas.usual, christmas.why) == (
        date(2026, 12, 29),
        date(2026, 12, 25),
        "Christmas Day",
    )


def test_one_moved_past_today_is_still_to_come():
    assert days("food", today=date(2026, 12, 28))[0] == date(2026, 12, 29)


def test_the_next_of_each_kind_of_waste():
    found = next_of_each(collections(ROUND, CHRISTMAS, TODAY))
    assert [one.name for one in found] == ["Rubbish", "Recycling", "Food waste", "Garden waste"]


@pytest.mark.parametrize(("at", "first"), [("05:59", 27), ("06:00", 4), ("15:00", 4)])
def test_what_had_to_be_out_by_now_is_past(at, first):
    now = datetime.fromisoformat(f"2026-11-27T{at}")
    coming = still_to_come(collections(ROUND, CHRISTMAS, now.date()), "06:00", now)
    assert next(one.day.day for one in coming if one.waste == "food") == first


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_there_is_always_one_within_a_week_or_a_fortnight(today):
    assert (days("recycling", today, {})[0] - today).days < 7
    assert (days("refuse", today, {})[0] - today).days < 14


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("March to November", set(range(3, 12))),
        ("November to February", {11, 12, 1, 2}),
        ("", set(range(1, 13))),
    ],
)
def test_months(words, wanted):
    assert months(words) == wanted


def written(changes=CHRISTMAS, today=TODAY):
    return calendar(
        collections(ROUND, changes, today),
        place="NW5 2AA",
        out_by="06:00",
        stamp=date(2026, 10, 31),
        host="borough.example",
        note="Demonstration data.",
    )


def test_the_calendar_is_as_rfc_5545_asks():
    text = written()
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = re.sub(r"\r\n ", "", text).split("\r\n")
    depth = []
    for line in whole[:-1]:
        assert re.match(r"[A-Z-]+[;:]", line), line
        if line.startswith("BEGIN:"):
            depth.append(line[6:])
        if line.startswith("END:"):
            assert depth.pop() == line[4:]
    assert not depth
    events = text.split("BEGIN:VEVENT")[1:]
    assert len(events) > 120
    for event in events:
        assert all(
            event.count(f"\r\n{field}") >= 1 for field in ("UID:", "DTSTAMP:", "DTSTART;TZID=Europe/London:")
        )


def test_identifiers_differ_and_stay_when_a_day_moves():
    uids = re.findall(r"UID:(\S+)", written())
    assert len(uids) == len(set(uids))
    assert set(uids) == set(re.findall(r"UID:(\S+)", written(changes={})))
    assert "NW5" not in written()


def test_a_moved_collection_is_on_its_new_day_with_the_reason():
    event = next(e for e in written().split("BEGIN:VEVENT") if "food-20261225" in e.replace("\r\n ", ""))
    event = event.replace("\r\n ", "")
    assert "DTSTART;TZID=Europe/London:20261229T060000" in event
    assert "Moved from Friday 25 December: Christmas Day." in event


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_folding_loses_nothing(text):
    parts = list(folded(text))
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text
    assert all(len(part.encode()) <= 75 for part in parts)


def test_commas_and_semicolons_are_escaped():
    assert escaped("a, b; c\\d\n") == "a\\, b\\; c\\\\d\\n"


def test_nothing_is_known_of_a_round_without_days():
    assert collections({}, {}, TODAY + timedelta(1)) == []
