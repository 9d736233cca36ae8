"""What is compared, in levels from the strongest agreement down, as DuckDB SQL over `_l` and `_r`.

`m` and `u` are start values, from published council linkages in kind: what holds for a file too small to
teach, and for a level so rare that training never meets it.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Level:
    """`when`: SQL. `m`: share of same-person pairs that show it, `u`: share of strangers' pairs."""

    when: str
    m: float
    u: float


@dataclass(frozen=True)
class Comparison:
    """`missing`: SQL for "one side says nothing", which counts neither way.

    `exact`: the number of the level at which both sides hold the same value of the column `name`, where
    agreement on a rare value says more. Levels are numbered as Splink does: the last, "else", is 0.
    """

    name: str
    missing: str
    levels: tuple[Level, ...]
    exact: int | None = None

    def as_splink(self) -> dict[str, Any]:
        """With weights that are level numbers: Splink gives back a level only beside all columns compared,
        but a weight by itself. One more than the level, as nought is Splink's weight of what is missing."""
        null = {"sql_condition": self.missing, "label_for_charts": "missing", "is_null_level": True}
        levels = [
            {"sql_condition": level.when, "m_probability": 2.0**number / _UNIT, "u_probability": 1 / _UNIT}
            for number, level in zip(range(len(self.levels), 0, -1), self.levels, strict=True)
        ]
        return {"output_column_name": self.name, "comparison_levels": [null, *levels]}


_UNIT = 2.0**20
_LONG = "least(length(forename_l), length(forename_r)) > 2"
_PART_OF = f"{_LONG} AND (suffix(forename_l, forename_r) OR suffix(forename_r, forename_l))"
_YEAR, _MONTH, _DAY = "born_l[:4] = born_r[:4]", "born_l[6:7] = born_r[6:7]", "born_l[6:] = born_r[6:]"
_OUTWARD, _INWARD = (
    "left(postcode_l, -4) = left(postcode_r, -4)",
    "right(postcode_l, 3) = right(postcode_r, 3)",
)


def _either_missing(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _identifier(name: str, m: float) -> Comparison:
    return Comparison(
        name,
        _either_missing(name),
        (
            Level(f"{name}_l = {name}_r", m, 2e-6),
            Level(f"damerau_levenshtein({name}_l, {name}_r) = 1", 0.5 * (1 - m), 2e-6),
            Level("ELSE", 0.5 * (1 - m), 1.0),
        ),
    )


def _contact(name: str, m: float) -> Comparison:
    same = Level(f"{name}_l = {name}_r", m, 4e-6)
    return Comparison(name, _either_missing(name), (same, Level("ELSE", 1 - m, 1.0)))


COMPARISONS = (
    Comparison(
        "forename",
        _either_missing("forename"),
        (
            # First, or the letter "a" would count as an exact and rare forename.
            Level(
                "least(length(forename_l), length(forename_r)) = 1 AND forename_l[1] = forename_r[1]",
                0.06,
                0.02,
            ),
            Level("forename_l = forename_r", 0.72, 0.004),
            Level("list_has_any(roots_l, roots_r)", 0.06, 0.002),
            Level("jaro_winkler_similarity(forename_l, forename_r) >= 0.92", 0.05, 0.002),
            Level("forename_l = middle_r OR forename_r = middle_l", 0.01, 0.002),
            Level("jaro_winkler_similarity(forename_l, forename_r) >= 0.85", 0.02, 0.006),
            Level(f"bones_l = bones_r OR ({_PART_OF})", 0.01, 0.006),
            Level("forename_l = surname_r OR forename_r = surname_l", 0.01, 0.002),
            Level("ELSE", 0.03, 0.956),
        ),
        exact=7,
    ),
    Comparison(
        "middle",
        _either_missing("middle"),
        (
            Level("middle_l = middle_r", 0.7, 0.01),
            Level("middle_l[1] = middle_r[1] AND least(length(middle_l), length(middle_r)) = 1", 0.15, 0.06),
            Level("ELSE", 0.15, 0.93),
        ),
    ),
    Comparison(
        "surname",
        _either_missing("surname"),
        (
            Level("surname_l = surname_r", 0.85, 0.004),
            Level("jaro_winkler_similarity(surname_l, surname_r) >= 0.92", 0.05, 0.002),
            Level("list_has_any(parts_l, parts_r)", 0.01, 0.002),
            Level("jaro_winkler_similarity(surname_l, surname_r) >= 0.85", 0.01, 0.006),
            Level("forename_l = surname_r AND forename_r = surname_l", 0.005, 0.0002),
            Level("ELSE", 0.075, 0.986),
        ),
        exact=5,
    ),
    Comparison(
        "born",
        _either_missing("born"),
        (
            Level("born_l = born_r", 0.93, 0.00005),
            Level("born_l = swapped_r", 0.005, 0.00004),
            # One slip leaves the year or the day and month whole; asked first, as edits are dear to count.
            Level(f"({_YEAR} OR {_DAY}) AND damerau_levenshtein(born_l, born_r) = 1", 0.03, 0.0005),
            Level(f"({_YEAR})::INT + ({_MONTH})::INT + (born_l[9:] = born_r[9:])::INT = 2", 0.015, 0.003),
            Level("ELSE", 0.02, 0.996),
        ),
    ),
    Comparison(
        "place",
        "(uprn_l IS NULL OR uprn_r IS NULL) AND (postcode_l IS NULL OR postcode_r IS NULL)",
        (
            Level("uprn_l = uprn_r OR door_l = door_r", 0.60, 0.00004),
            Level("postcode_l = postcode_r", 0.12, 0.0008),
            Level(
                f"({_OUTWARD} OR {_INWARD}) AND damerau_levenshtein(postcode_l, postcode_r) = 1", 0.02, 0.004
            ),
            Level("left(postcode_l, -2) = left(postcode_r, -2)", 0.04, 0.02),
            Level("ELSE", 0.22, 0.975),
        ),
    ),
    _contact("email", 0.75),
    _contact("phone", 0.70),
    _identifier("nino", 0.97),
    _identifier("nhs_number", 0.98),
    Comparison("sex", _either_missing("sex"), (Level("sex_l = sex_r", 0.99, 0.5), Level("ELSE", 0.01, 0.5))),
)
