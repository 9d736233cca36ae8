"""A model made ready for one table: conditions as programs, probabilities as bits, rarities as arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .conditions import (
    All,
    Any,
    Condition,
    Measure,
    Missing,
    Near,
    Not,
    Otherwise,
    Same,
    Shares,
    Similar,
    columns,
    leaves,
)
from .kernels import levels as steps
from .kernels.levels import Program, Records, Weights
from .model import Comparison, Level, Model
from .schema import BadInput
from .tables import Table

_MEASURES = {
    Measure.JARO: steps.JARO,
    Measure.JARO_WINKLER: steps.JARO_WINKLER,
    Measure.LEVENSHTEIN: steps.LEVENSHTEIN,
    Measure.DAMERAU_LEVENSHTEIN: steps.DAMERAU_LEVENSHTEIN,
}
# Below this a probability counts as nought; Splink's bound too.
LEAST = 1e-300
Step = tuple[int, int, int, int, float]


@dataclass(frozen=True, eq=False)
class Compiled:
    """One model on one table. Raises BadInput where the model reads a column that the table does not have."""

    table: Table
    model: Model

    @cached_property
    def records(self) -> Records:
        return Records(*self.table.arrays)

    @cached_property
    def program(self) -> Program:
        conditions, first = [], [0]
        for comparison in self.model.comparisons:
            edits = _most_edits(comparison)
            conditions += [_steps(its, self.table, edits) for its in _conditions(comparison)]
            first.append(len(conditions))
        rule = np.full(max(len(self.model.rules), 1), -1, dtype=np.int32)
        for place, its in enumerate(self.model.rules):
            if its.when is not None:
                rule[place] = len(conditions)
                conditions.append(_steps(its.when, self.table, {}))
        together = [step for condition in conditions for step in condition]
        return Program(
            steps=np.array([step[:4] for step in together] or np.zeros((0, 4)), dtype=np.int32),
            bounds=np.array([step[4] for step in together], dtype=np.float64),
            begin=np.cumsum([0] + [len(condition) for condition in conditions]).astype(np.int32),
            first=np.array(first, dtype=np.int32), shift=self.shift, rule=rule,
        )  # fmt: skip

    @cached_property
    def shift(self) -> np.ndarray:
        """From which bit of a pair's word each comparison stands; one more entry than there are comparisons."""
        widths = [len(its.levels).bit_length() for its in self.model.comparisons]
        if sum(widths) > 63:
            raise BadInput(
                f"The model has {len(widths)} comparisons of {sum(widths)} bits together; 63 is the most."
            )
        return np.cumsum([0, *widths]).astype(np.int64)

    def unpack(self, words: np.ndarray, name: str) -> np.ndarray:
        """int8: the level number of one comparison in each word."""
        place = [its.name for its in self.model.comparisons].index(name)
        width = int(self.shift[place + 1] - self.shift[place])
        its = (words >> np.uint64(self.shift[place])) & np.uint64((1 << width) - 1)
        return its.astype(np.int8) - np.int8(1)

    @cached_property
    def weights(self) -> Weights:
        comparisons = self.model.comparisons
        shape = (len(comparisons), max((len(its.levels) for its in comparisons), default=0) + 1)
        arrays = {name: np.zeros(shape) for name in ("strangers", "housemates", "factor", "least", "base")}
        rarity, column = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.int32)
        at_home = np.zeros(shape, dtype=np.bool_)
        shares = _Shares(self.table)
        for c, comparison in enumerate(comparisons):
            for number in range(len(comparison.levels)):
                its, at = comparison.number(number), (c, number + 1)
                arrays["strangers"][at] = _bits(its.m, its.u)
                arrays["housemates"][at] = _bits(its.m, its.u if its.h is None else its.h)
                if (rare := its.frequency) is not None:
                    rarity[at] = steps.NEARLY if rare.near else steps.RARE
                    column[at] = shares.place(rare.column) << 16 | self.table.names[rare.column]
                    arrays["factor"][at], at_home[at] = rare.weight, rare.household
                    arrays["least"][at] = np.log2(max(rare.minimum, LEAST))
                    arrays["base"][at] = rare.usual if rare.near else np.log2(max(_base(its), LEAST))
        most = _most(comparisons, arrays["strangers"], rarity, arrays, shares)
        household = np.nan if self.model.household is None else self.model.household
        return Weights(**arrays, rarity=rarity, column=column, at_home=at_home, shares=shares.together(),
                       most=most, prior=float(self.model.prior), household=float(household))  # fmt: skip

    @cached_property
    def reads(self) -> tuple[np.ndarray, np.ndarray]:
        """(columns, begin) int32: of each comparison the places of the text, list and number columns that it, or the
        rarity of its values, reads; kind after kind, each from one `begin` [3 x comparisons + 1] to the next."""
        found: list[list[int]] = []
        for its in self.model.comparisons:
            read = set().union(*(columns(condition) for condition in _conditions(its)))
            read |= {level.frequency.column for level in its.levels if level.frequency}
            found += [sorted(names[name] for name in read if name in names)
                      for names in (self.table.names, self.table.list_names, self.table.number_names)]  # fmt: skip
        begin = np.cumsum([0, *map(len, found)])
        return np.array([place for its in found for place in its], np.int32), begin.astype(np.int32)

    def with_model(self, model: Model) -> "Compiled":
        """Other probabilities on the same table."""
        return Compiled(self.table, model)


