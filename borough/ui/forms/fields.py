"""The date field: three boxes, one answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .dates import PARTS, DateProblem, read_date

When = Literal["", "in the past", "today or in the past", "today or in the future", "in the future"]


class DateParts(forms.MultiWidget):
    """Day, month and year, posted as name-day, name-month, name-year."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, dict(attrs or {}))
        self.widgets_names = [f"-{part}" for part in PARTS]

    def decompress(self, value: Any) -> list[str]:
        return (
            [str(value.day), str(value.month), str(value.year)] if isinstance(value, date) else ["", "", ""]
        )


class DateField(forms.Field):
    """A date that the reader knows. `must_be` limits it against today; `earliest` and `latest` against dates.

    `birthday`: the browser may fill it in.
    """

    widget = DateParts

    def __init__(
        self,
        *,
        must_be: When = "",
        earliest: date | None = None,
        latest: date | None = None,
        birthday: bool = False,
        **options: Any,
    ) -> None:
        self.must_be, self.earliest, self.latest, self.birthday = must_be, earliest, latest, birthday
        super().__init__(**options)

    def clean(self, value: Sequence[str] | None) -> date | None:
        read = read_date(*[part or "" for part in value or ["", "", ""]])
        if read is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        problem = read if isinstance(read, DateProblem) else self._out_of_bounds(read)
        if problem:
            raise ValidationError(
                f"%(name)s {problem.message}",
                code="date",
                params={"name": self.named(), "parts": problem.parts},
            )
        assert isinstance(read, date)
        return read

    def named(self) -> str:
        """What the date is called at the start of a sentence; `Questions` sets a better one."""
        return getattr(self, "subject", None) or str(self.label or "Date")

    def _out_of_bounds(self, read: date) -> DateProblem | None:
        today = timezone.localdate()
        allowed = {
            "": True,
            "in the past": read < today,
            "today or in the past": read <= today,
            "today or in the future": read >= today,
            "in the future": read > today,
        }
        if not allowed[self.must_be]:
            return DateProblem(f"must be {self.must_be}")
        if self.earliest and read < self.earliest:
            return DateProblem(f"must be the same as or after {_long(self.earliest)}")
        if self.latest and read > self.latest:
            return DateProblem(f"must be the same as or before {_long(self.latest)}")
        return None

    def has_changed(self, initial: Any, data: Any) -> bool:
        widget = DateParts()
        return [*(data or ["", "", ""])] != widget.decompress(initial)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
