"""The SQL of a Splink model's levels and rules, read into conditions.

A level's SQL speaks of the two records by `name_l` and `name_r`, a rule's by `l.name` and `r.name`. What SQL
makes of one record alone (`substr(name_l, 1, 3)`) becomes a column of its own, named by its SQL after an equals
sign: "=SUBSTRING(name, 1, 3)". What no kernel knows is kept as SQL and asked of DuckDB (`Asked`).
"""

import math
from collections.abc import Callable, Sequence

import duckdb
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

from .text import bare

__all__ = ["TRUE", "condition", "rule"]

TRUE = "=TRUE"
# By the names that Splink's dialects give them.
_MEASURES = {
    "jaro_winkler_similarity": Measure.JARO_WINKLER, "jarowinkler_similarity": Measure.JARO_WINKLER,
    "jaro_winkler": Measure.JARO_WINKLER, "jaro_similarity": Measure.JARO, "jaro_sim": Measure.JARO,
    "levenshtein": Measure.LEVENSHTEIN, "editdist3": Measure.LEVENSHTEIN,
    "levenshtein_distance": Measure.LEVENSHTEIN,
    "damerau_levenshtein": Measure.DAMERAU_LEVENSHTEIN,
}  # fmt: skip
_INTERSECTIONS = {"list_intersect", "array_intersect"}
_LENGTHS = (exp.ArraySize, exp.Length)
_FLIPPED: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.GT: exp.LT,
    exp.GTE: exp.LTE,
    exp.LT: exp.GT,
    exp.LTE: exp.GTE,
}
_OPPOSITE: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.GT: exp.LTE, exp.LT: exp.GTE, exp.GTE: exp.LT, exp.LTE: exp.GT
}  # fmt: skip
# More than two libraries' last bits apart, and less than any two similarities that differ.
_STRICTLY = 2e-12


def condition(sql: str, dialect: str = "duckdb") -> Condition:
    """Of a level. Raises BadInput where it is not SQL, or where a column ends in neither _l nor _r."""
    if sql.strip().upper() == "ELSE":
        return Otherwise()
    tree = _parsed(sql, dialect)
    for column in list(tree.find_all(exp.Column)):
        first = column.parts[0]
        side = first.name[-2:].lower()
        if side not in ("_l", "_r"):
            raise BadInput(
                f"The level {sql!r} reads the column {first.name!r}, which ends in neither _l nor _r."
            )
        first.set("this", first.name[:-2])
        _place(column, side[1])
    return _condition(tree)


def rule(
    sql: str, dialect: str = "duckdb", exploded: Sequence[str] = ()
) -> list[tuple[tuple[str, ...], Condition | None]]:
    """The columns on which both records must agree, and what else must hold; one for each side of an OR.
    `exploded`: columns of lists, of which one member each must agree."""
    tree = _parsed(sql, dialect)
    for column in tree.find_all(exp.Column):
        if column.parts[0].name.lower() not in ("l", "r") or len(column.parts) < 2:
            raise BadInput(f"The rule {sql!r} reads {column.sql()!r}: of which record, l or r?")
    found = [_rule(its, exploded) for its in _parts(tree, exp.Or)]
    if len(found) > 1 and any(columns == (TRUE,) for columns, _ in found):
        return [_rule(tree, exploded)]
    return found


def _parsed(sql: str, dialect: str) -> exp.Expr:
    try:
        return sqlglot.parse_one(sql, dialect=dialect)
    except sqlglot.errors.SqlglotError as error:
        raise BadInput(f"The model's SQL {sql!r} cannot be read: {str(error).splitlines()[0]}") from error


def _place(column: exp.Column, side: str) -> None:
    """`l.` or `r.` before the column, or before the structure that holds it."""
    outermost = ("this", "table", "db", "catalog")[len(column.parts)]
    column.set(outermost, exp.to_identifier(side))


