"""Many places at once."""

from .forms import ManyForm
from .queries import of_kind_and_ward
from .rows import Kept, kept


def wards() -> list[str]:
    return sorted({row.ward for row in kept() if row.ward and row.inside})


def chosen(form: ManyForm) -> list[Kept]:
    """The places that a valid form means."""
    return of_kind_and_ward(form.cleaned_data["kind"], form.cleaned_data["ward"])
