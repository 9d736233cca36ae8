"""Open, closed or unknown: the hours of real places at real instants."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from borough.platform.places.hours import (
    BankHolidays,
    State,
    findings,
    in_words,
    read,
    read_exception,
    state,
    week,
)

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = BankHolidays.of(
    [
        (date(2026, 1, 1), "New Year’s Day"),
        (date(2026, 8, 31), "Summer bank holiday"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day"),
        (date(2028, 12, 26), "Boxing Day"),
    ]
)


def at(words: str, fold: int = 0) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON, fold=fold)


def said(found: State) -> str:
    when = found.closes or found.opens
    return f"{found.status} {when:%a %H:%M %Z}" if when else str(found.status)


CASES = """
hours                                   | at               | how it stands
Mo-Fr 09:00-17:00                       | 2026-11-24 08:59 | closed Tue 09:00 GMT
Mo-Fr 09:00-17:00                       | 2026-11-24 09:00 | open Tue 17:00 GMT
Mo-Fr 09:00-17:00                       | 2026-11-24 17:00 | closed Wed 09:00 GMT
Mo-Fr 09:00-17:00                       | 2026-11-27 18:00 | closed Mon 09:00 GMT
Mo 10:00-13:00,14:00-17:00              | 2026-11-23 13:30 | closed Mon 14:00 GMT
Fr-Sa 22:00-02:00                       | 2026-11-28 01:00 | open Sat 02:00 GMT
Fr 22:00-02:00; Sa 10:00-16:00          | 2026-11-28 01:00 | open Sat 02:00 GMT
Fr 22:00-02:00; Sa off                  | 2026-11-28 01:59 | open Sat 02:00 GMT
24/7                                    | 2026-12-25 03:00 | open
off                                     | 2026-11-24 12:00 | closed
dusk                                    | 2026-11-24 03:00 | unknown
                                        | 2026-11-24 03:00 | unknown
