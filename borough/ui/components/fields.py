"""Components that ask: one control with its label, hint and error message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from django.utils.html import format_html

from .base import Component, Part


@dataclass(frozen=True, kw_only=True)
class Label(Component):
    """The words of a question. `page_heading` makes it the h1 of a page that asks one thing."""

    text: str
    for_id: str = ""
    page_heading: bool = False


@dataclass(frozen=True, kw_only=True)
class Hint(Component):
    """Help that everybody needs to answer, in one sentence without links."""

    text: str
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class ErrorMessage(Component):
    """What to do to put one answer right. `prefix` is heard by screen readers before it."""

    text: str
    id: str = ""
    prefix: str = "Error"


@dataclass(frozen=True, kw_only=True)
class Group(Part):
    """The box around label, hint, error and control. `before` and `after` stand beside the control."""

    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Field(Component):
    """What all single controls share. The id is the name unless given."""

    from_words: ClassVar[Mapping[str, type[Part]]] = {"label": Label, "hint": Hint, "error": ErrorMessage}

    name: str
    id: str = ""
    label: Label | str = ""
    hint: Hint | str = ""
    error: ErrorMessage | str = ""
    described_by: str = ""
    disabled: bool = False
    group: Group = field(default_factory=Group)

    @property
    def control_id(self) -> str:
        return self.id or self.name

    @property
    def parts(self) -> list[Component]:
        """Label, hint and error, with the ids that tie them to the control."""
        found: list[Component] = []
        if isinstance(self.label, Label):
            found.append(replace(self.label, for_id=self.control_id))
        return found + notes(self.control_id, self.hint, self.error)

    @property
    def description(self) -> str:
        """The ids for aria-describedby."""
        return described(self.described_by, self.control_id, self.hint, self.error)


def notes(prefix: str, hint: Hint | str, error: ErrorMessage | str) -> list[Component]:
    found: list[Component] = []
    if isinstance(hint, Hint):
        found.append(replace(hint, id=f"{prefix}-hint"))
    if isinstance(error, ErrorMessage):
        found.append(replace(error, id=f"{prefix}-error"))
    return found


def described(first: str, prefix: str, hint: Hint | str, error: ErrorMessage | str) -> str:
    ids = [first, f"{prefix}-hint" if hint else "", f"{prefix}-error" if error else ""]
    return " ".join(filter(None, ids))


@dataclass(frozen=True, kw_only=True)
class Affix(Part):
    """A unit or a sign before or after an input: £, kg, per week."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Input(Field):
    """One line of text. `inputmode="numeric"` brings up the number keys; never `type="number"`."""

    from_words: ClassVar[Mapping[str, type[Part]]] = {**Field.from_words, "prefix": Affix, "suffix": Affix}

    value: str | None = None
    type: str = "text"
    autocomplete: str | None = None
    autocapitalize: str | None = None
    inputmode: str | None = None
    pattern: str | None = None
    spellcheck: bool | None = None
    prefix: Affix | str = ""
    suffix: Affix | str = ""
    wrapper: Part | None = None

    @property
    def wrapped(self) -> bool:
        return bool(self.prefix or self.suffix or self.group.before or self.group.after)

    @property
    def control(self) -> dict[str, object]:
        """The attributes of the input element, in order."""
        classes = ["govuk-input", self.classes, "govuk-input--error" if self.error else ""]
        return {
            "class": " ".join(filter(None, classes)),
            "id": self.control_id,
            "name": self.name,
            "type": self.type,
            "spellcheck": None if self.spellcheck is None else str(self.spellcheck).lower(),
            "value": self.value,
            "disabled": self.disabled or None,
            "aria-describedby": self.description or None,
            "autocomplete": self.autocomplete,
            "autocapitalize": self.autocapitalize,
            "pattern": self.pattern,
            "inputmode": self.inputmode,
        }


