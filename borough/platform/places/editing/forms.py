"""What editors fill in."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict

from borough.platform.places.hours import read_exception
from borough.platform.places.reports.subjects import owners
from borough.platform.places.standing import STATUSES
from borough.platform.registers.api import Refused
from borough.ui import api as ui

from .fields import ASKED, FACTS, HOURS, NOT_KNOWN, WHAT, Asked
from .rows import kind_words

WHY = "Kept with the change, and shown in the history to staff. At least ten characters."


def field_of(asked: Asked) -> forms.Field:
    if asked.choices:
        return forms.ChoiceField(
            label=asked.label, help_text=asked.hint, choices=asked.choices, required=False,
            widget=forms.RadioSelect if len(asked.choices) < 4 else forms.Select,
        )  # fmt: skip
    return forms.CharField(
        label=asked.label, help_text=asked.hint, required=False, max_length=asked.longest,
        widget=forms.Textarea(attrs={"rows": 3}) if asked.name == "opening_hours" else forms.TextInput,
    )  # fmt: skip


class Refusable(ui.Form):
    """A form that can show why the register did not take what it holds."""

    def refuse(self, refused: Refused) -> None:
        for name, words in refused.faults:
            self.add_error(name if name in self.fields else None, words)
        if not refused.faults:
            self.add_error(None, f"{refused.detail} {refused.remedy}")

    def put(self, name: str, value: str) -> None:
        """Show the form again with another value in a hidden field, and all else as it was typed."""
        given = cast(QueryDict, self.data).copy()
        given[name] = value
        self.data = given


class PlaceForm(Refusable):
    """Every field of a place that editors write."""

    mark_optional = False

    def __init__(self, data: Any = None, initial: Mapping[str, str] | None = None) -> None:
        given = dict(initial or {})
        for asked in ASKED:
            if asked.choices:
                given[asked.name] = given.get(asked.name) or NOT_KNOWN
        super().__init__(data, initial=given)
        for asked in ASKED:
            self._keep(asked, given.get(asked.name, ""))

    def _keep(self, asked: Asked, value: str) -> None:
        """What a source says in words of its own ("lift") stays a choice, so that saving does not lose it."""
        if asked.choices and value not in dict(asked.choices):
            field: Any = self.fields[asked.name]
            field.choices = [(value, f"As the source says: {value}"), *asked.choices]

    @property
    def given(self) -> dict[str, str]:
        """field -> value, blanks and line ends within gone; what is not known is nothing."""
        said = {
            a.name: " ".join(str(self.cleaned_data[a.name]).split()) for a in ASKED if a.name in self.fields
        }
        chosen = {asked.name for asked in ASKED if asked.choices}
        return {name: "" if name in chosen and value == NOT_KNOWN else value for name, value in said.items()}


for _asked in ASKED:
    PlaceForm.base_fields[_asked.name] = field_of(_asked)


class EditForm(PlaceForm):
    """A place as it is, to be changed."""

    groups = {
        "What and where": [asked.name for asked in WHAT],
        "When": [asked.name for asked in HOURS],
        "Getting in, and what is there": [asked.name for asked in FACTS],
    }
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)

    def __init__(self, data: Any = None, initial: Mapping[str, str] | None = None) -> None:
        began = {asked.name: " ".join((initial or {}).get(asked.name, "").split()) for asked in ASKED}
        super().__init__(data, initial={**(initial or {}), "seen": json.dumps(began)})
        self._now = began

    @property
    def began_with(self) -> dict[str, str]:
        """What stood in the form when it was opened; what stands now, where that cannot be read."""
        try:
            said = json.loads(self.cleaned_data["seen"])
        except ValueError:
            return self._now
        return (
            {str(name): str(value) for name, value in said.items()} if isinstance(said, dict) else self._now
        )

    def begin_again(self) -> None:
        """After what others wrote was shown: the next saving is from there."""
        self.put("seen", json.dumps(self._now))


class NewForm(Refusable):
    """A place that no feed has."""

    name = forms.CharField(label="Name", max_length=300)
    kind = forms.ChoiceField(label="Kind", choices=kind_words, widget=forms.Select)
    address = forms.CharField(label="Address", max_length=300, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    lat = forms.FloatField(
        label="Latitude", help_text="In degrees, as 51.541200", min_value=51.45, max_value=51.65
    )
    lon = forms.FloatField(
        label="Longitude", help_text="In degrees, as -0.142300", min_value=-0.3, max_value=0
    )
    opening_hours = forms.CharField(
        label="Opening hours", help_text=HOURS[0].hint, max_length=500, required=False
    )
    why = forms.CharField(label="Why", help_text=WHY, max_length=500, min_length=10)
    names = {"why": "why", "kind": "a kind"}

    def ask_whether_new(self) -> None:
        """After candidates were found: the same form with one more question."""
        self.fields["none_of_these"] = forms.BooleanField(label="It is none of these", required=False)


class WhyForm(Refusable):
    why = forms.CharField(label="Why", help_text=WHY, max_length=500, min_length=10)
    names = {"why": "why"}


class PublishForm(WhyForm):
    """Publish a draft now, or as a day begins. `saw`: the state of the draft that is on the page."""

    when = forms.ChoiceField(
        label="When", choices=[("now", "Now"), ("later", "On a day")], widget=forms.RadioSelect, initial="now"
    )
    on = ui.DateField(
        label="The day", help_text="It is published as that day begins.", must_be="in the future"
    )
    saw = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    names = {"why": "why", "when": "when", "on": "the day"}
    reveals = {"when": {"later": ["on"]}}
    field_order = ["when", "on", "why", "saw"]

    def look_again(self, changed_at: datetime) -> None:
        """After a refusal the page shows the draft as it is now."""
        self.put("saw", changed_at.isoformat())


class ExceptionForm(Refusable):
    """Other hours on certain dates."""

    first = ui.DateField(label="First day", help_text="For example 24 12 2026.")
    last = ui.DateField(label="Last day", help_text="Leave empty for one day.", required=False)
    how = forms.ChoiceField(
        label="On these days",
        choices=[("off", "Closed"), ("hours", "Other hours"), ("unknown", "Hours not known")],
        widget=forms.RadioSelect,
    )
    hours = forms.CharField(label="The hours", help_text="As 10:00-14:00 or 10am-2pm", max_length=100)
    reason = forms.CharField(
        label="Reason", help_text="Shown to everybody, as “Snow” or “Christmas Eve”.", max_length=100
    )
    names = {
        "how": "what is different",
        "hours": "the hours",
        "reason": "the reason",
        "first": "the first day",
    }
    reveals = {"how": {"hours": ["hours"]}}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day must be the first day or after it")
        if given.get("how") == "hours" and given.get("hours"):
            read = read_exception(date.min, date.min, given["hours"])
            if not read.hours.known or read.hours.doubtful:
                self.add_error("hours", "Enter the hours as 10:00-14:00")
        return given

    @property
    def exception(self) -> Any:
        given = self.cleaned_data
        words = given["hours"] if given["how"] == "hours" else given["how"]
        return read_exception(given["first"], given["last"] or given["first"], words, given["reason"])


class ManyForm(ExceptionForm):
    """The same at many places at once: a kind, and a ward or all of them."""

    kind = forms.ChoiceField(label="Kind of place", choices=kind_words, widget=forms.Select)
    ward = forms.ChoiceField(label="Ward", required=False, widget=forms.Select)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ["kind", "ward", "first", "last", "how", "hours", "reason"]

    def __init__(self, wards: list[str], data: Any = None) -> None:
        super().__init__(data)
        self.fields["ward"].choices = [("", "Every ward"), *((w, w) for w in wards)]  # type: ignore[attr-defined]


class StatusForm(Refusable):
    word = forms.ChoiceField(label="How is it?", choices=list(STATUSES.items()), widget=forms.RadioSelect)
    until = ui.DateField(
        label="Until the end of",
        help_text="After this day it is shown as not known.",
        must_be="today or in the future",
    )
    note = forms.CharField(label="What people should know", max_length=200, required=False)
    names = {"word": "how it is", "until": "until when"}


class MergeForm(Refusable):
    keep = forms.CharField(
        label="The place that stays",
        help_text="Its identifier, as library-12; this one goes.",
        max_length=120,
    )
    why = forms.CharField(label="Why", help_text=WHY, max_length=500, min_length=10)
    names = {"keep": "the place that stays", "why": "why"}


__all__ = [
    "EditForm", "ExceptionForm", "ManyForm", "MergeForm", "NewForm", "PlaceForm", "PublishForm", "StatusForm",
    "WhyForm", "owners",
]  # fmt: skip