We 00:00-19:00; Th 10:00-19:00          | 2026-11-25 12:00 | unknown
We 00:00-19:00; Th 10:00-19:00          | 2026-11-25 20:00 | closed Thu 10:00 GMT
Apr-Sep 07:00-20:00                     | 2026-11-24 12:00 | closed Thu 07:00 BST
Feb 29 10:00-12:00                      | 2028-02-28 12:00 | closed Tue 10:00 GMT
Feb 29 10:00-12:00                      | 2028-02-29 11:00 | open Tue 12:00 GMT
Mo-Su 12:00+                            | 2026-11-24 13:00 | unknown
Mo-Fr 09:00-17:00; PH off               | 2026-12-25 12:00 | closed Tue 09:00 GMT
Mo-Fr 09:00-17:00; PH 11:00-15:00       | 2026-12-25 12:00 | open Fri 15:00 GMT
Mo-Fr 09:00-17:00; PH off               | 2026-08-31 12:00 | closed Tue 09:00 BST
Mo-Fr 09:00-17:00                       | 2026-12-25 12:00 | unknown
Mo-Fr 09:00-17:00                       | 2026-12-25 20:00 | closed
Mo-Fr 09:00-17:00; PH off               | 2031-12-25 12:00 | unknown
Mo-Sa 22:00-03:00                       | 2026-03-28 23:00 | open Sun 03:00 BST
Mo-Sa 22:00-01:30                       | 2026-03-28 23:00 | open Sun 02:00 BST
Mo-Su 22:00-03:00                       | 2026-10-24 23:00 | open Sun 03:00 GMT
Mo-Su 09:00-17:00                       | 2026-10-24 18:00 | closed Sun 09:00 GMT
"""


@pytest.mark.parametrize(
    ("hours", "when", "how"),
    [[c.strip() for c in line.split("|")] for line in CASES.strip().splitlines()[1:]],
)
def test_how_a_place_stands(hours: str, when: str, how: str) -> None:
    assert said(state(hours, at(when), bank_holidays=HOLIDAYS)) == how


def test_the_hour_that_comes_twice() -> None:
    """On 25 October 2026 the clocks of London show 01:30 twice; who closes at 01:30 closes at the first."""
    assert said(state("Mo-Su 20:00-01:30", at("2026-10-25 01:15"))) == "open Sun 01:30 BST"
    assert state("Mo-Su 20:00-01:30", at("2026-10-25 01:15", fold=1)).status == "closed"


def test_other_time_zones_are_the_same_instant() -> None:
    utc = at("2026-07-01 08:30").astimezone(ZoneInfo("UTC"))
    assert utc.hour == 7
    assert state("Mo-Su 08:00-09:00", utc).status == "open"


def test_a_day_closed_stands_in_place_of_its_hours() -> None:
    snow = read_exception(date(2026, 11, 24), date(2026, 11, 25), "closed", "Snow")
    found = state("Mo-Fr 09:00-17:00", at("2026-11-24 12:00"), [snow])
    assert (said(found), found.note) == ("closed Thu 09:00 GMT", "Snow")


def test_the_night_before_a_closed_day_ends_when_it_ends() -> None:
    shut = read_exception(date(2026, 11, 28), date(2026, 11, 28), "off", "Stocktaking")
    assert said(state("Fr-Sa 22:00-02:00", at("2026-11-28 01:00"), [shut])) == "open Sat 02:00 GMT"
    assert state("Fr-Sa 22:00-02:00", at("2026-11-28 23:00"), [shut]).status == "closed"


def test_the_last_exception_given_holds() -> None:
    day = date(2026, 12, 24)
    given = [read_exception(day, day, "closed"), read_exception(day, day, "10am-2pm", "Christmas Eve")]
    assert said(state("Mo-Fr 09:00-17:00", at("2026-12-24 11:00"), given)) == "open Thu 14:00 GMT"


def test_an_exception_that_cannot_be_read_makes_the_day_unknown() -> None:
    day = date(2026, 12, 24)
    given = [read_exception(day, day, "may close early")]
    assert state("Mo-Fr 09:00-17:00", at("2026-12-24 03:00"), given).status == "unknown"


def test_exceptions_hold_where_the_weekly_hours_are_not_known() -> None:
    given = [read_exception(date(2026, 12, 24), date(2026, 12, 24), "closed", "Flood")]
    assert state("dusk", at("2026-12-24 12:00"), given).status == "closed"
    assert state("dusk", at("2026-12-25 12:00"), given).status == "unknown"


def test_staffed_and_self_service_are_both_open() -> None:
    hours = 'Mo-Fr 08:00-10:00 "self-service", 10:00-18:00 "staffed"'
    found = state(hours, at("2026-11-24 09:00"))
    assert (said(found), found.note) == ("open Tue 18:00 GMT", "self-service")


def test_by_appointment_and_last_admission() -> None:
    assert state('Mo-Fr 09:00-17:00 "by appointment"', at("2026-11-24 09:00")).by_appointment
    museum = state('Mo-Fr 10:00-18:00 "last admission 17:15"', at("2026-11-24 11:00"))
    pool = state('Mo-Fr 10:00-18:00 "last entry 60 minutes before closing"', at("2026-11-24 11:00"))
    assert museum.last_admission == at("2026-11-24 17:15")
    assert pool.last_admission == at("2026-11-24 17:00")


def test_the_week_of_christmas_in_words() -> None:
    eve = read_exception(date(2026, 12, 24), date(2026, 12, 24), "10:00-14:00", "Christmas Eve")
    assert week(read("Mo-Fr 09:00-17:00; Fr 22:00-02:00; PH off"), date(2026, 12, 22), [eve], HOLIDAYS) == [
        ("Tuesday 22 December", "9am to 5pm"),
        ("Wednesday 23 December", "9am to 5pm"),
        ("Thursday 24 December", "10am to 2pm (Christmas Eve)"),
        ("Friday 25 December", "Closed (Christmas Day)"),
        ("Saturday 26 December", "Closed"),
        ("Sunday 27 December", "Closed"),
        ("Monday 28 December", "Closed (Boxing Day)"),
    ]


def test_a_night_is_shown_on_the_evening_it_begins() -> None:
    assert week(read("Fr 22:00-02:00"), date(2026, 11, 27))[:2] == [
        ("Friday 27 November", "10pm to 2am"),
        ("Saturday 28 November", "Closed"),
    ]
    assert in_words(read("Mo-Su 22:00-02:00")) == "Every day 10pm to 2am"
    assert findings("Mo-Su 22:00-02:00") == ()
