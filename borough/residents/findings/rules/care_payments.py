"""A care payment made after a death: F13. Pure."""

import polars as pl

from .known import Known, cases, pair
from .rule import rule

IN_THE_POST = 28  # days that news of a death may take


@rule("F13", reads=("adult_social_care",))
def payment_after_death(known: Known) -> pl.DataFrame:
    """A payment for care later than the news of the death can have taken."""
    both = pair(known.kind("care"), known.kind("death"), "person").filter(
        pl.col("on") > pl.col("on_2") + pl.duration(days=IN_THE_POST)
    )
    return cases(both, since="on_2", day=known.day)
