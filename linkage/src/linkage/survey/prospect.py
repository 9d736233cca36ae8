"""What linkage can expect of a file: who says enough to be told from strangers, and what is missing for it.

A value that one in 2^k records says is worth k bits. Two of n records are one person with odds of about 1 to n
before looking, so that log2(n) bits make it even, and 7 more make it 99 in 100.
"""

from dataclasses import dataclass
from math import log2

import polars as pl

from linkage.schema import Schema

SURE = 7.0
# Of those that say the same of a person's home, only the one worth most counts.
PLACE = ("uprn", "postcode", "street")
OWN = ("forename", "middle_names", "surname", "date_of_birth", "email", "phone", "nino", "nhs_number")
PERSONAL = ("date_of_birth", "nino", "nhs_number")
NAMED = ("forename", "surname", "middle_names", "suffix", "sex")
HARD = 0.5  # a share of records from which a sentence is due


@dataclass(frozen=True)
class Prospect:
    """Of `people` (records may name two): how many say `needed` bits or more, nothing but a name, no birth date
    and no number of their own; `again`: agree with another on all of forename, surname and birth date."""

    people: int
    needed: float
    enough: int
    only_named: int
    impersonal: int
    again: int

    def sentences(self) -> list[str]:
        if not self.people:
            return ["No record names a person: check the roles."]
        said = [
            f"{self.enough:,} of {self.people:,} people say enough to be told from strangers: values worth "
            f"{self.needed:.0f} bits or more.",
            f"{self.again:,} agree with another on forename, surname and birth date.",
        ]
        if self.only_named:
            said.append(f"{self.only_named:,} say nothing but a name: they can hardly be linked.")
        if self.impersonal > HARD * self.people:
            said.append(
                f"{self.impersonal:,} have neither a birth date nor a number of their own: expect members "
                "of one household, and namesakes, to be taken for one person more often."
            )
        return said


def prospect(people: pl.DataFrame, schema: Schema) -> Prospect:
    """`people`: standardised, placeholders set aside."""
    general = [name for name in schema.general() if name in people.columns]
    needed = log2(max(people.height, 2)) + SURE
    place = pl.max_horizontal(*(_bits(name) for name in PLACE))
    bits = pl.sum_horizontal(place, *(_bits(name) for name in (*OWN, *general)))
    said = people.select(pl.exclude(*NAMED, "id", "person", "source", "valid_from", "valid_to").is_not_null())
    numbers = [name for name in general if schema.general()[name][1] == "identifier"]
    personal = pl.any_horizontal(pl.col(*PERSONAL, *numbers).is_not_null())
    whole = people.drop_nulls(["forename", "surname", "date_of_birth"])
    again = whole.select("forename", "surname", "date_of_birth").is_duplicated()
    return Prospect(
        people.height,
        needed,
        int(people.select((bits >= needed).sum()).item()),
        int(said.select((~pl.any_horizontal(pl.all())).sum()).item()),
        int(people.select((~personal).sum()).item()),
        int(again.sum()),
    )


def _bits(name: str) -> pl.Expr:
    """Worth of each record's value; 0 where it says none."""
    share = pl.len().over(name) / pl.col(name).count()
    return pl.when(pl.col(name).is_not_null()).then(-share.log(2)).otherwise(0.0)
