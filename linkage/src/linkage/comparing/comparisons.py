"""What is compared, by role, in levels from the strongest agreement down.

`m` and `u` are start values, from council and census linkages in kind: what holds for a file too small to
teach, and towards which a level that training hardly meets is drawn (`training`).
"""

from collections.abc import Collection, Sequence

from linkage.conditions import (  # fmt: skip
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
    crossed,
    same,
    similar,
)
from linkage.model import Comparison, Frequency, Level

from .fields import Field, Kind

JARO_WINKLER, EDITS = Measure.JARO_WINKLER, Measure.DAMERAU_LEVENSHTEIN
# A value that is alike says half as much by being rare as one that is the same (linkage.md 9.8 step 3).
NEAR = 0.5
_CHANGED_ABOUT = Same("surname", "forename"), Same("forename", "surname")


def forename() -> Field:
    its = "forename"
    lone = _either_missing("forename_full")
    other = Any((_either_missing("surname"), Not(same("surname"))))
    levels = (
        _level("same", same("forename_full"), 0.72, 0.004, rare="forename_full", at_home=True),
        _level("nickname", Shares("forename_roots", "forename_roots"), 0.06, 0.002, rare="forename_root",
               at_home=True),
        _level("alike", similar(JARO_WINKLER, its, 0.92), 0.05, 0.002, near=its, at_home=True),
        _level("initial", All((lone, same("forename_initial"))), 0.06, 0.02, rare="forename_initial",
               at_home=True),
        _level("the other's middle name", crossed(its, "middle_first"), 0.01, 0.002),
        _level("somewhat alike", _somewhat(its), 0.02, 0.006, near=its, at_home=True),
        _level("sounds alike", Any((same("forename_bones"), same("forename_3"))), 0.01, 0.006),
        # Where surnames are the same, a forename that is one as well says nothing of who it is.
        _level("the other's surname", All((crossed(its, "surname"), other)), 0.01, 0.002),
        _else(0.015),
    )  # fmt: skip
    # Changed about, both names are said by the surname.
    missing = Any((_either_missing(its), All((Not(same(its)), *_CHANGED_ABOUT))))
    return Field(Comparison(its, missing, levels), Kind.FORENAME, "forename_full")


def surname() -> Field:
    its = "surname"
    levels = (
        _level("same", same(its), 0.85, 0.004, rare=its),
        _level("alike", similar(JARO_WINKLER, its, 0.92), 0.05, 0.002, near=its),
        _level("a part of it", Shares("surname_parts", "surname_parts"), 0.01, 0.002),
        _level("somewhat alike", _somewhat(its), 0.01, 0.006, near=its),
        # Both ways: that one name stands in the other's place is said by the forename already.
        _level("names changed about", All(_CHANGED_ABOUT), 0.005, 0.0002),
        _else(0.075),
    )
    return Field(Comparison(its, _either_missing(its), levels), Kind.SURNAME, its)


def _somewhat(its: str) -> Condition:
    """Of short names ("ali", "aly") one letter in three or more."""
    short = All((similar(EDITS, its, 1), Not(Missing(f"{its}_3", "l")), Not(Missing(f"{its}_3", "r"))))
    return Any((similar(JARO_WINKLER, its, 0.85), short))


def middle() -> Field:
    levels = (
        _level("same", same("middle_first"), 0.6, 0.01, rare="middle_first"),
        _level("initial", same("middle_initial"), 0.25, 0.06),
        _else(0.15),
    )
    return Field(
        Comparison("middle_names", _either_missing("middle_initial"), levels), Kind.PERSONAL, "middle_first"
    )


def born() -> Field:
    """Birth date; of partial dates the year."""
    return _date("date_of_birth", "born", Kind.PERSONAL, key=True)


def _date(name: str, its: str, kind: Kind, *, key: bool = False, whole: str | None = None) -> Field:
    """`its`: before `_year` and the like; `whole`: the column of whole dates."""
    whole = whole or its
    year, swapped = f"{its}_year", f"{its}_swapped"
    parts = [same(f"{its}_{two}") for two in ("year_month", "month_day", "year_day")]
    levels = (
        _level("same", same(whole), 0.93, 0.00005, rare=whole),
        _level("day and month changed", crossed(whole, swapped), 0.005, 0.00004),
        # Asked in this order as edits are dear to count: one slip leaves two parts, or nearly, whole.
        _level("one edit", similar(EDITS, whole, 1), 0.02, 0.0006),
        _level("two of three parts", Any(tuple(parts)), 0.02, 0.003),
        _level("two edits", similar(EDITS, whole, 2), 0.01, 0.006),
        _level("same year", same(year), 0.005, 0.012),
        _else(0.005),
    )
    return Field(Comparison(name, _either_missing(year), levels), kind, whole, key)


def sex() -> Field:
    levels = (_level("same", same("sex"), 0.995, 0.5), _else(0.005))
    return Field(Comparison("sex", _either_missing("sex"), levels), Kind.PERSONAL, "sex")


def suffix() -> Field:
    """Senior and junior, first and second: father and son."""
    levels = (_level("same", same("suffix"), 0.9, 0.4), _else(0.1))
    return Field(Comparison("suffix", _either_missing("suffix"), levels), Kind.PERSONAL, "suffix")


def _building(said: Collection[str]) -> Condition:
    """The same number under one postcode, or in one street where postcodes do not say that it is another's."""
    street: tuple[Condition, ...] = (same("door_street"),) if "door_street" in said else ()
    if street and "postcode" in said:
        one = Any((_either_missing("postcode"), similar(EDITS, "postcode", 1)))
        street = (All((*street, one)),)
    return Any((*(same(its) for its in ("house",) if its in said), *street))


