"""A form on its page: its questions in order, and the summary of its errors."""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField

from borough.ui.components.base import Component
from borough.ui.components.choices import Fieldset, Legend
from borough.ui.components.wayfinding import ErrorLink, ErrorSummary

from .dates import PARTS
from .fields import DateParts
from .shown import component, control_id, together, wrong_parts


def summary(form: forms.BaseForm) -> ErrorSummary:
    """Every error of the form, in the order of its fields, each linked to the control to mend."""
    errors = [ErrorLink(text=str(text)) for text in form.non_field_errors()]
    for field in form:
        errors += [ErrorLink(text=str(text), href=f"#{_first_control(field)}") for text in field.errors]
    return ErrorSummary(errors=errors)


def questions(form: forms.BaseForm) -> Iterator[Component]:
    """The visible fields in order; a group's in a fieldset, revealed ones under their answer."""
    reveals = getattr(form, "reveals", {})
    revealed = {name for answers in reveals.values() for names in answers.values() for name in names}
    groups = {names[0]: (legend, names) for legend, names in getattr(form, "groups", {}).items()}
    within = {name for _, names in groups.values() for name in names}
    for field in form.visible_fields():
        if field.name in groups:
            words, names = groups[field.name]
            legend = Legend(text=words, classes="govuk-fieldset__legend--m")
            yield Fieldset(legend=legend, text=together(form, names))
        elif field.name not in revealed | within:
            yield component(field)


def _first_control(field: BoundField) -> str:
    if isinstance(field.field.widget, DateParts):
        return f"{control_id(field)}-{(wrong_parts(field) or PARTS)[0]}"
    return control_id(field)
