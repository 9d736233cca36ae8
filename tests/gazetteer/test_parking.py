"""Is parking controlled now? Hours as the register has them, moments in London."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from borough.platform.gazetteer.rules.parking import control, hours_in_words, sentence

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = {"hours_mon_fri": "08:30-18:30", "hours_sat": "09:30-13:30", "hours_sun": ""}
LATE = {"hours_mon_fri": "08:30-23:00", "hours_sat": "09:30-23:00", "hours_sun": "09:30-23:00"}
ALWAYS = dict.fromkeys(("hours_mon_fri", "hours_sat", "hours_sun"), "00:00-23:59")
NEVER = dict.fromkeys(("hours_mon_fri", "hours_sat", "hours_sun"), "")
HOLIDAYS = {date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day"}
# 2026-11-24 is a Tuesday.
MOMENTS = [
    (WEEKDAYS, "2026-11-24 08:29", False, "today 08:30"),
    (WEEKDAYS, "2026-11-24 08:30", True, "today 18:30"),
    (WEEKDAYS, "2026-11-24 18:30", False, "2026-11-25 08:30"),
    (WEEKDAYS, "2026-11-28 13:29", True, "today 13:30"),
    (WEEKDAYS, "2026-11-28 13:30", False, "2026-11-30 08:30"),
    (WEEKDAYS, "2026-11-29 12:00", False, "2026-11-30 08:30"),
    (WEEKDAYS, "2026-12-25 12:00", False, "2026-12-26 09:30"),
    (WEEKDAYS, "2026-12-27 12:00", False, "2026-12-29 08:30"),
    (LATE, "2026-11-29 22:59", True, "today 23:00"),
    (ALWAYS, "2026-11-24 23:59", True, None),
    (ALWAYS, "2026-12-24 23:59", True, "2026-12-25 00:00"),
    (NEVER, "2026-11-24 12:00", False, None),
    # The clock goes forward on 29 March and back on 25 October: the sign says local time.
    (LATE, "2026-03-29 09:29", False, "today 09:30"),
    (LATE, "2026-10-25 09:30", True, "today 23:00"),
]


def at(text, day=""):
    return datetime.fromisoformat(text.replace("today", day)).replace(tzinfo=LONDON)


@pytest.mark.parametrize(("hours", "now", "controlled", "changes"), MOMENTS)
def test_a_zone_is_controlled_by_its_hours(hours, now, controlled, changes):
    found = control(hours, at(now), HOLIDAYS)
    assert found.controlled == controlled
    assert found.changes == (changes and at(changes, now[:10]))


@pytest.mark.parametrize("wrong", ["25:00-26:00", "18:30-08:30", "at any time", "08:30"])
def test_hours_that_cannot_be_read_are_not_guessed(wrong):
    assert control(WEEKDAYS | {"hours_mon_fri": wrong}, at("2026-11-24 12:00"), {}).controlled is None


def said(hours, now, zone="CA-M"):
    return sentence(zone, control(hours, at(now), HOLIDAYS), at(now))


def test_the_sentence_says_until_when():
    assert said(WEEKDAYS, "2026-11-24 09:00").startswith(
        "Parking is controlled now, until 6:30pm. In zone CA-M"
    )
    assert said(WEEKDAYS, "2026-11-24 19:00") == (
        "Parking is not controlled now. Control begins tomorrow at 8:30am."
    )
    assert said(WEEKDAYS, "2026-11-28 19:00") == (
        "Parking is not controlled now. Control begins on Monday at 8:30am."
    )
    assert said(ALWAYS, "2026-11-24 09:00").startswith("Parking is controlled now at all times.")
    assert said(WEEKDAYS, "2026-12-25 12:00").startswith(
        "Parking is most likely not controlled today, Christmas Day: the sign decides."
    )


def test_hours_in_words():
    assert (
        hours_in_words(WEEKDAYS)
        == "Monday to Friday 8:30am to 6:30pm; Saturday 9:30am to 1:30pm. Not Sunday."
    )
    assert hours_in_words(ALWAYS) == "Monday to Friday all day; Saturday all day; Sunday all day."
