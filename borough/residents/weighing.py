"""The model: what agreement and disagreement weigh, learned from the records and kept with the linking that did."""

from contextlib import suppress

from linkage import BadInput, Model

from . import records
from .models import Linking

GROWN = 0.25  # a file that much larger or smaller is learned from anew


def model_kept(count: int) -> Model | None:
    """The model in force; None when it was learned by another engine, from other columns, or from a file of
    another size than `count` records."""
    last = Linking.objects.filter(engine=records.ENGINE, state=Linking.State.IN_FORCE).order_by("id")
    used, learned = last.last(), last.filter(learned=True).last()
    if not used or not learned or abs(count - learned.records) > GROWN * learned.records:
        return None
    return _read(used.model)


def model_in_force() -> Model | None:
    """That by which persons were last linked, whatever has come since; None where it cannot be used any more."""
    used = Linking.objects.filter(state=Linking.State.IN_FORCE).order_by("id").last()
    return _read(used.model) if used else None


def _read(settings: dict[str, object]) -> Model | None:
    with suppress(BadInput):
        model = Model.from_settings(settings)
        return model if model.extras.get("schema") == records.SCHEMA.document() else None
    return None
