"""The one question: where?"""

from typing import ClassVar

from django import forms
from django.http import QueryDict

from borough.ui import api as ui

from .rules.gazetteer import Home


class Ask(ui.Form):
    """Anything that names a place: `locate` reads it, and says what is wrong with it."""

    q = forms.CharField(
        label="Postcode, address or street",
        help_text="For example NW5 2AA, or Kentish Town Road. An address is found best with its postcode.",
        max_length=20_000,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
    )
    names: ClassVar = {"q": "a postcode, address or street"}


class Choose(ui.Form):
    """Which of the homes at a postcode."""

    where = forms.ChoiceField(label="Your address", error_messages={"required": "Select your address"})
    names: ClassVar = {"where": "your address"}

    def __init__(self, homes: list[Home], data: QueryDict | None = None) -> None:
        super().__init__(data)
        named = [(home.token, home.name) for home in homes]
        self.fields["where"].choices = [("", "Choose one"), *named]  # type: ignore[attr-defined]
