"""Every minute of a week, against a model that knows only lists of minutes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from borough.platform.places.hours import (
    BankHolidays,
    Status,
    as_osm,
    exceptions_of,
    findings,
    read,
    read_exception,
    spells,
    state,
)

LONDON = ZoneInfo("Europe/London")
NAMES = "Mo Tu We Th Fr Sa Su".split()
Spans = list[tuple[int, int]]


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    """Up to two openings of a day that an officer would believe, the last perhaps past midnight.

    None ends at 23:59, which is how machines write the end of the day.
    """
    first = draw(st.integers(6 * 60, 12 * 60))
    found = [(first, first + draw(st.integers(15, 4 * 60)))]
    if draw(st.booleans()):
        later = draw(st.integers(17 * 60, 23 * 60))
        found.append((later, later + draw(st.integers(15, 6 * 60).filter(lambda long: later + long != 1439))))
    return found


weeks = st.dictionaries(st.integers(0, 6), spans(), max_size=7)
on_holidays = st.none() | st.just([]) | spans()  # silent, closed, hours of their own


def words(span: Spans) -> str:
    def clock(m: int) -> str:
        return f"{m // 60 % 24:02}:{m % 60:02}" if m != 1440 else "24:00"

    return ",".join(f"{clock(a)}-{clock(b)}" for a, b in span)


def text(week: dict[int, Spans], on_holiday: Spans | None) -> str:
    rules = [f"{NAMES[day]} {words(each)}" for day, each in sorted(week.items())]
    if on_holiday is not None:
        rules.append(f"PH {words(on_holiday) or 'off'}")
    return "; ".join(rules)


@settings(max_examples=40, deadline=None)
@given(
    weeks.filter(bool),
    on_holidays,
    st.integers(0, 370),
    st.sets(st.integers(-1, 6), max_size=2),
    st.dictionaries(st.integers(-1, 6), st.just([]) | spans(), max_size=2),
)
def test_every_minute_of_a_week(
    week: dict[int, Spans], on_holiday: Spans | None, start: int, holidays: set[int], apart: dict[int, Spans]
) -> None:
    monday = date(2026, 1, 5) + timedelta(days=start)

    def day(n: int) -> date:
        return monday + timedelta(days=n)

    known = BankHolidays.of(
        [(date(2025, 1, 1), ""), (date(2028, 1, 1), ""), *((day(n), "") for n in holidays)]
    )
    exceptions = [read_exception(day(n), day(n), words(each) or "off") for n, each in apart.items()]
    hours = read(text(week, on_holiday))
    assert hours.known

    def own(n: int) -> tuple[Spans, Status]:
        if n in apart:
            return apart[n], Status.OPEN
        if n in holidays and on_holiday is not None:
            return on_holiday, Status.OPEN
        return week.get(day(n).weekday(), []), Status.UNKNOWN if n in holidays else Status.OPEN

    def model(n: int, minute: int) -> Status:
        today, status = own(n)
        if any(a <= minute < b for a, b in today):
            return status
        before, status = own(n - 1)
        return status if any(a <= minute + 1440 < b for a, b in before) else Status.CLOSED

    for n in range(7):
        said = spells(hours, day(n), exceptions, known)
        assert (said[0].start, said[-1].end) == (0, 1440)
        for minute in range(1440):
            found = next(each.status for each in said if each.start <= minute < each.end)
            assert found is model(n, minute), (hours.osm, day(n), minute)


dates = st.dates(date(2020, 1, 1), date(2035, 12, 31))
kept = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(
    st.lists(st.tuples(dates, st.integers(0, 20), st.sampled_from(["off", "10:00-14:00", "perhaps"]), kept))
)
def test_exceptions_go_out_as_openstreetmap_and_come_in_again(
    given: list[tuple[date, int, str, str]],
) -> None:
    made = tuple(read_exception(day, day + timedelta(days=n), words, why) for day, n, words, why in given)
    again = exceptions_of(as_osm(made))
    assert [(e.first, e.last, e.reason) for e in again] == [(e.first, e.last, e.reason) for e in made]
    noon = [datetime(e.first.year, e.first.month, e.first.day, 12, tzinfo=LONDON) for e in made]
    assert [state("24/7", at, again).status for at in noon] == [state("24/7", at, made).status for at in noon]


@settings(max_examples=40, deadline=None)
@given(weeks, st.integers(0, 366 * 1440))
def test_what_is_said_to_change_next_does(week: dict[int, Spans], minutes: int) -> None:
    at = (datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC")) + timedelta(minutes=minutes)).astimezone(LONDON)
    hours = read(text(week, []) if week else "off")
    holidays = BankHolidays.of([(date(2026, 12, 25), ""), (date(2028, 1, 1), "")])
    now = state(hours, at, bank_holidays=holidays)
    change = now.closes or now.opens
    if change is None:
        assert not week
        return
    assert change > at
    just_before = (change.astimezone(ZoneInfo("UTC")) - timedelta(minutes=1)).astimezone(LONDON)
    assert state(hours, just_before, bank_holidays=holidays).status is now.status
    assert state(hours, change, bank_holidays=holidays).status is not now.status


@given(
    st.text(max_size=80)
    | st.from_regex(r"(Mo|Tu|Fr)-(Sa|Su) \d\d:\d\d-\d\d:\d\d( off|; PH off)?", fullmatch=True)
)
def test_any_text_is_kept_and_never_breaks(given: str) -> None:
    hours = read(given)
    found = state(hours, datetime(2026, 11, 24, 12, tzinfo=LONDON))
    assert hours.given == " ".join(given.split())
    assert hours.known or found.status is Status.UNKNOWN
    assert hours.known or not hours.given or findings(given)
    assert read(hours.osm).rules == hours.rules or not hours.known
