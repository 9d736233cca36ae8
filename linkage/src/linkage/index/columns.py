"""Which columns of the standardised people an index holds: those that its model reads."""

from collections.abc import Iterator

from linkage.conditions import columns
from linkage.model import Model

# Of every row besides, whatever the model.
OF_A_ROW = ("id", "person", "source")


def read_by(model: Model) -> list[str]:
    """In order of their names."""
    return sorted(set(_read_by(model)))


def _read_by(model: Model) -> Iterator[str]:
    for rule in model.rules:
        yield from rule.columns
        if rule.when is not None:
            yield from columns(rule.when)
    for comparison in model.comparisons:
        yield from columns(comparison.missing)
        for level in comparison.levels:
            yield from columns(level.when)
            if level.frequency is not None:
                yield level.frequency.column
