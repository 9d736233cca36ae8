"""A name as a system writes it."""

import numpy as np
import polars as pl

from synthetic.names import Names
from synthetic.people.borough import FEMALE, People
from synthetic.streams import Stream, chance
from synthetic.written.habits import Habit
from synthetic.written.typing_errors import misspell

RECENT = 5 * 365  # days; after that most papers have the new name


def surname_codes(people: People, who: np.ndarray, on: np.ndarray, former: np.ndarray) -> np.ndarray:
    """The surname on a day; where `former`, the one before it if there was one."""
    changes = (people.changed[who] <= on[:, None]).sum(axis=1)
    made: np.ndarray = people.surnames[who, np.maximum(changes - former, 0)]
    return made


def still_former(people: People, who: np.ndarray, on: np.ndarray, share: float, rng: Stream) -> np.ndarray:
    """Whether an earlier surname is still used: by a `share` in the five years after a change, few later."""
    since = on - np.where(people.changed[who] <= on[:, None], people.changed[who], -30_000).max(axis=1)
    return chance(rng, len(who), np.where(since < RECENT, share, share * 0.15)).astype(int)


def titles(people: People, who: np.ndarray, on: np.ndarray, rng: Stream) -> pl.Series:
    """MR, MRS, MISS, MS, DR or MASTER by sex, age and marriage."""
    young = people.age(who, on) < 18
    female, u = people.sex[who] == FEMALE, rng.random(len(who))
    coupled = people.partner[who] >= 0
    code = np.where(
        female,
        np.where(young, 2, np.where(coupled & (u < 0.7), 1, np.where(u < 0.75, 2, 3))),
        np.where(young, 5, 0),
    )
    code = np.where(~young & (rng.random(len(who)) < 0.03), 4, code)
    return pl.Series(["Mr", "Mrs", "Miss", "Ms", "Dr", "Master"])[code.astype(np.int32)]


def clip_double(surname: pl.Series, hit: np.ndarray, last: np.ndarray) -> pl.Series:
    """One half of a double surname where `hit`."""
    parts = pl.DataFrame(
        {"s": surname, "hit": hit, "last": last, "p": surname.str.replace("-", " ").str.split(" ")}
    )
    half = pl.when("last").then(pl.col("p").list.last()).otherwise(pl.col("p").list.first())
    whole = ~pl.col("hit") | (half.str.len_chars() < 3)
    return parts.select(pl.when(whole).then("s").otherwise(half)).to_series()


def as_written(
    names: Names, people: People, who: np.ndarray, on: np.ndarray, habit: Habit, rng: Stream
) -> pl.DataFrame:
    """Columns title, forename, middle, surname and whether a name differs from the true one."""
    n = len(who)
    codes = people.forename[who]
    codes = names.other_spelling(codes, chance(rng, n, habit.variant), rng)
    codes = names.nickname(codes, chance(rng, n, habit.nickname), rng)
    family = surname_codes(people, who, on, still_former(people, who, on, habit.former, rng))
    family = names.other_spelling(family, chance(rng, n, habit.variant), rng)
    accents = chance(rng, n, habit.accents)
    codes, family = (np.where(accents, c, names.plain(c)) for c in (codes, family))
    surname = clip_double(names.text(family), chance(rng, n, habit.clipped), chance(rng, n, 0.5))
    forename = names.text(codes)
    middle = names.text(np.where(chance(rng, n, habit.middle), people.middle[who], -1))
    forename = misspell(forename, chance(rng, n, habit.typing), rng)
    surname = misspell(surname, chance(rng, n, habit.typing), rng)
    initial = pl.Series(chance(rng, n, habit.initial))
    forename = forename.str.head(1).zip_with(initial, forename)
    swap = pl.Series(chance(rng, n, habit.swapped)) & surname.is_not_null()
    forename, surname = surname.zip_with(swap, forename), forename.zip_with(swap, surname)
    lost = pl.Series(chance(rng, n, habit.no_name))
    forename = pl.Series(["UNKNOWN"]).zip_with(lost, forename)
    title = titles(people, who, on, rng).zip_with(
        pl.Series(chance(rng, n, habit.title)), pl.Series([None], dtype=pl.String)
    )
    family = surname_codes(people, who, on, np.zeros(n, int))
    wrong = differs(names, forename, people.forename[who]) | differs(names, surname, family)
    return pl.DataFrame(
        {"title": title, "forename": forename, "middle": middle, "surname": surname, "name_error": wrong}
    )


def differs(names: Names, written: pl.Series, true: np.ndarray) -> pl.Series:
    """Whether a name is other than the true one; accents left out are no error."""
    return written.ne_missing(names.text(true)) & written.ne_missing(names.text(names.plain(true)))
