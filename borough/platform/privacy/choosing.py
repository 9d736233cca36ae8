"""How the page looks on which an officer states a purpose."""

from collections.abc import Mapping

from borough.ui import api as ui

from .rules import Purpose

# The words of each group of fields, for officers and residents alike.
OPENED = {
    "identity": "name and date of birth",
    "address": "addresses",
    "household": "household",
    "relationships": "relationships",
    "contact": "contact details",
    "services": "services that know them",
    "evidence": "the source records",
}


def opened_in_words(purpose: Purpose) -> str:
    return ", ".join(words for group, words in OPENED.items() if group in purpose.opens)


def choices(purposes: list[Purpose], given: Mapping[str, str], error: str) -> ui.Radios:
    """The purposes that this officer may state. None is chosen for them."""
    legend = ui.Legend(text="What is it for?", classes="govuk-fieldset__legend--m")
    return ui.Radios(
        name="purpose",
        fieldset=ui.Fieldset(legend=legend),
        items=[
            ui.Choice(text=purpose.name, value=purpose.code, hint=f"Opens {opened_in_words(purpose)}")
            for purpose in purposes
        ],
        value=given.get("purpose", ""),
        error=error,
    )


def reference(purposes: list[Purpose], given: Mapping[str, str], error: str) -> ui.Input:
    chosen = next((purpose for purpose in purposes if purpose.code == given.get("purpose")), None)
    examples = [chosen] if chosen else purposes[:2]
    return ui.Input(
        name="reason",
        label=ui.Label(text="Which case, call or account?", classes="govuk-label--m"),
        hint="Its reference, for example "
        + " or ".join(purpose.example for purpose in examples)
        + ". Do not write names, dates of birth or numbers of people.",
        value=given.get("reason", ""),
        error=error,
        autocomplete="off",
        classes="govuk-!-width-two-thirds",
        attributes={"maxlength": "200"},
    )
