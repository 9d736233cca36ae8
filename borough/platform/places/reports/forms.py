"""What somebody fills in who found something wrong, and what the editor answers."""

from typing import Any

from django import forms

from borough.platform.places.hours import findings, read
from borough.ui import api as ui

from .models import Outcome, What


class WrongForm(ui.Form):
    what = forms.ChoiceField(label="What is wrong?", choices=What.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="How is it really?",
        help_text="For example the hours on the door. Do not write anything about yourself or another person.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    email = forms.EmailField(
        label="Your e-mail address, if you want an answer",
        help_text="Used for the answer alone, and removed when it has been written.",
        required=False,
        max_length=254,
    )
    names = {"what": "what is wrong", "words": "how it really is", "email": "your e-mail address"}

    def __init__(self, is_place: bool, data: Any = None) -> None:
        super().__init__(data)
        if not is_place:  # a collection day has no steps
            self.fields["what"].choices = [(What.OTHER, "What it says"), (What.NOT_HERE, "It is not here")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("what") == What.OTHER and not given.get("words", "").strip():
            self.add_error("words", "Enter how it really is, so that we know what to look at")
        return given


class AnswerForm(ui.Form):
    """About any fact; what is wrong is put right where the fact is from."""

    outcome = forms.ChoiceField(
        label="What did you find?",
        choices=[
            (Outcome.FIXED, "They are right: put right"),
            (Outcome.NOT_SO, "Not so: it is as the page says"),
            (Outcome.CANNOT_TELL, "Cannot tell"),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="Your answer",
        help_text="Sent to whoever asked for one, with the place's name above it.",
        widget=forms.Textarea,
        max_length=2000,
    )
    names = {"outcome": "what you found", "answer": "your answer"}


class PlaceAnswerForm(AnswerForm):
    """With `fixed`, new hours can be given at once; anything else is put right on the place's own page."""

    hours = forms.CharField(
        label="The right hours",
        help_text="Published with this answer. As “Mo-Fr 09:00-17:00; PH off” or “Mon-Fri 9am-5pm”.",
        required=False,
        max_length=500,
    )
    field_order = ["outcome", "hours", "answer"]
    names = {**AnswerForm.names, "hours": "the right hours"}
    reveals = {"outcome": {Outcome.FIXED: ["hours"]}}

    def clean_hours(self) -> str:
        given = str(self.cleaned_data["hours"]).strip()
        if given and (wrong := findings(given)):
            raise forms.ValidationError(f"{wrong[0].detail} {wrong[0].remedy}")
        return read(given).plain if given else ""