def _rule(tree: exp.Expr, exploded: Sequence[str]) -> tuple[tuple[str, ...], Condition | None]:
    columns: list[str] = []
    others: list[Condition] = []
    for part in _parts(tree, exp.And):
        its = _condition(part)
        if isinstance(its, Same) and its.left == its.right and its.left in exploded:
            others.append(Shares(its.left, its.right))
        elif isinstance(its, Same) and its.left == its.right:
            columns.append(its.left)
        else:
            others.append(its)
    when = None if not others else others[0] if len(others) == 1 else All(tuple(others))
    # A rule that asks no equality looks at all pairs: records agree on a constant.
    return tuple(dict.fromkeys(columns)) or (TRUE,), when


def _parts(tree: exp.Expr, kind: type[exp.And] | type[exp.Or]) -> list[exp.Expr]:
    tree = _unwrapped(tree)
    if isinstance(tree, kind):
        return [*_parts(tree.this, kind), *_parts(tree.expression, kind)]
    return [tree]


def _unwrapped(tree: exp.Expr) -> exp.Expr:
    while isinstance(tree, exp.Paren):
        tree = tree.this
    return tree


def _sides(tree: exp.Expr) -> set[str]:
    return {column.parts[0].name.lower() for column in tree.find_all(exp.Column)}


def _condition(tree: exp.Expr) -> Condition:
    tree = _unwrapped(tree)
    if isinstance(tree, exp.And | exp.Or):
        kind = exp.And if isinstance(tree, exp.And) else exp.Or
        its = tuple(_condition(part) for part in _parts(tree, kind))
        return All(its) if kind is exp.And else Any(its)
    if isinstance(tree, exp.Not):
        return Not(_condition(tree.this))
    sides = _sides(tree)
    if not sides:
        return _constant(tree)
    if len(sides) == 1:
        return _of_one(tree, sides.pop())
    for kinds, read in _OF_TWO:
        if isinstance(tree, kinds) and (found := read(tree)) is not None:
            return found
    return _asked(tree)


def _constant(tree: exp.Expr) -> Condition:
    value = _value(tree)
    return Otherwise() if value else Not(Otherwise())


def _of_one(tree: exp.Expr, side: str) -> Condition:
    if isinstance(tree, exp.Is) and isinstance(tree.expression, exp.Null):
        return Missing(bare(tree.this), side)
    name = bare(tree)
    return Same(name, TRUE) if side == "l" else Same(TRUE, name)


def _asked(tree: exp.Expr) -> Condition:
    reads = sorted({column.parts[1].name for column in tree.find_all(exp.Column)})
    return Asked(tree.sql(dialect="duckdb"), tuple(reads))


def _two(one: exp.Expr, two: exp.Expr) -> tuple[str, str] | None:
    """The columns of the left and of the right record, where each side of the operator reads one of them."""
    sides = _sides(one), _sides(two)
    if sides == ({"l"}, {"r"}):
        return bare(_unwrapped(one)), bare(_unwrapped(two))
    if sides == ({"r"}, {"l"}):
        return bare(_unwrapped(two)), bare(_unwrapped(one))
    return None


def _equal(tree: exp.Expr) -> Condition | None:
    columns = _two(tree.this, tree.expression)
    return Same(*columns) if columns else None


def _unequal(tree: exp.Expr) -> Condition | None:
    its = _equal(tree)
    return Not(its) if its else None


def _not_distinct(tree: exp.Expr) -> Condition | None:
    its = _equal(tree)
    if not isinstance(its, Same):
        return None
    left, right = Missing(its.left, "l"), Missing(its.right, "r")
    return Any((All((left, right)), All((Not(left), Not(right), its))))


def _distinct(tree: exp.Expr) -> Condition | None:
    its = _not_distinct(tree)
    return Not(its) if its else None


def _among(tree: exp.Expr) -> Condition | None:
    if not tree.expressions:
        return None
    return Any(
        tuple(_condition(exp.EQ(this=tree.this.copy(), expression=its.copy())) for its in tree.expressions)
    )


