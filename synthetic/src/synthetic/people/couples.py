"""People find one another, marry, have children and part."""

import numpy as np

from synthetic.people import naming
from synthetic.people.moves import find_homes
from synthetic.people.state import OUT, State
from synthetic.places.homes import PRIVATE
from synthetic.streams import Stream, chance

FIND, MARRY, PART, BACK_TO_OWN_NAME, TWINS = 0.05, 0.16, 0.018, 0.35, 0.016


def find_partners(s: State, begin: int, rng: Stream) -> None:
    """Single people of like age pair off; the one moves to the other's home, or both to a new one."""
    age = s.age(begin)
    free = s.here() & ~s.busy[: s.n] & (s.partner[: s.n] < 0) & (age > 20) & (age < 50)
    seeking = np.flatnonzero(free & chance(rng, s.n, FIND * 2))
    seeking = seeking[np.lexsort((s.birth[seeking] // 1400 + s.community[seeking] % 3, s.sex[seeking]))]
    women, men = seeking[s.sex[seeking] == 0], seeking[s.sex[seeking] == 1]
    women = women[np.argsort(s.birth[women] + rng.normal(0, 700, len(women)), kind="stable")]
    men = men[np.argsort(s.birth[men] + rng.normal(0, 700, len(men)), kind="stable")]
    n = min(len(women), len(men))
    women, men = women[:n], men[:n]
    apart = s.household[women] != s.household[men]
    women, men = women[apart], men[apart]
    s.partner[women], s.partner[men] = men, women
    together(s, women, men, begin, rng)


def together(s: State, one: np.ndarray, two: np.ndarray, begin: int, rng: Stream) -> None:
    """Couples move into a home of their own."""
    home = find_homes(s, np.full(len(one), PRIVATE), rng)
    found = home >= 0
    one, two, home = one[found], two[found], home[found]
    household, on = s.new_households(len(one)), begin + rng.integers(0, 365, len(one))
    for who in (one, two):
        s.move(who, on, home, household)
        s.shared[who] = False


def marry(s: State, begin: int, rng: Stream) -> None:
    """Couples who live together wed."""
    one = np.flatnonzero(s.here() & (s.partner[: s.n] > np.arange(s.n)) & ~s.married[: s.n])
    one = one[chance(rng, len(one), MARRY)]
    naming.wed(s, one, s.partner[one], begin + rng.integers(0, 365, len(one)), rng)


def part(s: State, begin: int, rng: Stream) -> None:
    """Couples part: one leaves, to a home in the borough or out of it; some women go back to their own
    name.
    """
    one = np.flatnonzero(s.here() & (s.partner[: s.n] > np.arange(s.n)) & ~s.busy[: s.n])
    one = one[chance(rng, len(one), PART)]
    two = s.partner[one]
    goes = np.where((s.sex[one] == 1) | chance(rng, len(one), 0.3), one, two)
    s.partner[one] = s.partner[two] = -1
    woman = np.where(s.sex[one] == 0, one, two)
    back = woman[(s.changed[woman, 0] <= begin) & chance(rng, len(woman), BACK_TO_OWN_NAME)]
    s.rename(back, np.full(len(back), begin + 300), s.surnames[back, 0])
    wanted = np.where(chance(rng, len(goes), 0.55), PRIVATE, OUT)
    home = find_homes(s, wanted, rng)
    s.move(goes, begin + rng.integers(0, 365, len(goes)), home, s.new_households(len(goes)))


def have_children(s: State, begin: int, rng: Stream) -> None:
    """Births of the year, after its moves: the child comes to the mother's home."""
    age = s.age(begin)
    rate = np.interp(age, [18, 22, 30, 34, 39, 44], [0.0, 0.04, 0.125, 0.135, 0.075, 0.0])
    rate = np.where(s.partner[: s.n] >= 0, rate, rate * 0.14) * ~s.shared[: s.n]
    mother = np.flatnonzero(s.here() & (s.sex[: s.n] == 0) & chance(rng, s.n, rate))
    mother = np.repeat(mother, 1 + chance(rng, len(mother), TWINS))
    day = begin + rng.integers(0, 365, s.n)[mother]  # twins share their day
    birth = np.maximum(day, s.last_day[mother] + 1).astype(np.int32)
    near = birth < begin + 365
    mother, birth = mother[near], birth[near]
    child = naming.born(s, mother, s.partner[mother], birth, s.household[mother], rng)
    s.last_day[child] = birth - 1
    s.move(child, birth, s.home[mother], s.household[mother])
