"""Of the pairs of one person, how many no rule admits: estimated without labels.

As with animals caught twice. Rules that read a name catch some pairs of one person, rules that read none catch
some; were the two catches independent, then of the pairs that one misses the other would catch as large a part
as of those that it catches (Petersen's estimate, in Chapman's form). Pairs that agree on names agree on the
rest more often, too, so that it is rather too low than too high; the report calls it an estimate.
"""

import numpy as np

from linkage.facts import Missed
from linkage.learning.samples import Candidates

# Of less likely pairs most are not of one person, and those share few keys: they would pass for pairs hard to find.
LIKELY = 0.5
Z = 1.96
METHOD = (
    "pairs expected of rules that were left out, and Petersen's estimate from rules with and without names"
)
_NAMES = ("forename", "surname", "name", "initials")


def missed(candidates: Candidates, probability: np.ndarray, chosen: frozenset[str]) -> Missed | None:
    """`probability`: of each candidate; `chosen`: names of the rules that the model keeps. None where nothing is
    expected."""
    expected = np.where(probability >= LIKELY, probability * candidates.sample.stands_for, 0.0)
    by_name = np.array([_reads_name(rule.columns) for rule in candidates.rules], dtype=bool)
    kept = np.array([rule.name in chosen for rule in candidates.rules], dtype=bool)
    first, second = (candidates.admits[which].any(axis=0) for which in (by_name, ~by_name))
    only_first, only_second, both = (
        float(expected[which].sum()) for which in (first & ~second, second & ~first, first & second)
    )
    never = only_first * only_second / (both + 1)
    left_out = float(expected[~candidates.admits[kept].any(axis=0)].sum())
    total = float(expected.sum()) + never
    if total <= 0:
        return None
    variance = (only_first + both + 1) * (only_second + both + 1) * only_first * only_second / (both + 1) ** 3
    share, spread = (left_out + never) / total, Z * float(np.sqrt(variance)) / total
    return Missed(share, max(share - spread, left_out / total), min(share + spread, 1.0), METHOD)


def _reads_name(columns: tuple[str, ...]) -> bool:
    return any(column.split("_")[0] in _NAMES for column in columns)
