"""Whether a condition is surely true: SQL's "unknown" counts as no.

Splink lets a level stand before the one for missing values; it then wins only where it is true.
"""

from linkage.conditions import All, Any, Condition, Missing, Near, Not, Same, Shares, Similar

__all__ = ["certainly"]


def certainly(condition: Condition, wanted: bool = True) -> Condition:
    """Never unknown; `wanted` False: unknown counts as yes (under a NOT)."""
    match condition:
        case All(of):
            return All(tuple(certainly(its, wanted) for its in of))
        case Any(of):
            return Any(tuple(certainly(its, wanted) for its in of))
        case Not(of):
            return Not(certainly(of, not wanted))
        case Same(left, right) | Similar(_, left, right) | Shares(left, right) | Near(left, right):
            unknown = Missing(left, "l"), Missing(right, "r")
            return All((*map(Not, unknown), condition)) if wanted else Any((*unknown, condition))
    return condition
