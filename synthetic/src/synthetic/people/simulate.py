"""Ten years of the borough, a year at a time."""

import numpy as np

from synthetic.dates import START, YEARS
from synthetic.names import Names
from synthetic.people import couples, moves
from synthetic.people.compose import SHARE, STUDENTS, WHO_LIVES_HERE, arrive, tenure_wanted
from synthetic.people.state import State
from synthetic.places import Homes
from synthetic.streams import pick, stream

AT_FIRST = 0.6  # of all people of the ten years
PEOPLE_A_HOUSEHOLD = 2.22


def simulate(count: int, homes: Homes, kept: np.ndarray, names: Names, seed: int) -> State:
    """A borough in which about `count` people lived at some time in ten years; `kept` homes stay empty."""
    s = State(names, homes, int(count * 1.25) + 6000, kept)
    rng = stream(seed, "first households")
    kind = pick(rng, int(count * AT_FIRST / PEOPLE_A_HOUSEHOLD), WHO_LIVES_HERE)
    home = moves.find_homes(s, tenure_wanted(kind, rng), rng)
    kind, home = kind[home >= 0], home[home >= 0]
    stay = rng.exponential(np.where(np.isin(kind, (SHARE, STUDENTS)), 400, 2600), len(kind))
    arrive(s, kind, home, np.full(len(kind), START), rng, since=(START - stay).astype(np.int32))
    for year in range(YEARS):
        live(s, year, count, seed)
    return s


def live(s: State, year: int, count: int, seed: int) -> None:
    """One year. Births and deaths come last, so that they follow the year's moves."""
    begin = START + int(year * 365.25)
    s.busy[:] = False
    steps = (couples.find_partners, couples.marry, couples.part, moves.leave_home, moves.whole_households)
    for step in steps:
        step(s, begin, stream(seed, "year", year, step.__name__))
    born = s.n
    couples.have_children(s, begin, stream(seed, "year", year, "births"))
    expected = (s.n - born) * (YEARS - year - 1)
    quota = max(0, (count - s.n - expected) // (YEARS - year))
    moves.come(s, begin, quota, stream(seed, "year", year, "come"))
    moves.die(s, begin, stream(seed, "year", year, "deaths"))
