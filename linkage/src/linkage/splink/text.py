"""Conditions and rules written as the SQL that Splink reads; columns made of one record, and their SQL."""

import functools
from collections.abc import Sequence

import sqlglot
from sqlglot import exp

from linkage.conditions import (
    All,
    Any,
    Asked,
    Condition,
    Measure,
    Missing,
    Near,
    Not,
    Otherwise,
    Same,
    Shares,
    Similar,
)
from linkage.schema import BadInput

__all__ = ["bare", "expression", "level_sql", "rule_sql"]

_FUNCTIONS = {
    Measure.JARO_WINKLER: "jaro_winkler_similarity", Measure.JARO: "jaro_similarity",
    Measure.LEVENSHTEIN: "levenshtein", Measure.DAMERAU_LEVENSHTEIN: "damerau_levenshtein",
}  # fmt: skip


def level_sql(condition: Condition) -> str:
    """As a level asks it: `"name_l" = "name_r"`; "ELSE" for what always holds."""
    return "ELSE" if isinstance(condition, Otherwise) else _sql(condition, in_rule=False)


def rule_sql(columns: Sequence[str], when: Condition | None) -> str:
    """As a blocking rule asks it: `l."name" = r."name"`."""
    equal = [_sql(Same(column, column), in_rule=True) for column in columns if column != "=TRUE"]
    more = [] if when is None else [f"({_sql(when, in_rule=True)})"]
    return " AND ".join([*equal, *more]) or "TRUE"


def bare(tree: exp.Expr) -> str:
    """The name of the column that SQL over one record makes: the column's own, or "=" and the SQL."""
    tree = tree.copy()
    if isinstance(tree, exp.Column):
        tree = _column(tree.parts[1:])
    for column in list(tree.find_all(exp.Column)):
        if column is not tree:
            column.replace(_column(column.parts[1:]))
    if isinstance(tree, exp.Column) and len(tree.parts) == 1 and not tree.name.startswith("="):
        return tree.name
    return "=" + tree.sql(dialect="duckdb")


def _column(parts: Sequence[exp.Expr]) -> exp.Column:
    """`first.second`, the first a record's column and the second a field of it."""
    names = ("this", "table", "db", "catalog")
    return exp.Column(**{name: part.copy() for name, part in zip(names, reversed(parts), strict=False)})


def expression(name: str) -> str:
    """The SQL over one record of a column's name."""
    return name[1:] if name.startswith("=") else exp.to_identifier(name, quoted=True).sql(dialect="duckdb")


@functools.lru_cache(4096)
def _of(name: str, side: str, in_rule: bool) -> str:
    """`side` "l" or "r"."""
    if not name.startswith("="):
        return _quoted(name, side, in_rule)
    tree = sqlglot.parse_one(name[1:], dialect="duckdb")
    for column in list(tree.find_all(exp.Column)):
        first = column.parts[0]
        if in_rule:
            column.set(("this", "table", "db", "catalog")[len(column.parts)], exp.to_identifier(side))
        else:
            first.set("this", f"{first.name}_{side}")
    return tree.sql(dialect="duckdb")


def _quoted(name: str, side: str, in_rule: bool) -> str:
    if in_rule:
        return f"{side}.{exp.to_identifier(name, quoted=True).sql(dialect='duckdb')}"
    return exp.to_identifier(f"{name}_{side}", quoted=True).sql(dialect="duckdb")


def _sql(condition: Condition, in_rule: bool) -> str:
    def pair(left: str, right: str) -> tuple[str, str]:
        return _of(left, "l", in_rule), _of(right, "r", in_rule)

    match condition:
        case Otherwise():
            return "TRUE"
        case Same(left, "=TRUE"):
            return _of(left, "l", in_rule)
        case Same("=TRUE", right):
            return _of(right, "r", in_rule)
        case Same(left, right):
            return "{} = {}".format(*pair(left, right))
        case Similar(measure, left, right, bound):
            sign = "<=" if measure.counts_edits else ">="
            return f"{_FUNCTIONS[measure]}({', '.join(pair(left, right))}) {sign} {_number(bound)}"
        case Shares(left, right, count):
            return f"array_length(list_intersect({', '.join(pair(left, right))})) >= {count}"
        case Near(left, right, bound):
            return f"ABS({' - '.join(pair(left, right))}) <= {_number(bound)}"
        case Missing(column, side):
            return f"{_of(column, side, in_rule)} IS NULL"
        case All(of):
            return " AND ".join(_nested(its, in_rule) for its in of)
        case Any(of):
            return " OR ".join(_nested(its, in_rule) for its in of)
        case Not(of):
            return f"NOT ({_sql(of, in_rule)})"
        case Asked(sql):
            return sql if in_rule else _of_level(sql)
    raise BadInput(f"No SQL says what {type(condition).__name__} asks.")


def _nested(condition: Condition, in_rule: bool) -> str:
    its = _sql(condition, in_rule)
    return f"({its})" if isinstance(condition, All | Any) else its


def _of_level(sql: str) -> str:
    """`l.name` as `name_l`."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    for column in list(tree.find_all(exp.Column)):
        side, first, *inner = column.parts
        first.set("this", f"{first.name}_{side.name}")
        column.replace(_column([first, *inner]))
    return tree.sql(dialect="duckdb")


def _number(bound: float) -> str:
    return str(int(bound)) if float(bound).is_integer() else repr(float(bound))
