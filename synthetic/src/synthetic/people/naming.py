"""What people are called: by community, by their parents, and after a wedding."""

import numpy as np

from synthetic.names import Names
from synthetic.people.state import State
from synthetic.streams import Stream, chance

DOUBLE_BARREL, NAMESAKE = 0.05, 0.03
Rows = np.ndarray


def adults(
    names: Names, community: np.ndarray, sex: np.ndarray, birth: np.ndarray, rng: Stream
) -> dict[str, np.ndarray]:
    """Columns forename, middle and surname of people who come from elsewhere."""
    forename = names.draw_forenames(community, sex, birth, rng)
    middle = names.draw_forenames(community, sex, birth, rng)
    # In patronymic communities the second name is the father's and the third the grandfather's.
    fathers = names.draw_forenames(community, np.ones_like(sex), birth, rng)
    middle = np.where(names.patronymic[community], fathers, middle)
    has = names.patronymic[community] | (
        chance(rng, len(sex), names.middle_share[community]) & (middle != forename)
    )
    surname = names.agree(names.draw_surnames(community, sex, rng), community, sex)
    surname = np.where(chance(rng, len(sex), names.single_share[community]), -1, surname)
    return {"forename": forename, "middle": np.where(has, middle, -1), "surname": surname}


def wed(s: State, one: np.ndarray, two: np.ndarray, on: np.ndarray, rng: Stream) -> None:
    """A wedding: one of the two, most often the woman, may take the other's surname or join both."""
    s.married[one] = s.married[two] = True
    woman = np.where(s.sex[one] == 0, one, two)
    man = np.where(s.sex[one] == 0, two, one)
    u = rng.random(len(one))
    takes = (u < s.names.takes_name[s.community[woman]]) & (s.surname[man] >= 0) & (s.surname[woman] >= 0)
    joins = ~takes & (u > 1 - DOUBLE_BARREL) & (s.surname[man] >= 0) & (s.surname[woman] >= 0)
    joined = s.names.join(s.surname[woman[joins]], s.surname[man[joins]], "-")
    s.rename(woman[joins], on[joins], joined)
    wife = woman[takes]
    s.rename(wife, on[takes], s.names.agree(s.surname[man[takes]], s.community[wife], s.sex[wife]))


def born(
    s: State, mother: np.ndarray, father: np.ndarray, birth: np.ndarray, household: np.ndarray, rng: Stream
) -> np.ndarray:
    """Children with names after the habits of the father's or mother's community."""
    n, names = len(birth), s.names
    follows = np.where((father >= 0) & (chance(rng, n, 0.5) | (mother < 0)), father, mother)
    community = s.community[follows]
    sex = rng.integers(0, 2, n).astype(np.int8)
    forename = unlike_siblings(
        s, names.draw_forenames(community, sex, birth, rng), community, sex, mother, birth, rng
    )
    junior = (sex == 1) & (father >= 0) & chance(rng, n, NAMESAKE) & ~names.patronymic[community]
    forename = np.where(junior, s.forename[father], forename)
    middle = np.where(
        chance(rng, n, names.middle_share[community]), names.draw_forenames(community, sex, birth, rng), -1
    )
    patronymic = names.patronymic[community] & (father >= 0)
    middle = np.where(patronymic, s.forename[father], middle)
    middle = np.where(middle == forename, -1, middle)
    surname = child_surnames(s, mother, father, community, sex, rng)
    return s.add(sex=sex, birth=birth, community=community, forename=forename, middle=middle, surname=surname,
                 mother=mother, father=father, household=household)  # fmt: skip


def child_surnames(
    s: State, mother: Rows, father: Rows, community: Rows, sex: Rows, rng: Stream
) -> np.ndarray:
    """The father's, or the mother's, or both, or one of the community's own, or the grandfather's name."""
    n, names = len(mother), s.names
    his = np.where(father >= 0, s.surname[father], -1)
    hers = np.where(mother >= 0, s.surname[mother], -1)
    surname = np.where((his >= 0) & ~chance(rng, n, 0.06), his, np.where(hers >= 0, hers, his))
    own = chance(rng, n, names.own_surname[community])
    surname = np.where(own, names.draw_surnames(community, sex, rng), surname)
    grandfather = np.where(father >= 0, s.middle[father], -1)
    surname = np.where(names.patronymic[community] & (grandfather >= 0), grandfather, surname)
    both = (his >= 0) & (hers >= 0) & (his != hers)
    spanish = both & names.two_surnames[community]
    surname[spanish] = names.join(names.first_part(his[spanish]), names.first_part(hers[spanish]), " ")
    joined = both & ~spanish & ~own & chance(rng, n, DOUBLE_BARREL)
    surname[joined] = names.join(hers[joined], his[joined], "-")
    return names.agree(surname, community, sex)


def unlike_siblings(
    s: State, forename: Rows, community: Rows, sex: Rows, mother: Rows, birth: Rows, rng: Stream
) -> np.ndarray:
    """Forenames drawn again where two children of one mother, born together here, would share one."""
    for _ in range(3):
        key = mother.astype(np.int64) * 10_000_000 + forename
        _, first = np.unique(key, return_index=True)
        again = np.ones(len(key), bool)
        again[first] = False
        if not again.any():
            break
        forename[again] = s.names.draw_forenames(community[again], sex[again], birth[again], rng)
    made: np.ndarray = forename
    return made
