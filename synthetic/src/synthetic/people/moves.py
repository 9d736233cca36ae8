"""People leave home, move house, leave the borough, die, and others come."""

import numpy as np

from synthetic.people.compose import WHO_COMES, arrive, tenure_wanted
from synthetic.people.state import OUT, State
from synthetic.places.homes import OWNED, PRIVATE, SOCIAL, TEMPORARY
from synthetic.streams import Stream, chance, pick, pick_each

# By tenure: owned, private, social, temporary. Shares of households a year.
MOVES_WITHIN = np.array([0.03, 0.15, 0.035, 0.6])
MOVES_OUT = np.array([0.02, 0.06, 0.01, 0.06])
TO = np.array([[0.8, 0.2, 0, 0], [0.08, 0.86, 0.05, 0.01], [0.02, 0.05, 0.93, 0], [0, 0.13, 0.37, 0.5]])
LEAVES_HOME, LEAVES_SHARE = 0.11, 0.26


def find_homes(s: State, tenure: np.ndarray, rng: Stream) -> np.ndarray:
    """A different vacant home of each wanted tenure (any other if there is none left); OUT where none, or
    wanted.
    """
    free = s.vacant()
    home = np.full(len(tenure), OUT, np.int32)
    for t in (SOCIAL, TEMPORARY, OWNED, PRIVATE):
        want = np.flatnonzero((tenure == t) & (home == OUT))
        have = rng.permutation(np.flatnonzero(free & (s.homes.tenure == t)))[: len(want)]
        home[want[: len(have)]] = have
        free[have] = False
    left = np.flatnonzero((tenure >= 0) & (home == OUT) & (tenure != TEMPORARY))
    have = rng.permutation(np.flatnonzero(free & (s.homes.tenure < TEMPORARY)))[: len(left)]
    home[left[: len(have)]] = have
    return home


def leave_home(s: State, begin: int, rng: Stream) -> None:
    """Grown children leave their parents, and housemates one another."""
    age, n = s.age(begin), s.n
    mother, father = s.mother[:n], s.father[:n]
    parent = np.where(mother >= 0, mother, father)
    with_parent = (parent >= 0) & (s.household[np.maximum(parent, 0)] == s.household[:n])
    child = with_parent & (age > 18) & (s.partner[:n] < 0) & chance(rng, n, LEAVES_HOME)
    mate = s.shared[:n] & chance(rng, n, LEAVES_SHARE)
    who = np.flatnonzero(s.here() & ~s.busy[:n] & (child | mate))
    home = find_homes(s, np.where(chance(rng, len(who), 0.4), PRIVATE, OUT), rng)
    s.shared[who] = False
    s.move(who, begin + rng.integers(0, 365, len(who)), home, s.new_households(len(who)))


def whole_households(s: State, begin: int, rng: Stream) -> None:
    """Households move within the borough or out of it, with everybody in them who has not moved this year."""
    here = np.flatnonzero(s.here() & ~s.busy[: s.n])
    household, first = np.unique(s.household[here], return_index=True)
    tenure = s.homes.tenure[s.home[here[first]]]
    u = rng.random(len(household))
    within = u < MOVES_WITHIN[tenure]
    out = ~within & (u > 1 - MOVES_OUT[tenure])
    wanted = np.where(within, pick_each(rng, TO[tenure]), OUT)
    home = find_homes(s, wanted, rng)
    goes = out | (within & (home >= 0))
    row = np.searchsorted(household, s.household[here])
    who, row = here[goes[row]], row[goes[row]]
    on = (begin + rng.integers(0, 365, len(household)))[row]
    s.move(who, on, home[row], s.household[who])


def come(s: State, begin: int, quota: int, rng: Stream) -> None:
    """New households until about `quota` people have come, or the homes are full."""
    kinds = pick(rng, max(1, int(quota / 2.05)), WHO_COMES)
    home = find_homes(s, tenure_wanted(kinds, rng), rng)
    kinds, home = kinds[home >= 0], home[home >= 0]
    arrive(s, kinds, home, begin + rng.integers(0, 365, len(kinds)), rng)


def die(s: State, begin: int, rng: Stream) -> None:
    """Deaths of the year, after its moves; those who left die elsewhere, unknown here."""
    rate = np.interp(
        s.age(begin), [0, 1, 40, 60, 70, 80, 90, 100], [2e-3, 1e-4, 6e-4, 4e-3, 0.011, 0.034, 0.11, 0.35]
    )
    who = np.flatnonzero(s.here() & chance(rng, s.n, rate))
    day = np.maximum(begin + rng.integers(0, 365, len(who)), s.last_day[who] + 1)
    who, day = who[day < begin + 365], day[day < begin + 365]
    s.death[who] = day
    widowed = s.partner[who]
    s.partner[widowed[widowed >= 0]] = -1
