"""A field of any Django form as one of our components, chosen by its widget."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from borough.ui.components.base import Component
from borough.ui.components.choices import Checkboxes, Choice, DateInput, DatePart, Fieldset, Legend, Radios
from borough.ui.components.fields import (
    CharacterCount,
    FileUpload,
    Input,
    Label,
    Option,
    PasswordInput,
    Select,
    Textarea,
)

from .dates import PARTS
from .fields import DateParts

# What Django puts on a widget and we say otherwise.
NOT_SHOWN = {
    "class",
    "required",
    "maxlength",
    "minlength",
    "placeholder",
    "cols",
    "rows",
    "id",
    "step",
    "min",
    "max",
}
Shower = Callable[[BoundField], Component]


def component(field: BoundField) -> Component:
    """Raises LookupError for a widget that has no component."""
    for widget, show in SHOWERS:
        if isinstance(field.field.widget, widget):
            return show(field)
    raise LookupError(f"{field.name}: no component shows a {type(field.field.widget).__name__}")


def together(form: forms.BaseForm, names: Iterable[str]) -> SafeString:
    return format_html_join("", "{}", ((component(form[name]),) for name in names))


def control_id(field: BoundField) -> str:
    return field.auto_id or field.html_name


def _words(field: BoundField) -> str:
    label = str(field.label)
    if field.field.required or not getattr(field.form, "mark_optional", True) or "optional" in label:
        return label
    return f"{label} (optional)"


def _is_heading(field: BoundField) -> bool:
    return getattr(field.form, "page_heading", "") == field.name


def _shared(field: BoundField) -> dict[str, Any]:
    """What every component takes from a field."""
    attributes = {k: v for k, v in field.field.widget.attrs.items() if k not in NOT_SHOWN}
    return {
        "hint": str(field.help_text),
        "error": next((str(error) for error in field.errors), ""),
        "classes": field.field.widget.attrs.get("class", ""),
        "attributes": attributes,
    }


def _control(field: BoundField) -> dict[str, Any]:
    heading = _is_heading(field)
    return {
        **_shared(field),
        "name": field.html_name,
        "id": control_id(field),
        "disabled": field.field.disabled,
        "label": Label(text=_words(field), page_heading=heading, classes="govuk-label--l" if heading else ""),
    }


def _question(field: BoundField) -> dict[str, Any]:
    heading = _is_heading(field)
    legend = Legend(
        text=_words(field),
        page_heading=heading,
        classes=f"govuk-fieldset__legend--{'l' if heading else 's'}",
    )
    return {**_shared(field), "fieldset": Fieldset(legend=legend)}


def _text(field: BoundField) -> str:
    value = field.field.widget.format_value(field.value())
    return "" if value is None else str(value)


def _input(field: BoundField) -> Component:
    control = _control(field)
    widget = field.field.widget
    if isinstance(widget, forms.NumberInput):  # GOV.UK: type="number" loses digits and scrolls away
        whole = isinstance(field.field, forms.IntegerField) and not isinstance(
            field.field, forms.FloatField | forms.DecimalField
        )
        return Input(
            **control, value=_text(field), inputmode="numeric" if whole else "decimal", spellcheck=False
        )
    kind = getattr(widget, "input_type", "text")
    if kind == "email":
        return Input(**control, value=_text(field), type="email", spellcheck=False)
    return Input(**control, value=_text(field), type=kind)


def _password(field: BoundField) -> Component:
    control = _control(field)
    autocomplete = str(control["attributes"].pop("autocomplete", "current-password"))
    return PasswordInput(**control, autocomplete=autocomplete)


def _textarea(field: BoundField) -> Component:
    rows = int(field.field.widget.attrs.get("rows", 5))
    limit = getattr(field.field, "max_length", None)
    if limit:
        return CharacterCount(**_control(field), value=_text(field), rows=rows, maxlength=limit)
    return Textarea(**_control(field), value=_text(field), rows=rows)


def _file(field: BoundField) -> Component:
    several = bool(getattr(field.field.widget, "allow_multiple_selected", False))
    return FileUpload(**_control(field), multiple=several)


def _options(field: BoundField) -> Iterator[tuple[str, str]]:
    """Value and words of each choice; the groups of optgroups are flattened."""
    for _, options, _ in field.field.widget.optgroups(field.html_name, []):
        for option in options:
            yield str(option["value"]), str(option["label"])


def _select(field: BoundField) -> Component:
    value = field.value()
    items = [Option(text=words, value=option) for option, words in _options(field)]
    return Select(**_control(field), items=items, value="" if value is None else str(value))


def _choices(field: BoundField) -> list[Choice]:
    reveals = getattr(field.form, "reveals", {}).get(field.name, {})
    return [
        Choice(text=words, value=value, conditional=together(field.form, reveals.get(value, ())))
        for value, words in _options(field)
        if value or isinstance(field.field.widget, forms.CheckboxSelectMultiple)
    ]


def _radios(field: BoundField) -> Component:
    value = field.value()
    return Radios(
        **_question(field),
        name=field.html_name,
        id_prefix=control_id(field),
        items=_choices(field),
        value="" if value is None else str(value),
    )


def _checkboxes(field: BoundField) -> Component:
    values = [str(value) for value in field.value() or ()]
    return Checkboxes(
        **_question(field),
        name=field.html_name,
        id_prefix=control_id(field),
        items=_choices(field),
        values=values,
    )


def _tick(field: BoundField) -> Component:
    """One box to tick: its label is beside it."""
    items = [Choice(text=str(field.label), value="on", checked=bool(field.value()))]
    return Checkboxes(**_shared(field), name=field.html_name, id_prefix=control_id(field), items=items)


def wrong_parts(field: BoundField) -> tuple[str, ...]:
    for error in field.errors.as_data():
        return tuple((error.params or {}).get("parts", PARTS))
    return ()


def _date(field: BoundField) -> Component:
    value = field.value()
    typed = value if isinstance(value, list | tuple) else DateParts().decompress(value)
    parts = [_date_part(field, part, text) for part, text in zip(PARTS, typed, strict=True)]
    return DateInput(**_question(field), id=control_id(field), name_prefix=field.html_name, items=parts)


def _date_part(field: BoundField, part: str, text: str) -> DatePart:
    width = 4 if part == "year" else 2
    error = " govuk-input--error" if part in wrong_parts(field) else ""
    return DatePart(
        name=part,
        value=text or None,
        classes=f"govuk-input--width-{width}{error}",
        autocomplete=f"bday-{part}" if getattr(field.field, "birthday", False) else None,
    )


# The most particular widget first.
SHOWERS: list[tuple[type[forms.Widget], Shower]] = [
    (DateParts, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),  # Django makes it a kind of RadioSelect
    (forms.RadioSelect, _radios),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (forms.CheckboxInput, _tick),
    (forms.FileInput, _file),
    (forms.PasswordInput, _password),
    (forms.Textarea, _textarea),
    (forms.widgets.Input, _input),
]