def place(said: Collection[str]) -> Field:
    """One field, since the finer place contains the coarser. `said`: the columns that say anything."""
    home: tuple[Condition, ...] = tuple(same(its) for its in ("uprn", "door") if its in said)
    exact = next(its for its in ("uprn", "door", "postcode", "street", "locality") if its in said)
    levels = [_level("same home", Any(home), 0.6, 0.00004, rare=exact)] if home else []
    if "house" in said or "door_street" in said:
        levels.append(_level("same house", _building(said), 0.05, 0.00008))
    if "door_street" in said and "postcode" in said:
        # 14 High Street stands in many a town; or one of the two has another's postcode.
        levels.append(_level("same number and street", same("door_street"), 0.01, 0.00008))
    if "postcode" in said:
        levels.append(_level("same postcode", same("postcode"), 0.1, 0.0008, rare="postcode"))
    if "street" in said:
        levels.append(
            _level("same street", similar(JARO_WINKLER, "street", 0.92), 0.04, 0.001, near="street")
        )
    if "postcode" in said:
        levels += [
            _level("postcode one edit apart", similar(EDITS, "postcode", 1), 0.02, 0.004),
            _level("same sector", same("postcode_sector"), 0.04, 0.02),
            _level("same district", same("postcode_outward"), 0.04, 0.05),
        ]
    if "locality" in said:
        levels.append(
            _level("same town", similar(JARO_WINKLER, "locality", 0.92), 0.04, 0.02, near="locality")
        )
    levels.append(_else(0.2))
    silent = [_either_missing(its) for its in ("uprn", "postcode", "street", "locality") if its in said]
    return Field(Comparison("place", All(tuple(silent)), tuple(levels)), Kind.PLACE, exact)


def contact(name: str, part: str, own: str = "") -> Field:
    """`part`: the column of what stays where a contact is mistyped or half changed. `own`: of what is more than
    its owner's names; where it is not, nearly the same says only that the names are, and counts as missing."""
    near = Any((similar(EDITS, name, 1), same(part)))
    levels = (
        _level("same", same(name), 0.7, 4e-6, rare=name),
        _level("nearly the same", near, 0.05, 2e-5),
        _else(0.25),
    )
    missing = _either_missing(name)
    if own:
        missing = Any((missing, All((_either_missing(own), Not(same(name)), near))))
    return Field(Comparison(name, missing, levels), Kind.CONTACT, name)


def identifier(name: str) -> Field:
    levels = (
        _level("same", same(name), 0.95, 2e-6, rare=name),
        _level("up to two edits", similar(EDITS, name, 2), 0.025, 1e-5),
        _else(0.025),
    )
    return Field(Comparison(name, _either_missing(name), levels), Kind.IDENTIFIER, name, key=True)


def text(name: str) -> Field:
    first = same(f"{name}_first")
    levels = (
        _level("same", same(name), 0.6, 0.01, rare=name),
        _level("begins alike", All((first, similar(JARO_WINKLER, name, 0.88))), 0.1, 0.004, near=name),
        _level("alike", similar(JARO_WINKLER, name, 0.92), 0.02, 0.002, near=name),
        _level("same first word", first, 0.05, 0.01),
        _else(0.23),
    )
    return Field(Comparison(name, _either_missing(name), levels), Kind.CONTEXT, name)


def other_name(name: str) -> Field:
    """The name of someone else, or of a thing."""
    levels = (
        _level("same", same(name), 0.6, 0.001, rare=name),
        _level("alike", similar(JARO_WINKLER, name, 0.92), 0.06, 0.002, near=name),
        _level("same last word", same(f"{name}_last"), 0.04, 0.01, rare=f"{name}_last"),
        _else(0.3),
    )
    return Field(Comparison(name, _either_missing(name), levels), Kind.CONTEXT, name)


def category(name: str) -> Field:
    levels = (
        _level("same", same(name), 0.7, 0.1, rare=name),
        _level("alike", similar(JARO_WINKLER, name, 0.9), 0.05, 0.02),
        _else(0.25),
    )
    return Field(Comparison(name, _either_missing(name), levels), Kind.CONTEXT, name)


def date(name: str) -> Field:
    """A date of the file's own: an event's, or a second person's."""
    return _date(name, name, Kind.PERSONAL, whole=f"{name}_iso")


def number(name: str, near: Sequence[float]) -> Field:
    """`near`: two bounds, in the number's own unit, the smaller first."""
    missing = _either_missing(name)
    levels = (
        _level("same", Near(name, name, 0), 0.6, 0.02),
        _level("near", Near(name, name, near[0]), 0.15, 0.05),
        _level("not far", Near(name, name, near[1]), 0.1, 0.15),
        _else(0.15),
    )
    return Field(Comparison(name, missing, levels), Kind.PERSONAL, "")


def _level(label: str, when: Condition, m: float, u: float, *, rare: str = "", near: str = "",
           at_home: bool = False) -> Level:  # fmt: skip
    """`rare`, `near`: the column of the value whose rarity counts, as the same or as two alike."""
    frequency = None
    if rare:
        frequency = Frequency(rare, household=at_home)
    elif near:
        frequency = Frequency(near, NEAR, near=True, household=at_home)
    return Level(label, when, m, u, frequency=frequency)


def _else(m: float) -> Level:
    return Level("different", Otherwise(), m, 1.0)


def _either_missing(column: str) -> Condition:
    return Any((Missing(column, "l"), Missing(column, "r")))
