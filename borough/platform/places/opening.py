"""Is a place open, in words. Times in London; hours that are not known are never called closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.utils import timezone

from borough.platform.gazetteer import api as gazetteer
from borough.platform.registers import api as registers
from borough.ui import api as ui

from .hours import BankHolidays, State, Status, clock, exceptions_of, read, state
from .place import Place


@dataclass(frozen=True)
class _Known:
    """What follows from the bank holidays that the gazetteer knows now."""

    holidays: BankHolidays
    states: Callable[[str, str, datetime], State]


def state_of(place: Place, at: datetime) -> State:
    """Hours begin and end at whole minutes: within one, what was worked out stands."""
    given = place.fields.get("hours_exceptions", "")
    return _known.get().states(place.hours, given, at.replace(second=0, microsecond=0))


def bank_holidays() -> BankHolidays:
    return _known.get().holidays


def _worked_out() -> _Known:
    known = BankHolidays.of(gazetteer.bank_holidays().items())

    @lru_cache(maxsize=20_000)
    def states(hours: str, exceptions: str, at: datetime) -> State:
        return state(read(hours), at, exceptions_of(exceptions), known)

    return _Known(known, states)


_known = registers.Snapshot(_worked_out, "bank_holidays")


TAGS = {
    Status.OPEN: ui.Tag(text="Open", colour="green"),
    Status.CLOSED: ui.Tag(text="Closed", colour="grey"),
    Status.UNKNOWN: ui.Tag(text="Hours not known", colour="yellow"),
}


def sentence(state: State, at: datetime) -> str:
    """ "Closes at 7pm", "Opens tomorrow at 10am", "By appointment"; nothing where nothing is known."""
    said = []
    if state.closes:
        said.append(f"Closes {_when(state.closes, at)}")
    if state.last_admission:
        said.append(f"last admission {_when(state.last_admission, at)}")
    if state.opens:
        said.append(f"Opens {_when(state.opens, at)}")
    if state.note:
        said.append(state.note)
    return "; ".join(said)


def _when(moment: datetime, at: datetime) -> str:
    moment, at = timezone.localtime(moment), timezone.localtime(at)
    time = clock(moment.hour * 60 + moment.minute)
    if moment.date() == at.date():
        return f"at {time}"
    if moment.date() == at.date() + timedelta(days=1):
        return f"tomorrow at {time}" if moment.hour or moment.minute else "at midnight"
    if moment - at < timedelta(days=6):
        return f"on {moment:%A} at {time}"
    return f"on {ui.date_in_words(moment.date())} at {time}"
