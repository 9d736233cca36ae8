"""The borough as it was lived."""

import numpy as np
import polars as pl
from synthetic.dates import END, NEVER, START


def test_nobody_lives_before_birth_or_after_death_or_in_two_homes_at_once(borough):
    s, p = borough.spells, borough.people
    assert (s.start >= p.birth[s.person]).all()
    assert (s.end[s.end < NEVER] <= np.minimum(p.death[s.person], NEVER)[s.end < NEVER]).all()
    again = s.person[1:] == s.person[:-1]
    assert (s.start[1:][again] >= s.end[:-1][again]).all()


def test_two_households_never_share_a_home(borough):
    """But for planted cases, where two do on purpose."""
    s = borough.spells
    now = (s.home >= 0) & (s.start <= END) & (s.end > END) & ~borough.planted[s.person]
    pairs = np.unique(np.stack([s.home[now], s.household[now]]), axis=1)
    assert len(np.unique(pairs[0])) == pairs.shape[1]


def test_children_are_never_alone(borough):
    m = borough.members
    now = m.filter((pl.col("end") > END) & ~pl.Series(borough.planted[m["person"].to_numpy()]))
    assert not now.group_by("occupation").agg(pl.col("child").all())["child"].any()


def test_it_holds_the_people_who_make_linkage_hard(borough):
    p = borough.people
    twins = np.unique(np.stack([p.mother, p.birth])[:, p.mother >= 0], axis=1, return_counts=True)[1]
    juniors = (p.father >= 0) & (p.sex == 1) & (p.forename == p.forename[p.father])
    assert (twins > 1).any()
    assert juniors.any()
    assert (p.changed[:, 0] > START)[p.changed[:, 0] < NEVER].any(), (
        "somebody's name changed in the ten years"
    )
    assert (p.surnames[:, 0] < 0).any(), "somebody has one name only"
    moved = np.unique(borough.spells.person, return_counts=True)[1]
    assert (moved > 1).mean() > 0.2


def test_a_smaller_borough_is_not_another_world(borough):
    """The population holds steady over the ten years: a quarter more or less."""
    before, after = len(borough.living_here(START)), len(borough.living_here(END))
    assert 0.75 < after / before < 1.25
