"""Conditions as programs of small steps, for `kernels.levels`.

A step asks one thing and says where to go on if the answer is no, yes or unknown. Conditions are joined by where
their steps lead, last first, so that no answer has to be kept.
"""

from collections.abc import Mapping

import numpy as np

from linkage.conditions import (
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
    leaves,
)
from linkage.kernels import levels as kernel
from linkage.kernels.levels import Program
from linkage.model import Comparison, Level
from linkage.schema import BadInput
from linkage.tables import Table

_MEASURES = {
    Measure.JARO: kernel.JARO,
    Measure.JARO_WINKLER: kernel.JARO_WINKLER,
    Measure.LEVENSHTEIN: kernel.LEVENSHTEIN,
    Measure.DAMERAU_LEVENSHTEIN: kernel.DAMERAU_LEVENSHTEIN,
}
# What is asked: what, left, right, extra, bound.
Asking = tuple[int, int, int, int, float]
Bounds = Mapping[tuple[Measure, str, str], float]


def ends_at(level: int) -> int:
    """A place to go to that is a level, not a step."""
    return -2 - level


class Steps:
    """The programs of one model on one table. Raises BadInput where a condition reads a column that it lacks."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._asked: list[Asking] = []
        self._go: list[tuple[int, int, int]] = []
        self._least: list[float] = []
        self._extremes: Bounds = {}

    def comparison(self, comparison: Comparison) -> int:
        """Where it begins."""
        self._extremes = _extremes([comparison.missing, *(level.when for level in comparison.levels)])
        go = ends_at(0)
        for number in range(len(comparison.levels)):
            go = self._branch(comparison.number(number).when, ends_at(number), go, go)
        return self._branch(comparison.missing, ends_at(-1), go, go)

    def condition(self, condition: Condition) -> int:
        """Where it begins; it ends at level 1 if it holds, else at 0."""
        self._extremes = _extremes([condition])
        go = self._branch(condition, ends_at(1), ends_at(0), ends_at(0))
        return go if go >= 0 else self._step((kernel.SAME, 0, 0, 0, 0.0), go, go, go)

    def exact(self, comparison: Comparison) -> int:
        """The text column of which nothing is asked but whether both say the same; -1 where more is."""
        match (comparison.missing, comparison.levels):
            case (
                Any((Missing(one, "l"), Missing(two, "r"))),
                (Level(when=Same(left, right)), Level(when=Otherwise())),
            ) if one == two == left == right and one in self._table.names:
                return self._table.names[one]
        return -1

    def program(self, first: list[int], rule: list[int], exact: list[int], shift: np.ndarray) -> Program:
        worked_out = [(*asked[:4], least) for asked, least in zip(self._asked, self._least, strict=True)
                      if asked[0] in _MEASURES.values()]  # fmt: skip
        measures = {its: place for place, its in enumerate(dict.fromkeys(worked_out))}
        steps = [(*asked[:4], *go, measures.get((*asked[:4], least), -1))
                 for asked, go, least in zip(self._asked, self._go, self._least, strict=True)]  # fmt: skip
        return Program(
            steps=np.array(steps or np.zeros((0, 8)), dtype=np.int32),
            bounds=np.array([asked[4] for asked in self._asked], dtype=np.float64),
            least=np.array(self._least, dtype=np.float64),
            first=np.array([*first, len(steps)], dtype=np.int32), shift=shift, rule=np.array(rule, dtype=np.int32),
            exact=np.array(exact, dtype=np.int32), measures=len(measures),
        )  # fmt: skip

    def _branch(self, condition: Condition, yes: int, no: int, unknown: int) -> int:
        """Where to begin so that the answer leads to `yes`, `no` or `unknown`."""
        match condition:
            case Otherwise():
                return yes
            case Not(of):
                return self._branch(of, no, yes, unknown)
            case All(of) | Any(of) if not of:
                raise BadInput("A condition of a level joins nothing.")
            case All(of):
                return self._joined(of, yes, no, unknown, settled_by_no=True)
            case Any((Missing(one, "l"), Missing(two, "r"))) if one == two:
                what, left, *_ = self._missing(one, kernel.EITHER)
                return self._step((what, left, kernel.EITHER, 0, 0.0), yes, no, unknown)
            case Any(of):
                return self._joined(of, yes, no, unknown, settled_by_no=False)
        least = 0.0
        if isinstance(condition, Similar) and not condition.measure.counts_edits:
            least = self._extremes[condition.measure, condition.left, condition.right]
        return self._step(self._leaf(condition), yes, no, unknown, least)

    def _joined(self, of: tuple[Condition, ...], yes: int, no: int, unknown: int, settled_by_no: bool) -> int:
        """One after another; AND is settled by a no, OR by a yes. `doubtful`: one before was unknown."""
        go, doubtful = yes if settled_by_no else no, unknown
        for its in reversed(of):
            last, maybe = go, doubtful
            if settled_by_no:
                go = self._branch(its, last, no, maybe)
                doubtful = go if last == maybe else self._branch(its, maybe, no, maybe)
            else:
                go = self._branch(its, yes, last, maybe)
                doubtful = go if last == maybe else self._branch(its, yes, maybe, maybe)
        return go

    def _step(self, asking: Asking, yes: int, no: int, unknown: int, least: float = 0.0) -> int:
        self._asked.append(asking)
        self._least.append(least)
        self._go.append((no, yes, unknown))
        return len(self._asked) - 1

    def _leaf(self, condition: Condition) -> Asking:
        match condition:
            case Same(left, right):
                return (kernel.SAME, self._text(left), self._text(right), 0, 0.0)
            case Similar(measure, left, right, bound):
                most = int(self._extremes[measure, left, right]) if measure.counts_edits else 0
                return (_MEASURES[measure], self._text(left), self._text(right), most, float(bound))
            case Shares(left, right, count):
                lists = self._table.list_names
                return (kernel.SHARES, _place(lists, left), _place(lists, right), count, 0.0)
            case Near(left, right, bound):
                numbers = self._table.number_names
                return (kernel.NEAR, _place(numbers, left), _place(numbers, right), 0, float(bound))
            case Missing(column, side):
                return self._missing(column, kernel.FIRST if side == "l" else kernel.SECOND)
        raise BadInput(f"A level asks {type(condition).__name__}, which no kernel knows.")

    def _missing(self, column: str, side: int) -> Asking:
        table = self._table
        for kind, names in ((kernel.MISSING_TEXT, table.names), (kernel.MISSING_NUMBER, table.number_names),
                            (kernel.MISSING_LIST, table.list_names)):  # fmt: skip
            if column in names:
                return (kind, names[column], side, 0, 0.0)
        raise BadInput(f"The model reads the column {column!r}, which the records lack.")

    def _text(self, column: str) -> int:
        return _place(self._table.names, column)


def _extremes(conditions: list[Condition]) -> Bounds:
    """Of each measure of two columns, the bound that leaves most to be worked out: the most edits, the least
    similarity. It is worked out once a pair, up to there, whichever level asks first."""
    found: dict[tuple[Measure, str, str], float] = {}
    for its in (leaf for condition in conditions for leaf in leaves(condition)):
        if isinstance(its, Similar):
            key = (its.measure, its.left, its.right)
            farthest = max if its.measure.counts_edits else min
            found[key] = farthest(found.get(key, its.bound), its.bound)
    return found


def _place(names: Mapping[str, int], column: str) -> int:
    if column not in names:
        raise BadInput(
            f"The model reads the column {column!r}, which the records lack, or hold as another kind."
        )
    return names[column]