class _Shares:
    """log2 of the share of each value, of the columns whose rarity counts."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._places: dict[str, int] = {}

    def place(self, column: str) -> int:
        if column not in self._table.names:
            raise BadInput(
                f"The model counts how rare a value of {column!r} is, a column that the records lack."
            )
        return self._places.setdefault(column, len(self._places))

    def together(self) -> np.ndarray:
        found = [np.log2(np.maximum(self._table.frequency(column), LEAST)) for column in self._places]
        return np.array(found) if found else np.zeros((1, 1))


def _bits(m: float, other: float) -> float:
    return float(np.log2(max(m, LEAST) / max(other, LEAST)))


def _base(its: Level) -> float:
    return its.u if its.frequency is None or its.frequency.base is None else its.frequency.base


def _most(
    comparisons: Sequence[Comparison], strangers: np.ndarray, rarity: np.ndarray, arrays: Mapping[str, np.ndarray],
    shares: _Shares,
) -> np.ndarray:  # fmt: skip
    """The bits that the comparisons from each on can still add at best."""
    rare = arrays["factor"] * np.maximum(arrays["base"] - np.maximum(arrays["least"], -50.0), 0)
    extra = np.where(
        rarity == steps.RARE, rare, np.where(rarity == steps.NEARLY, 3.0 * arrays["factor"], 0.0)
    )
    best = (strangers + np.abs(extra)).max(axis=1, initial=0.0)
    return np.append(np.cumsum(best[::-1])[::-1], 0.0)


def _conditions(comparison: Comparison) -> list[Condition]:
    return [comparison.missing, *(level.when for level in comparison.levels)]


def _most_edits(comparison: Comparison) -> dict[tuple[Measure, str, str], int]:
    """Edits are counted once a pair, up to the largest bound that any level asks."""
    found: dict[tuple[Measure, str, str], int] = {}
    for condition in _conditions(comparison):
        for its in leaves(condition):
            if isinstance(its, Similar) and its.measure.counts_edits:
                key = (its.measure, its.left, its.right)
                found[key] = max(found.get(key, 0), int(its.bound))
    return found


def _steps(condition: Condition, table: Table, edits: Mapping[tuple[Measure, str, str], int]) -> list[Step]:
    """The program of one condition."""
    found: list[Step] = []
    _append(found, condition, table, edits)
    return found


def _append(found: list[Step], condition: Condition, table: Table,
            edits: Mapping[tuple[Measure, str, str], int]) -> None:  # fmt: skip
    match condition:
        case All(of) | Any(of):
            join, stop = (
                (steps.AND, steps.STOP_IF_NO) if isinstance(condition, All) else (steps.OR, steps.STOP_IF_YES)
            )
            _joined(found, of, join, stop, table, edits)
        case Not(of):
            _append(found, of, table, edits)
            found.append((steps.NOT, 0, 0, 0, 0.0))
        case Otherwise():
            found.append((steps.ALWAYS, 0, 0, 0, 0.0))
        case _:
            found.append(_leaf(condition, table, edits))


def _joined(found: list[Step], of: Sequence[Condition], join: int, stop: int, table: Table,
            edits: Mapping[tuple[Measure, str, str], int]) -> None:  # fmt: skip
    """One after another, stopping as soon as the rest cannot change the answer. Places are relative to the
    condition's own first step; the kernel's are too, once `begin` is added."""
    if not of:
        raise BadInput("A condition of a level joins nothing.")
    waiting = []
    for place, its in enumerate(of):
        if place:
            waiting.append(len(found))
            found.append((stop, 0, 0, 0, 0.0))
        _append(found, its, table, edits)
        if place:
            found.append((join, 0, 0, 0, 0.0))
    for at in waiting:
        found[at] = (stop, len(found), 0, 0, 0.0)


def _leaf(condition: Condition, table: Table, edits: Mapping[tuple[Measure, str, str], int]) -> Step:
    match condition:
        case Same(left, right):
            return (steps.SAME, _text(table, left), _text(table, right), 0, 0.0)
        case Similar(measure, left, right, bound):
            cap = edits.get((measure, left, right), int(bound)) if measure.counts_edits else 0
            return (_MEASURES[measure], _text(table, left), _text(table, right), cap, float(bound))
        case Shares(left, right, count):
            return (steps.SHARES, _place(table.list_names, left), _place(table.list_names, right), count, 0.0)
        case Near(left, right, bound):
            numbers = table.number_names
            return (steps.NEAR, _place(numbers, left), _place(numbers, right), 0, float(bound))
        case Missing(column, side):
            return _missing(table, column, 0 if side == "l" else 1)
    raise BadInput(f"A level asks {type(condition).__name__}, which no kernel knows.")


def _missing(table: Table, column: str, side: int) -> Step:
    for kind, names in ((steps.MISSING_TEXT, table.names), (steps.MISSING_NUMBER, table.number_names),
                        (steps.MISSING_LIST, table.list_names)):  # fmt: skip
        if column in names:
            return (kind, names[column], side, 0, 0.0)
    raise BadInput(f"The model reads the column {column!r}, which the records lack.")


def _text(table: Table, column: str) -> int:
    return _place(table.names, column)


def _place(names: Mapping[str, int], column: str) -> int:
    if column not in names:
        raise BadInput(
            f"The model reads the column {column!r}, which the records lack, or hold as another kind."
        )
    return names[column]
