"""The derived values of one record after another: texts that come again, as names do, are looked up."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from linkage.standard.atoms import Atom

# Texts kept of one group of columns; then it begins anew.
KEPT = 1 << 15
Columns = tuple[str, ...]


class Derived:
    """As `Atom.value` of each of `atoms`, for one standardised row at a time."""

    def __init__(self, atoms: Mapping[str, Atom]):
        self._at_once = {name: its for name, its in atoms.items() if its.expression is not None}
        groups: dict[tuple[Columns, bool], dict[str, Callable[..., Any]]] = {}
        for name, its in atoms.items():
            if its.expression is None:
                groups.setdefault((its.columns, its.together), {})[name] = its.of
        self._groups = [_Group(*key, its) for key, its in groups.items()]

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: its.value(row) for name, its in self._at_once.items()}
        for group in self._groups:
            found.update(group.of(row))
        return found


class _Group:
    """Atoms of the same text."""

    def __init__(self, columns: Columns, together: bool, functions: Mapping[str, Callable[..., Any]]):
        self._columns, self._together, self._functions = columns, together, functions
        self._nothing = dict.fromkeys(functions)
        self._known: dict[str, dict[str, Any]] = {}

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        text = self._text(row)
        if text is None:
            return self._nothing
        if (found := self._known.get(text)) is None:
            if len(self._known) >= KEPT:
                self._known = {}
            found = self._known[text] = {name: function(text) for name, function in self._functions.items()}
        return found

    def _text(self, row: Mapping[str, Any]) -> str | None:
        said = []
        for column in self._columns:
            if (its := row[column]) is not None:
                its = its.isoformat() if isinstance(its, date) else its
                if not self._together:
                    return str(its)
                said.append(its)
        return " ".join(said) if said else None