def _between(tree: exp.Expr) -> Condition | None:
    low, high = tree.args["low"], tree.args["high"]
    above = _condition(exp.GTE(this=tree.this.copy(), expression=low.copy()))
    return All((above, _condition(exp.LTE(this=tree.this.copy(), expression=high.copy()))))


def _overlap(tree: exp.Expr) -> Condition | None:
    columns = _two(tree.this, tree.expression)
    return Shares(*columns) if columns else None


def _ordered(tree: exp.Expr) -> Condition | None:
    """A measure of both records against a number."""
    measure, number, kind = _unwrapped(tree.this), _unwrapped(tree.expression), type(tree)
    if not _sides(measure):
        measure, number, kind = number, measure, _FLIPPED[kind]
    if _sides(number) or not isinstance(bound := _value(number), int | float):
        return None
    for read in (_similarity, _edits, _apart, _shared):
        if (found := read(measure, kind, float(bound))) is not None:
            return found
        other = _OPPOSITE.get(kind)
        if other and (found := read(measure, other, float(bound))) is not None:
            return Not(found)
    return None


def _measured(tree: exp.Expr) -> tuple[Measure, str, str] | None:
    args = tree.expressions if isinstance(tree, exp.Anonymous) else list(tree.iter_expressions())
    measure = _MEASURES.get(_function(tree))
    columns = _two(*args) if measure and len(args) == 2 else None
    return (measure, *columns) if measure and columns else None


def _similarity(tree: exp.Expr, kind: type[exp.Expr], bound: float) -> Condition | None:
    its = _measured(tree)
    if its is None or its[0].counts_edits or kind not in (exp.GT, exp.GTE):
        return None
    return Similar(*its, bound if kind is exp.GTE else bound + _STRICTLY)


def _edits(tree: exp.Expr, kind: type[exp.Expr], bound: float) -> Condition | None:
    its = _measured(tree)
    if its is None or not its[0].counts_edits or kind not in (exp.LT, exp.LTE):
        return None
    most = math.floor(bound) if kind is exp.LTE else math.ceil(bound) - 1
    return Similar(*its, most) if most >= 0 else None


def _apart(tree: exp.Expr, kind: type[exp.Expr], bound: float) -> Condition | None:
    between = _unwrapped(tree.this) if isinstance(tree, exp.Abs) else None
    columns = _two(between.this, between.expression) if isinstance(between, exp.Sub) else None
    if columns is None or kind not in (exp.LT, exp.LTE):
        return None
    return Near(*columns, bound if kind is exp.LTE else math.nextafter(bound, -math.inf))


def _shared(tree: exp.Expr, kind: type[exp.Expr], bound: float) -> Condition | None:
    its = _unwrapped(tree.this) if isinstance(tree, _LENGTHS) else tree
    if _function(its) not in _INTERSECTIONS or kind not in (exp.GT, exp.GTE) or len(its.expressions) != 2:
        return None
    columns = _two(*its.expressions)
    count = math.ceil(bound) if kind is exp.GTE else math.floor(bound) + 1
    return Shares(*columns, count) if columns and count > 0 else None


def _function(tree: exp.Expr) -> str:
    if isinstance(tree, exp.Anonymous):
        return tree.name.lower()
    return tree.sql_name().lower() if isinstance(tree, exp.Func) else ""


def _value(tree: exp.Expr) -> object:
    with duckdb.connect() as connection:
        value = connection.sql("select " + tree.sql(dialect="duckdb")).fetchall()[0][0]
    return value if value is None or isinstance(value, str) else float(value)


_OF_TWO: tuple[tuple[tuple[type[exp.Expr], ...], Callable[[exp.Expr], Condition | None]], ...] = (
    ((exp.EQ,), _equal),
    ((exp.NEQ,), _unequal),
    ((exp.NullSafeEQ,), _not_distinct),
    ((exp.NullSafeNEQ,), _distinct),
    ((exp.In,), _among),
    ((exp.Between,), _between),
    ((exp.ArrayOverlaps,), _overlap),
    ((exp.GT, exp.GTE, exp.LT, exp.LTE), _ordered),
)
