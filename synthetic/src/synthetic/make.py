"""Make a borough: homes, ten years of people in them, planted cases, numbers for everybody."""

import numpy as np

from synthetic.names import Names
from synthetic.people.borough import Borough, People, Spells
from synthetic.people.identifiers import issue
from synthetic.people.simulate import simulate
from synthetic.people.state import State
from synthetic.places import Homes, make_homes
from synthetic.planted.play import HOMES_A_CASE, play, times
from synthetic.streams import Stream, stream

HOMES_A_PERSON = 0.325
FEWEST_HOMES = 400  # so that even a hamlet has homes of every tenure


def make_borough(people: int, seed: int, errors: float = 1.0, planted: float = 1.0) -> Borough:
    """A borough of about `people` people over ten years."""
    plays = times(people, planted)
    homes = make_homes(max(FEWEST_HOMES, int(people * HOMES_A_PERSON)) + plays * sum(HOMES_A_CASE), seed)
    spare, kept = keep_free(homes, plays, stream(seed, "spare homes"))
    names = Names()
    state = simulate(people, homes, kept, names, seed)
    cast = play(state, spare, plays, seed)
    made, spells = people_of(state), Spells(*state.spells())
    acting = np.zeros(len(made), bool)
    for _, who in cast.people:
        acting[who] = True
    return Borough(seed, names, homes, made, spells, issue(made, spells, names, seed), acting, cast, errors)


def keep_free(homes: Homes, plays: int, rng: Stream) -> tuple[list[list[int]], np.ndarray]:
    """Homes kept for planted cases, in a list for each tenure, and which they are."""
    kept, spare = np.zeros(len(homes), bool), []
    for tenure, wanted in enumerate((*HOMES_A_CASE, 0)):
        every = rng.permutation(np.flatnonzero(homes.tenure == tenure))
        some = every[: min(wanted * plays, len(every) * 2 // 3)]
        kept[some] = True
        spare.append(some.tolist())
    return spare, kept


def people_of(s: State) -> People:
    """Everybody, with the arrays cut to those in use."""
    return People(**{column: getattr(s, column)[: s.n] for column in People.__dataclass_fields__})
