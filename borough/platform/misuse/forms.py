from django import forms

from borough.ui import api as ui

from .models import Outcome


class DecisionForm(ui.Form):
    outcome = forms.ChoiceField(label="What was it?", choices=Outcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why",
        help_text="Whom you asked and what they said. Kept with the decision and in the log. Do not write names of "
        "residents.",
        widget=forms.Textarea,
        max_length=2_000,
    )
    names = {"outcome": "what it was", "reason": "why"}
