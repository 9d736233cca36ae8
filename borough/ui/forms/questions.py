"""`Form`, and `Questions`, which makes any Django form ours: plain errors, revealed questions, groups."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from .sentences import sentences, within_sentence

Reveals = Mapping[str, Mapping[str, Sequence[str]]]


class Questions(forms.BaseForm):
    """Mixed into a form, first.

    `names`: what a field is called within a sentence, where its label is a question
        (`{"born": "your date of birth"}` gives "Enter your date of birth").
    `reveals`: question -> answer -> fields asked only with that answer. They are shown under it, also without
        scripts; with another answer they are not required and come out empty.
    `groups`: legend -> fields that stand together in a fieldset.
    `page_heading`: the field whose label is the page's h1.
    `mark_optional`: whether labels say "(optional)"; off for searches, where everything is.
    """

    names: ClassVar[Mapping[str, str]] = {}
    reveals: ClassVar[Reveals] = {}
    groups: ClassVar[Mapping[str, Sequence[str]]] = {}
    page_heading: ClassVar[str] = ""
    mark_optional: ClassVar[bool] = True
    use_required_attribute = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, field in self.fields.items():
            own = type(field).default_error_messages
            given = {c: m for c, m in field.error_messages.items() if _is_ours(field, c, m)}
            called = self.names.get(name) or within_sentence(str(field.label or name.replace("_", " ")))
            field.error_messages = {**own, **field.error_messages, **sentences(field, called), **given}
            subject = called.removeprefix("your ").removeprefix("the ")
            field.subject = subject[:1].upper() + subject[1:]  # type: ignore[attr-defined]

    def unasked(self) -> set[str]:
        """Fields revealed only by answers that were not given."""
        out: set[str] = set()
        for question, answers in self.reveals.items():
            given = self[question].value()
            chosen = {str(v) for v in given} if isinstance(given, list | tuple) else {str(given)}
            out |= {name for answer, names in answers.items() if answer not in chosen for name in names}
        return out

    def _clean_fields(self) -> None:
        fields, unasked = self.fields, self.unasked()
        self.fields = {name: field for name, field in fields.items() if name not in unasked}
        try:
            super()._clean_fields()  # type: ignore[misc]
        finally:
            self.fields = fields
        for name in unasked:
            self.cleaned_data[name] = getattr(fields[name], "empty_value", None)


def _is_ours(field: forms.Field, code: str, message: Any) -> bool:
    """Whether whoever declared the field wrote this message, and not Django."""
    for kind in type(field).__mro__:
        if code in getattr(kind, "default_error_messages", {}):
            return bool(kind.default_error_messages[code] != message)  # type: ignore[attr-defined]
    return True


class Form(Questions, forms.Form):
    """A form of ours."""
