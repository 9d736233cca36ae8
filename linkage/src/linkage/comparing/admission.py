"""Which rule brought two records together, or why none did."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from linkage.kernels import levels as kernel
from linkage.model import Rule
from linkage.schema import BadInput

from .blocking import keys
from .compiled import Compiled


@dataclass(frozen=True, eq=False)
class Admission:
    """By the rules of one model over one table; the keys of a rule are worked out once."""

    compiled: Compiled

    def of(self, a: int, b: int) -> tuple[str | None, str]:
        """The first rule that brings the two rows together, and ""; or None, and why none does."""
        crowded: list[tuple[int, Rule]] = []
        for place, rule in enumerate(self.compiled.model.rules):
            size = self._sharing(rule, a, b)
            if not size or not self._holds(place, a, b):
                continue
            if rule.at_most is None or size <= rule.at_most:
                return rule.name, ""
            crowded.append((size, rule))
        if not self.compiled.model.rules:
            return None, "The model has no rules, so no two records were brought together."
        if not crowded:
            return None, "The two were never compared: they share no key of any rule."
        size, rule = min(crowded, key=lambda its: its[0])
        return None, (
            f"The two were never compared: what they share is too common; {rule.name} is the rarest, and "
            f"{size:,} records share it, where {rule.at_most:,} is the most."
        )

    def _sharing(self, rule: Rule, a: int, b: int) -> int:
        """How many records share the key of this rule with both; 0 where the two do not share it."""
        table = self.compiled.table
        if absent := [column for column in rule.columns if column not in table.names]:
            raise BadInput(f"The rule {rule.name!r} reads the column {absent[0]!r}, which the records lack.")
        places = [table.names[column] for column in rule.columns]
        mine = table.codes[a, places]
        if (mine < 0).any() or (mine != table.codes[b, places]).any():
            return 0
        return int(np.count_nonzero(self._keys(rule) == self._keys(rule)[a])) if rule.at_most else 2

    def _keys(self, rule: Rule) -> np.ndarray:
        if rule.columns not in self._seen:
            self._seen[rule.columns] = keys(self.compiled.table, rule)
        return self._seen[rule.columns]

    @cached_property
    def _seen(self) -> dict[tuple[str, ...], np.ndarray]:
        return {}

    def _holds(self, place: int, a: int, b: int) -> bool:
        condition = int(self.compiled.program.rule[place])
        return condition < 0 or bool(
            kernel.holds(self.compiled.records, self.compiled.program, condition, a, b)
        )
