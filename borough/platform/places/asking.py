"""How the nearest are asked for: what to keep of them, when, at what pace, how many. From a query string."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django import forms
from django.http import QueryDict
from django.utils import timezone

from borough.ui import api as ui

from . import opening
from .place import Place
from .rules import PACES, USUAL, Pace

STEP, MOST = 5, 50
FACTS: dict[str, tuple[str, Callable[[Place], bool | None]]] = {
    "step_free": ("Step-free", lambda place: place.step_free),
    "free": ("Free of charge", lambda place: place.free),
    "baby_change": ("Baby changing", lambda place: place.baby_change),
}


class Filters(ui.Form):
    """Sent by GET: the address of a page says what it shows."""

    mark_optional = False
    names = {"date": "the date", "time": "the time"}
    reveals = {"open": {"at": ["date", "time"]}}

    open = forms.ChoiceField(
        label="Opening hours",
        required=False,
        choices=[("any", "Open or closed"), ("now", "Open now"), ("at", "Open at a time I choose")],
        widget=forms.RadioSelect,
    )
    date = ui.DateField(label="Date", must_be="today or in the future")
    time = forms.TimeField(
        label="Time",
        help_text="For example, 17:30",
        input_formats=["%H:%M", "%H.%M", "%H"],
        error_messages={"invalid": "Enter a time such as 17:30"},
    )
    facts = forms.MultipleChoiceField(label="Only those", required=False, widget=forms.CheckboxSelectMultiple)
    pace = forms.ChoiceField(
        label="How you go", required=False, choices=[(pace.key, pace.words) for pace in PACES.values()]
    )

    def __init__(self, data: QueryDict, places: list[Place], *, have_hours: bool = True) -> None:
        data = data.copy()
        data.setdefault("open", "any")
        data.setdefault("pace", USUAL.key)
        super().__init__(data)
        known = [
            (name, words)
            for name, (words, fact) in FACTS.items()
            if any(fact(place) is not None for place in places)
        ]
        self.fields["facts"].choices = known  # type: ignore[attr-defined]
        if not known:
            del self.fields["facts"]
        if not have_hours or not any(place.hours for place in places):
            for name in ("open", "date", "time"):
                del self.fields[name]
            self.reveals = {}  # type: ignore[misc]
        self.hours_unknown = have_hours and "open" not in self.fields and data.get("open") in ("now", "at")


@dataclass(frozen=True, slots=True)
class Asked:
    """`at`: the moment at which places are looked at. `wanted_open`: only those open then."""

    at: datetime
    wanted_open: bool
    chosen: bool
    facts: tuple[str, ...]
    pace: Pace
    count: int
    unsaid_too: bool = False

    def keeps(self, place: Place) -> bool:
        said = self.said_of(place)
        return False not in said and (self.unsaid_too or None not in said)

    def said_of(self, place: Place) -> list[bool | None]:
        """Whether each thing wanted holds; None where nobody has said."""
        said = [FACTS[name][1](place) for name in self.facts]
        if self.wanted_open:
            status = opening.state_of(place, self.at).status
            said.append({"open": True, "closed": False}.get(status.value))
        return said

    @property
    def keep(self) -> Callable[[Place], bool] | None:
        return self.keeps if self.facts or self.wanted_open else None

    @property
    def words(self) -> str:
        """ "open now, step-free": what the list is narrowed to."""
        return ", ".join(self._words())

    def _words(self) -> Iterator[str]:
        if self.wanted_open:
            yield f"open {ui.time_in_words(self.at)}" if self.chosen else "open now"
        for name in self.facts:
            yield FACTS[name][0].lower()


def asked(form: Filters, query: QueryDict, now: datetime) -> Asked:
    """What a form says; where it is wrong, its page shows the errors and an answer without the filters."""
    given = form.cleaned_data if form.is_valid() else {}
    chosen = given.get("open") == "at"
    at = _moment(given["date"], given["time"]) if chosen else now
    return Asked(
        at=at,
        wanted_open=given.get("open") in ("now", "at"),
        chosen=chosen,
        facts=tuple(given.get("facts") or ()),
        pace=PACES.get(given.get("pace") or "", USUAL),
        count=_count(query.get("n", "")),
        unsaid_too=query.get("unknown") == "1",
    )


def _moment(day: "datetime", clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _count(written: str) -> int:
    return (
        min(max(int(written), 1), MOST)
        if written.isascii() and written.isdigit() and len(written) < 4
        else STEP
    )
