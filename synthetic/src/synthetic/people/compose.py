"""Households as they arrive: who is in them, how they are related, and what they are called."""

import numpy as np

from synthetic.people import naming
from synthetic.people.state import State
from synthetic.places.homes import OWNED, PRIVATE, SOCIAL, TEMPORARY
from synthetic.streams import Stream, chance, pick, pick_each

SINGLE, OLD_SINGLE, COUPLE, OLD_COUPLE, FAMILY, LONE, SHARE, GROWN, STUDENTS = range(9)
WHO_LIVES_HERE = [0.22, 0.09, 0.13, 0.06, 0.17, 0.085, 0.085, 0.11, 0.05]
WHO_COMES = [0.30, 0.015, 0.20, 0.01, 0.13, 0.045, 0.16, 0.02, 0.12]
AGES = np.array([[22, 60], [65, 95], [23, 58], [63, 90], [26, 50], [20, 48], [20, 38], [46, 66], [18, 24]])
TENURE = np.array([  # by kind: owned, private, social, temporary
    [.30, .42, .26, .02], [.42, .06, .52, 0], [.36, .48, .15, .01], [.60, .06, .34, 0], [.36, .26, .34, .04],
    [.12, .22, .52, .14], [.02, .95, .03, 0], [.40, .12, .47, .01], [0, 1, 0, 0],
])  # fmt: skip
SAME_SEX, SAME_COMMUNITY = 0.05, 0.8
Rows = np.ndarray


def days_back(age: np.ndarray, on: np.ndarray, rng: Stream) -> np.ndarray:
    """Birth days of people of these ages."""
    return (on - (age + rng.random(len(age))) * 365.25).astype(np.int32)


def tenure_wanted(kind: np.ndarray, rng: Stream) -> np.ndarray:
    """The tenure that each kind of household looks for."""
    made: np.ndarray = np.array([OWNED, PRIVATE, SOCIAL, TEMPORARY])[pick_each(rng, TENURE[kind])]
    return made


def heads(s: State, kind: np.ndarray, household: np.ndarray, on: np.ndarray, rng: Stream) -> np.ndarray:
    """The first adult of each household."""
    low, high = AGES[kind].T
    age = low + (high - low) * rng.beta(1.1, 1.4, len(kind))
    female = chance(rng, len(kind), np.where(kind == LONE, 0.9, np.where(kind == OLD_SINGLE, 0.62, 0.48)))
    community = pick(rng, len(kind), s.names.weights).astype(np.int8)
    return adults(s, days_back(age, on, rng), np.where(female, 0, 1), community, household, rng)


def adults(s: State, birth: Rows, sex: Rows, community: Rows, household: Rows, rng: Stream) -> np.ndarray:
    """Adults with names of their own."""
    named = naming.adults(s.names, community, sex.astype(np.int8), birth, rng)
    return s.add(sex=sex, birth=birth, community=community, household=household, **named)


def partners(s: State, head: np.ndarray, on: np.ndarray, rng: Stream) -> np.ndarray:
    """A partner for each head: most of the same community, most married, some under a changed name."""
    n = len(head)
    sex = np.where(chance(rng, n, SAME_SEX), s.sex[head], 1 - s.sex[head]).astype(np.int8)
    older = np.where(s.sex[head] == 0, -1, 1) * 2.0 + rng.normal(0, 3.5, n)
    birth = np.minimum(s.birth[head] + older * 365.25, on - 18.5 * 365.25).astype(np.int32)
    other = pick(rng, n, s.names.weights)
    community = np.where(chance(rng, n, SAME_COMMUNITY), s.community[head], other).astype(np.int8)
    partner = adults(s, birth, sex, community, s.household[head], rng)
    s.partner[head], s.partner[partner] = partner, head
    wed = chance(rng, n, np.clip((on - s.birth[head]) / 365.25 / 45 - 0.15, 0.15, 0.95))
    day = (np.maximum(s.birth[head], birth) + rng.uniform(20, 27, n) * 365.25).astype(np.int32)
    naming.wed(s, head[wed], partner[wed], np.minimum(day, on - 30)[wed], rng)
    return partner


def children(s: State, kind: np.ndarray, head: np.ndarray, on: np.ndarray, rng: Stream) -> None:
    """Children of families, spaced two or three years apart, one birth in thirty-three of the later ones a
    twin.
    """
    count = np.select([kind == FAMILY, kind == LONE, kind == GROWN],
                      [1 + rng.binomial(4, 0.27, len(kind)), 1 + rng.binomial(3, 0.25, len(kind)),
                       1 + rng.binomial(2, 0.35, len(kind))], 0)  # fmt: skip
    row = np.repeat(np.arange(len(kind)), count)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    first = rng.uniform(19, 33, len(kind))[row]
    twin = (nth > 0) & chance(rng, len(row), 0.03)
    rank = nth - twin
    mother_of, father_of = parents(s, head)
    elder = np.where(mother_of >= 0, mother_of, father_of)[row]
    gap = rng.uniform(1.6, 3.4, len(kind))[row]
    birth = (s.birth[elder] + (first + gap * rank) * 365.25 + np.where(twin, 0, 1) * 0).astype(np.int32)
    spread = rng.integers(-170, 170, len(row))
    birth = birth + np.where(twin, spread[np.maximum(np.arange(len(row)) - 1, 0)], spread)
    fits = (birth < on[row] - 3) & ((on[row] - birth < 17.5 * 365) | (kind[row] == GROWN))
    row, birth = row[fits], birth[fits]
    naming.born(s, mother_of[row], father_of[row], birth.astype(np.int32), s.household[head[row]], rng)


def parents(s: State, head: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mother and the father (-1 none) among each head and partner; two of one sex are both, in order."""
    partner = s.partner[head]
    mother = np.where(s.sex[head] == 0, head, partner)
    father = np.where(s.sex[head] == 0, partner, head)
    return mother, father


def housemates(s: State, kind: np.ndarray, head: np.ndarray, on: np.ndarray, rng: Stream) -> None:
    """Strangers who share a home."""
    count = np.select(
        [kind == SHARE, kind == STUDENTS],
        [
            1 + rng.binomial(3, 0.5, len(kind)),
            2 + rng.binomial(3, 0.4, len(kind)),
        ],
        0,
    )
    row = np.repeat(np.arange(len(kind)), count)
    low, high = AGES[kind[row]].T
    birth = days_back(low + (high - low) * rng.random(len(row)), on[row], rng)
    community = pick(rng, len(row), s.names.weights).astype(np.int8)
    rows = adults(s, birth, rng.integers(0, 2, len(row)), community, s.household[head[row]], rng)
    s.shared[rows] = True
    s.shared[head[count > 0]] = True


def arrive(s: State, kind: Rows, home: Rows, on: Rows, rng: Stream, since: Rows | None = None) -> None:
    """Households of these kinds, on these days, come to these homes, then or `since` an earlier day."""
    before, household = s.n, s.new_households(len(kind))
    head = heads(s, kind, household, on, rng)
    coupled = np.isin(kind, [COUPLE, OLD_COUPLE, FAMILY]) | ((kind == GROWN) & chance(rng, len(kind), 0.75))
    partners(s, head[coupled], on[coupled], rng)
    children(s, kind, head, on, rng)
    housemates(s, kind, head, on, rng)
    new = np.arange(before, s.n, dtype=np.int32)
    at = s.household[new] - household[0] if len(household) else new
    s.last_day[new] = s.birth[new] - 1
    start = on if since is None else since
    s.move(new, np.maximum(start[at], s.birth[new]), home[at], s.household[new])