@dataclass(frozen=True, kw_only=True)
class PasswordInput(Field):
    """A password, with a button to show it where scripts run."""

    value: str | None = None
    autocomplete: str = "current-password"

    @property
    def input(self) -> Input:
        """The same field as an input with the show button after it."""
        from .content import Button

        button = Button(
            text="Show",
            type="button",
            variant="secondary",
            classes="govuk-password-input__toggle govuk-js-password-input-toggle",
            attributes={"aria-controls": self.control_id, "aria-label": "Show password", "hidden": True},
        )
        return Input(
            name=self.name,
            id=self.control_id,
            type="password",
            label=self.label,
            hint=self.hint,
            error=self.error,
            value=self.value,
            disabled=self.disabled,
            described_by=self.described_by,
            attributes=self.attributes,
            spellcheck=False,
            autocapitalize="none",
            autocomplete=self.autocomplete,
            classes=_joined("govuk-password-input__input govuk-js-password-input-input", self.classes),
            wrapper=Part(classes="govuk-password-input__wrapper"),
            group=Group(
                classes=_joined("govuk-password-input", self.group.classes),
                attributes={"data-module": "govuk-password-input", **self.group.attributes},
                before=self.group.before,
                after=format_html("{}{}", button, self.group.after),
            ),
        )


@dataclass(frozen=True, kw_only=True)
class Textarea(Field):
    """More than one line of text. `rows` is its height in lines."""

    value: str = ""
    rows: int = 5
    spellcheck: bool | None = None
    autocomplete: str = ""


@dataclass(frozen=True, kw_only=True)
class CharacterCount(Textarea):
    """A textarea with a limit, in characters or words; the limit is only counted here, never enforced.

    `threshold`: the percentage of the limit at which the count appears.
    """

    maxlength: int | None = None
    maxwords: int | None = None
    threshold: int | None = None
    count_classes: str = ""

    @property
    def limit(self) -> str:
        if not (self.maxwords or self.maxlength):
            return ""
        unit = "words" if self.maxwords else "characters"
        return f"You can enter up to {self.maxwords or self.maxlength} {unit}"

    @property
    def textarea(self) -> Textarea:
        """The same field as a textarea with the count after it."""
        count = Hint(
            text=self.limit,
            id=f"{self.control_id}-info",
            classes=_joined("govuk-character-count__message", self.count_classes),
        )
        limits = {
            "data-maxlength": self.maxlength,
            "data-threshold": self.threshold,
            "data-maxwords": self.maxwords,
        }
        return Textarea(
            name=self.name,
            id=self.control_id,
            label=self.label,
            hint=self.hint,
            error=self.error,
            value=self.value,
            rows=self.rows,
            spellcheck=self.spellcheck,
            attributes=self.attributes,
            described_by=f"{self.control_id}-info",
            classes=_joined("govuk-js-character-count", self.classes),
            group=Group(
                classes=_joined("govuk-character-count", self.group.classes),
                attributes={"data-module": "govuk-character-count", **limits, **self.group.attributes},
                before=self.group.before,
                after=format_html("{}{}", count, self.group.after),
            ),
        )


@dataclass(frozen=True, kw_only=True)
class FileUpload(Field):
    """One file, or with `multiple` several. `drop_zone` lets scripts make it a place to drop them."""

    value: str = ""
    multiple: bool = False
    drop_zone: bool = False


@dataclass(frozen=True, kw_only=True)
class Option(Part):
    """One line of a select. Without `value` its text is what is sent."""

    text: str
    value: str | None = None
    selected: bool | None = None
    disabled: bool = False


@dataclass(frozen=True, kw_only=True)
class Select(Field):
    """One of many options. Ask with radios where there are fewer than about eight."""

    items: Sequence[Option]
    value: str | None = None

    @property
    def options(self) -> list[tuple[Option, bool]]:
        """Each option, and whether it is the chosen one."""

        def chosen(item: Option) -> bool:
            own = item.text if item.value is None else item.value
            return item.selected or (item.selected is None and bool(self.value) and own == self.value)

        return [(item, chosen(item)) for item in self.items]


def _joined(first: str, more: str) -> str:
    return f"{first} {more}".strip()
