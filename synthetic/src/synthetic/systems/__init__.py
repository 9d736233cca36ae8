"""The twelve systems, each with its own partial, late and dirty picture of the borough."""

from synthetic.systems import (
    adult_social_care,
    benefits,
    childrens_social_care,
    council_tax,
    crm,
    electoral_register,
    housing,
    leisure,
    libraries,
    licensing,
    parking,
    schools,
)
from synthetic.systems.system import System

SYSTEMS: tuple[System, ...] = tuple(
    module.SYSTEM
    for module in (
        electoral_register,
        council_tax,
        housing,
        benefits,
        schools,
        childrens_social_care,
        adult_social_care,
        libraries,
        parking,
        leisure,
        crm,
        licensing,
    )
)
