"""What officers fill in: a reason, a file, the right values of a row."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from borough.ui import api as ui

from .contract import Contract, Type
from .queries import WaitingRow, faults
from .reasons import REASONS, Refused
from .rules import SHORTEST_REASON, reason_is_given
from .values import CONTROL
from .words import EXAMPLE

# Polars writes \x{9F} as Rust does; Python's own module wants \x9f.
HIDDEN = re.compile(CONTROL.replace(r"\x{9F}", r"\x9f"))
LONG = 300


class ReasonForm(ui.Form):
    why = forms.CharField(
        label="Why",
        help_text="Kept with the decision and in the audit log. Do not write names or dates of birth.",
        widget=forms.Textarea,
        max_length=1000,
    )

    def clean_why(self) -> str:
        why = str(self.cleaned_data["why"])
        if not reason_is_given(why):
            raise forms.ValidationError(f"Enter a reason of at least {SHORTEST_REASON} characters")
        return why


class UploadForm(ui.Form):
    file = forms.FileField(label="File", allow_empty_file=True)
    extracted_on = ui.DateField(
        label="Day of the extract",
        help_text="The day on which the source wrote the file, for example 31 10 2026.",
        must_be="today or in the past",
    )
    again = forms.BooleanField(
        label="The source really sent the same file again for another day", required=False
    )
    names = {"file": "a file", "extracted_on": "the day of the extract"}

    def __init__(self, contract: Contract, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.contract = contract

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        limit = self.contract.file.max_bytes
        if (file.size or 0) > limit:
            raise forms.ValidationError(f"The file must be smaller than {limit // 1_000_000} MB")
        return file


class MendForm(ui.Form):
    """One box for each value of a row, with what is wrong beside it, and why it is changed."""

    mark_optional = False

    def __init__(self, row: WaitingRow, contract: Contract, data: Any = None) -> None:
        super().__init__(data)
        columns = {column.field: column for column in contract.columns}
        names = [*columns, *(["_operation"] if contract.operation else [])]
        for name in names:
            column = columns.get(name)
            label = column.source if column else contract.operation.source if contract.operation else name
            value = HIDDEN.sub("", row.values.get(name, ""))
            hint = column.description if column else f"One of {', '.join(_operations(contract))}."
            if column and column.formats and column.type is not Type.TEXT:
                hint += f" Written as {_example(column.formats[0])}."
            long = "\n" in value or len(value) > LONG
            self.fields[f"value-{name}"] = forms.CharField(
                label=label, help_text=hint, required=False, strip=False, initial=value,
                max_length=5000, widget=forms.Textarea if long else forms.TextInput,
            )  # fmt: skip
        self.fields["why"] = ReasonForm.base_fields["why"]

    clean_why = ReasonForm.clean_why

    @property
    def values(self) -> dict[str, str]:
        """field -> the value given, with the line ends that files have."""
        return {
            name.removeprefix("value-"): str(value).replace("\r\n", "\n")
            for name, value in self.cleaned_data.items()
            if name.startswith("value-")
        }

    def refuse(self, refused: Refused) -> None:
        """Show a refusal: what is still wrong, beside its values."""
        if refused.code != "still-wrong":
            self.add_error(None, f"{refused.detail} {refused.remedy}")
            return
        for name, code in faults(refused.detail):
            field = f"value-{name}" if f"value-{name}" in self.fields else None
            self.add_error(field, f"{REASONS[code].label}. {REASONS[code].remedy}")


def _operations(contract: Contract) -> list[str]:
    return [*contract.operation.upsert, *contract.operation.delete] if contract.operation else []


def _example(form: str) -> str:
    return date.strftime(EXAMPLE, form)
