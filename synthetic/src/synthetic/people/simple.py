"""Families who never move: the thinnest borough that every extract can be written from."""

from dataclasses import dataclass

import numpy as np

from synthetic.dates import NEVER, START
from synthetic.streams import stream


@dataclass(frozen=True)
class Made:
    """The people and where they lived."""

    people: object
    spells: object


def simulate(count: int, homes, names, seed: int) -> Made:
    """Households of two parents and a child, one to a home."""
    from synthetic.people.borough import People, Spells

    rng, n = stream(seed, "simple"), count // 3 * 3
    household, place = np.arange(n) // 3, np.arange(n) % 3
    sex = np.where(place == 2, rng.integers(0, 2, n), place).astype(np.int8)
    birth = np.where(place < 2, rng.integers(-10_000, 8_000, n), rng.integers(14_000, 20_000, n)).astype(
        np.int32
    )
    community = np.repeat(rng.integers(0, len(names.communities), n // 3), 3).astype(np.int8)
    forename = names.draw_forenames(community, sex, rng)
    surname = np.repeat(names.draw_surnames(community[::3], sex[::3], rng), 3)
    first = household * 3
    parent = np.where(place == 2, 0, -1)
    people = People(
        sex,
        birth,
        np.full(n, NEVER, np.int32),
        community,
        forename,
        np.full(n, -1, np.int32),
        np.stack([surname, np.full(n, -1), np.full(n, -1)], axis=1).astype(np.int32),
        np.full((n, 2), NEVER, np.int32),
        np.where(parent == 0, first, -1),
        np.where(parent == 0, first + 1, -1),
        np.where(place == 0, first + 1, np.where(place == 1, first, -1)),
    )
    start = np.maximum(birth, START).astype(np.int32)
    home = (household % len(homes)).astype(np.int32)
    spells = Spells(np.arange(n, dtype=np.int32), start, np.full(n, NEVER), home, household.astype(np.int32))
    return Made(people, spells)
