"""Named scenarios: small lists of rows as the systems would send them, each with who it truly is."""

from synthetic.scenarios.families import (
    adult_child_at_home,
    father_and_son,
    joint_tax_account,
    maiden_name,
    parted_couple,
    remarried,
    twins,
)
from synthetic.scenarios.homes import (
    house_share,
    moved_house,
    neighbours_one_flat_apart,
    second_home,
    shared_telephone,
    temporary_accommodation,
)
from synthetic.scenarios.names import (
    like_named_strangers,
    nicknames,
    patronymic,
    placeholders,
    single_name,
    swapped_names,
    transliterations,
    two_surnames,
)
from synthetic.scenarios.sent import COLUMNS, Sent, rows_of

SCENARIOS = {
    act.__name__: act
    for act in (
        twins,
        father_and_son,
        adult_child_at_home,
        joint_tax_account,
        maiden_name,
        remarried,
        parted_couple,
        house_share,
        moved_house,
        neighbours_one_flat_apart,
        second_home,
        shared_telephone,
        temporary_accommodation,
        single_name,
        patronymic,
        transliterations,
        two_surnames,
        nicknames,
        swapped_names,
        placeholders,
        like_named_strangers,
    )
}

__all__ = ["COLUMNS", "SCENARIOS", "Sent", "rows_of", *SCENARIOS]
