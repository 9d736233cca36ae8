"""What a level asks of a pair of records: a small tree of conditions.

A missing value is neither equal nor unequal, as in SQL: a condition on it is unknown, and a level whose
condition is unknown is passed over.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "All", "Any", "Asked", "Condition", "Measure", "Missing", "Near", "Not", "Otherwise", "Same", "Shares", "Similar",
]  # fmt: skip


class Measure(StrEnum):
    """How alike two texts are: 0 to 1, or how many edits lie between them."""

    JARO = "jaro"
    JARO_WINKLER = "jaro_winkler"
    LEVENSHTEIN = "levenshtein"
    DAMERAU_LEVENSHTEIN = "damerau_levenshtein"

    @property
    def counts_edits(self) -> bool:
        return self in (Measure.LEVENSHTEIN, Measure.DAMERAU_LEVENSHTEIN)


@dataclass(frozen=True)
class Condition:
    """Any of the conditions below."""


@dataclass(frozen=True)
class Same(Condition):
    """The text in `left` of the first record stands in `right` of the second."""

    left: str
    right: str


@dataclass(frozen=True)
class Similar(Condition):
    """`bound`: at least this alike, or at most this many edits."""

    measure: Measure
    left: str
    right: str
    bound: float


@dataclass(frozen=True)
class Shares(Condition):
    """Two lists have at least `count` different members in common."""

    left: str
    right: str
    count: int = 1


@dataclass(frozen=True)
class Near(Condition):
    """Two numbers, or days, differ by no more than `bound`."""

    left: str
    right: str
    bound: float


@dataclass(frozen=True)
class Missing(Condition):
    """The column says nothing: in the first record (`side` "l") or in the second ("r")."""

    column: str
    side: str


@dataclass(frozen=True)
class All(Condition):
    of: tuple[Condition, ...]


@dataclass(frozen=True)
class Any(Condition):
    of: tuple[Condition, ...]


@dataclass(frozen=True)
class Not(Condition):
    of: Condition


@dataclass(frozen=True)
class Otherwise(Condition):
    """Always."""


@dataclass(frozen=True)
class Asked(Condition):
    """What no kernel knows: SQL over the columns `l.name` and `r.name`, which DuckDB answers (`splink_pairs`)."""

    sql: str
    reads: tuple[str, ...]


def same(column: str) -> Same:
    return Same(column, column)


def crossed(left: str, right: str) -> Any:
    """Either way round."""
    return Any((Same(left, right), Same(right, left)))


def similar(measure: Measure, column: str, bound: float) -> Similar:
    return Similar(measure, column, column, bound)


def either_missing(*columns: str) -> Any:
    """For a comparison of one column, or of several that count only together."""
    return Any(tuple(Missing(column, side) for column in columns for side in "lr"))


def columns(condition: Condition) -> set[str]:
    """All that it reads."""
    match condition:
        case All(of) | Any(of):
            return set().union(*(columns(its) for its in of))
        case Not(of):
            return columns(of)
        case Same(left, right) | Shares(left, right) | Near(left, right):
            return {left, right}
        case Similar(_, left, right):
            return {left, right}
        case Missing(column):
            return {column}
        case Asked(_, reads):
            return set(reads)
    return set()


def across(condition: Condition) -> bool:
    """Whether it holds one column's value against another's: no weaker kind of "same", but its own kind."""
    return any(isinstance(leaf, Same) and leaf.left != leaf.right for leaf in leaves(condition))


def leaves(condition: Condition) -> list[Condition]:
    """The conditions that it joins."""
    match condition:
        case All(of) | Any(of):
            return [leaf for its in of for leaf in leaves(its)]
        case Not(of):
            return leaves(of)
    return [condition]
