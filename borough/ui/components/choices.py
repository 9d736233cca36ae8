"""Components that ask with several controls: fieldset, radios, checkboxes, dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from .base import Component, Part
from .fields import ErrorMessage, Group, Hint, Input, Label, described, notes


@dataclass(frozen=True, kw_only=True)
class Legend(Part):
    """The question that a group of controls answers."""

    text: str
    page_heading: bool = False


@dataclass(frozen=True, kw_only=True)
class Fieldset(Component):
    """Holds the controls of one question together. `text` is their HTML."""

    from_words: ClassVar[Mapping[str, type[Part]]] = {"legend": Legend}

    legend: Legend | str = ""
    text: str = ""
    described_by: str = ""
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice(Part):
    """One answer. `conditional` is HTML revealed by it; `divider` is a word between two groups ("or").

    `behaviour="exclusive"` (checkboxes): choosing it unticks the others.
    """

    from_words: ClassVar[Mapping[str, type[Part]]] = {"hint": Hint}

    text: str = ""
    value: str = ""
    id: str = ""
    name: str = ""
    hint: Hint | str = ""
    conditional: str = ""
    divider: str = ""
    behaviour: str = ""
    checked: bool | None = None
    disabled: bool = False
    label: Part = field(default_factory=Part)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A choice as drawn: with its ids, and whether it is chosen."""

    choice: Choice
    id: str
    name: str
    checked: bool
    described_by: str
    label: Label
    hint: Hint | None


@dataclass(frozen=True, kw_only=True)
class Choices(Component):
    """What radios and checkboxes share."""

    from_words: ClassVar[Mapping[str, type[Part]]] = {
        "hint": Hint,
        "error": ErrorMessage,
        "fieldset": Fieldset,
    }
    kind: ClassVar[str]

    name: str
    items: Sequence[Choice]
    id_prefix: str = ""
    fieldset: Fieldset | None = None
    hint: Hint | str = ""
    error: ErrorMessage | str = ""
    group: Group = field(default_factory=Group)

    @property
    def prefix(self) -> str:
        return self.id_prefix or self.name

    @property
    def first(self) -> str:
        """What describes the question besides its hint and error."""
        return self.fieldset.described_by if self.fieldset else ""

    @property
    def description(self) -> str:
        return described(self.first, self.prefix, self.hint, self.error)

    @property
    def parts(self) -> list[Component]:
        return notes(self.prefix, self.hint, self.error)

    @property
    def boxes(self) -> list[Box]:
        return [self._box(choice, index) for index, choice in enumerate(self.items, start=1)]

    def _box(self, choice: Choice, index: int) -> Box:
        box_id = choice.id or (self.prefix if index == 1 else f"{self.prefix}-{index}")
        hint = Hint(text=choice.hint) if isinstance(choice.hint, str) and choice.hint else choice.hint
        if isinstance(hint, Hint):
            classes = f"govuk-{self.kind}__hint {hint.classes}".strip()
            hint = replace(hint, id=f"{box_id}-item-hint", classes=classes)
        note = hint.id if isinstance(hint, Hint) else ""
        return Box(
            choice=choice,
            id=box_id,
            name=choice.name or self.name,
            checked=self._chosen(choice) if choice.checked is None else choice.checked,
            described_by=f"{self._each_described_by()} {note}".strip(),
            hint=hint if isinstance(hint, Hint) else None,
            label=Label(
                text=choice.text,
                for_id=box_id,
                classes=f"govuk-{self.kind}__label {choice.label.classes}".strip(),
                attributes=choice.label.attributes,
            ),
        )

    def _chosen(self, choice: Choice) -> bool:
        raise NotImplementedError

    def _each_described_by(self) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class Radios(Choices):
    """One answer of a few. Give no default: the answer must be the reader's own."""

    kind: ClassVar[str] = "radios"
    value: str = ""

    def _chosen(self, choice: Choice) -> bool:
        return bool(self.value) and choice.value == self.value


@dataclass(frozen=True, kw_only=True)
class Checkboxes(Choices):
    """Any number of answers, or one thing to agree to."""

    kind: ClassVar[str] = "checkboxes"
    values: Sequence[str] = ()
    described_by: str = ""

    @property
    def first(self) -> str:
        return super().first or self.described_by

    def _chosen(self, choice: Choice) -> bool:
        return choice.value in self.values

    def _each_described_by(self) -> str:
        """Without a fieldset to carry it, each box carries the question's hint and error."""
        return "" if self.fieldset else self.description


@dataclass(frozen=True, kw_only=True)
class DatePart(Part):
    """Day, month or year."""

    name: str
    label: str = ""
    value: str | None = None
    id: str = ""
    autocomplete: str | None = None
    inputmode: str = "numeric"
    pattern: str | None = None


DAY_MONTH_YEAR = (
    DatePart(name="day", classes="govuk-input--width-2"),
    DatePart(name="month", classes="govuk-input--width-2"),
    DatePart(name="year", classes="govuk-input--width-4"),
)


@dataclass(frozen=True, kw_only=True)
class DateInput(Component):
    """A date that the reader knows, in three boxes. The hint gives an example: 27 3 2007."""

    from_words: ClassVar[Mapping[str, type[Part]]] = {"hint": Hint, "error": ErrorMessage}

    id: str
    items: Sequence[DatePart] = DAY_MONTH_YEAR
    name_prefix: str = ""
    fieldset: Fieldset | None = None
    hint: Hint | str = ""
    error: ErrorMessage | str = ""
    group: Group = field(default_factory=Group)

    @property
    def role(self) -> str:
        """JAWS reads a fieldset's description only with this role on it."""
        return "group"

    @property
    def description(self) -> str:
        first = self.fieldset.described_by if self.fieldset else ""
        return described(first, self.id, self.hint, self.error)

    @property
    def parts(self) -> list[Component]:
        return notes(self.id, self.hint, self.error)

    @property
    def inputs(self) -> list[Input]:
        return [
            Input(
                name=f"{self.name_prefix}-{part.name}" if self.name_prefix else part.name,
                id=part.id or f"{self.id}-{part.name}",
                label=Label(text=part.label or part.name.capitalize(), classes="govuk-date-input__label"),
                classes=f"govuk-date-input__input {part.classes}".strip(),
                value=part.value,
                inputmode=part.inputmode,
                autocomplete=part.autocomplete,
                pattern=part.pattern,
                attributes=part.attributes,
            )
            for part in self.items
        ]
