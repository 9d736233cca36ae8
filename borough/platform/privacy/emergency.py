"""How the pages of emergency access look: breaking the glass, the list to review, one review."""

from django import forms
from django.urls import reverse
from django.utils import timezone

from borough.ui import api as ui

from .models import Glass
from .register import purposes


class GlassForm(ui.Form):
    """Why people are opened in an emergency."""

    purpose = forms.ChoiceField(
        label="What is the emergency?",
        choices=[(p.code, p.name) for p in purposes().values() if p.emergency],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Reference",
        help_text="Of the call, referral or incident, for example Incident 2027-02. No names, dates of birth or "
        "numbers of people.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    names = {"purpose": "what the emergency is", "reason": "the reference"}


class ReviewForm(ui.Form):
    """What a review says."""

    verdict = forms.ChoiceField(
        label="Was it justified?", choices=Glass.Verdict.choices, widget=forms.RadioSelect
    )
    found = forms.CharField(
        label="What you found",
        help_text="What was looked at and whether the reason holds, without names",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    names = {"verdict": "whether it was justified"}


def _state(its: Glass) -> str:
    if its.reviewed_at:
        return its.get_verdict_display()
    return "Overdue" if its.due < timezone.localdate() else "To be reviewed"


GLASSES = ui.ListPage(
    name="emergency-access",
    title="Emergency access",
    intro="Who opened people beyond their role in an emergency. Each is reviewed within five working days by "
    "somebody who is neither the officer nor their manager.",
    columns=[
        ui.Column(heading="Number", value="pk", sort="pk", link=lambda its: reverse("privacy:review", args=[its.pk])),
        ui.Column(heading="When", value="at", sort="at"),
        ui.Column(heading="Who", value="broken_by_name"),
        ui.Column(heading="Purpose", value=lambda its: purposes()[its.purpose].name),
        ui.Column(heading="Review by", value="due", sort="due"),
        ui.Column(heading="State", value=_state),
    ],
    filters=[
        ui.Filter(
            name="state", label="State", field="reviewed_at__isnull",
            choices=[("True", "To be reviewed"), ("False", "Reviewed")],
        )
    ],
    sort="-number",
    empty="Nobody has opened people in an emergency.",
)  # fmt: skip


def glass_facts(its: Glass) -> ui.SummaryList:
    facts: dict[str, object] = {
        "Who": its.broken_by_name, "When": its.at, "Purpose": purposes()[its.purpose].name, "Reason": its.reason,
        "Review by": its.due, "State": _state(its),
    }  # fmt: skip
    if its.reviewed_at:
        facts |= {"Reviewed by": its.reviewed_by_name, "Found": its.found}
    return ui.facts(facts)
