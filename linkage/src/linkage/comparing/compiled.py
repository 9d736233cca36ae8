"""A model made ready for one table: conditions as programs, probabilities as bits, rarities as arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from linkage.conditions import Condition, columns
from linkage.kernels import levels as kernel
from linkage.kernels.levels import Program, Records, Weights
from linkage.model import Comparison, Level, Model
from linkage.schema import BadInput
from linkage.tables import LEAST, Table

from .programs import Steps


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
        steps = Steps(self.table)
        first = [steps.comparison(its) for its in self.model.comparisons]
        rule = [-1 if its.when is None else steps.condition(its.when) for its in self.model.rules]
        exact = [steps.exact(its) for its in self.model.comparisons]
        return steps.program(first, rule or [-1], exact, self.shift)

    @cached_property
    def shift(self) -> np.ndarray:
        """From which bit of a pair's word each comparison stands; one more entry than there are comparisons."""
        widths = [len(its.levels).bit_length() for its in self.model.comparisons]
        if sum(widths) > 63:
            raise BadInput(
                f"The model has {len(widths)} comparisons of {sum(widths)} bits together; 63 is the most."
            )
        return np.cumsum([0, *widths]).astype(np.int64)

    @property
    def word(self) -> type[np.unsignedinteger]:
        """The smallest type that holds a pair's levels."""
        return np.uint32 if self.shift[-1] <= 32 else np.uint64

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
                    rarity[at] = kernel.NEARLY if rare.near else kernel.RARE
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
        return self._table.rarity(tuple(self._places)) if self._places else np.zeros((1, 1))


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
        rarity == kernel.RARE, rare, np.where(rarity == kernel.NEARLY, 3.0 * arrays["factor"], 0.0)
    )
    best = (strangers + np.abs(extra)).max(axis=1, initial=0.0)
    return np.append(np.cumsum(best[::-1])[::-1], 0.0)


def _conditions(comparison: Comparison) -> list[Condition]:
    return [comparison.missing, *(level.when for level in comparison.levels)]
