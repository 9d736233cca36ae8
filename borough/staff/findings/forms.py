"""Writing down a step, and deciding. What is refused is said at the field that it concerns."""

from typing import Any

from django import forms
from django.utils import timezone

from borough.platform.access.api import Actor
from borough.residents.findings import api as findings
from borough.ui import api as ui

NO_NAMES = "Kept with the finding. Do not write names or dates of birth."
AGAINST = {"fraud": "Fraud", "error": "An error that costs the council"}


class FindingForm(ui.Form):
    """A form about one finding."""

    def __init__(self, finding: findings.Finding, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.finding = finding
        self.detector = findings.detectors()[finding.rule]
        self.ask()

    def ask(self) -> None:
        """Fill in the answers that may be chosen."""

    def done(self, actor: Actor) -> bool:
        """Do it; False when it was refused, and the form says why."""
        raise NotImplementedError

    def refused(self, answer: object) -> bool:
        if isinstance(answer, findings.Refused):
            self.add_error(answer.field or None, answer.reason)
        return isinstance(answer, findings.Refused)


class StepForm(FindingForm):
    step = forms.ChoiceField(label="What was done", widget=forms.RadioSelect)
    result = forms.CharField(
        label="What it showed", help_text=NO_NAMES, widget=forms.Textarea, max_length=500
    )
    answered = forms.ChoiceField(
        label="Did somebody answer?",
        choices=[("yes", "Yes, or nobody had to be asked"), ("no", "No answer yet")],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label="Why this before an earlier step",
        help_text="Only where an earlier step in the list has not been taken.",
        widget=forms.Textarea,
        max_length=500,
        required=False,
    )
    names = {"step": "what was done", "result": "what it showed", "answered": "whether somebody answered"}

    def ask(self) -> None:
        steps = [(str(place), what) for place, what in enumerate(self.detector.steps)]
        self.fields["step"].choices = steps  # type: ignore[attr-defined]

    def done(self, actor: Actor) -> bool:
        said = self.cleaned_data
        answer = findings.step(
            self.finding, actor, number=int(said["step"]), result=said["result"], because=said["because"],
            answered=said["answered"] == "yes", now=timezone.now(),
        )  # fmt: skip
        return not self.refused(answer)


class DecideForm(FindingForm):
    outcome = forms.ChoiceField(label="What did you find?", widget=forms.RadioSelect)
    explained = forms.ChoiceField(label="What explains it?", widget=forms.RadioSelect)
    recovered = forms.DecimalField(
        label="Pounds to be paid back", help_text="As billed. Leave empty where nothing was billed.",
        min_value=0, max_value=9_999_999, decimal_places=2, required=False,
    )  # fmt: skip
    reason = forms.CharField(label="Why", help_text=NO_NAMES, widget=forms.Textarea, max_length=2000)
    reveals = {"outcome": {"nothing": ["explained"]}}
    names = {"outcome": "what you found", "explained": "what explains it", "reason": "the reason"}

    def ask(self) -> None:
        outcomes = {"nothing": "Nothing wrong"}
        outcomes |= {"helped": "Acted on"} if self.detector.about_children else AGAINST
        self.fields["outcome"].choices = list(outcomes.items())  # type: ignore[attr-defined]
        self.fields["explained"].choices = [(one, one) for one in self.detector.innocent]  # type: ignore[attr-defined]
        worth = findings.values().get(self.detector.value)
        if worth is None or worth.kind != "recovered":
            del self.fields["recovered"]

    def done(self, actor: Actor) -> bool:
        said = self.cleaned_data
        pounds = said.get("recovered")
        answer = findings.decide(
            self.finding, actor, outcome=said["outcome"], explained=said["explained"] or "", reason=said["reason"],
            recovered_pence=int(pounds * 100) if pounds is not None else None, now=timezone.now(),
        )  # fmt: skip
        return not self.refused(answer)
