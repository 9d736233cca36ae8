"""Addresses made of names: nearly the same for every namesake, and so no evidence beyond the names."""

import numpy as np
import polars as pl
import pytest
from linkage.standard import atoms

from linkage import Schema, evaluate, link

SCHEMA = Schema.of({
    "id": "id", "forename": "forename", "surname": "surname", "born": "date_of_birth", "postcode": "postcode",
    "email": "email",
})  # fmt: skip
FORENAMES = (
    "james mary robert patricia michael jennifer david linda thomas susan sarah karen daniel nancy".split()
)
SURNAMES = (
    "smith jones taylor brown wilson evans walker wright robinson thompson hughes edwards green hall".split()
)


@pytest.mark.parametrize(
    ("email", "own"),
    [
        ("mary.smith87@mail.org", False),
        ("msmith@mail.org", False),
        ("smithmary@mail.org", False),
        ("maryann.smith@mail.org", False),
        ("mary1987@mail.org", False),
        ("skylark40@mail.org", True),
        ("thegardener.smith@mail.org", True),
        ("4071@mail.org", True),
    ],
)
def test_what_is_more_than_names(email: str, own: bool) -> None:
    row = {"forename": "mary", "surname": "smith", "email": email}
    assert atoms.of(row, SCHEMA)["email_own"] == (email if own else None)


def test_without_an_address_there_is_none() -> None:
    assert atoms.of({"forename": "mary", "surname": "smith"}, SCHEMA)["email_own"] is None


def namesakes(people: int) -> pl.DataFrame:
    """Each person once to thrice, in a place of many namesakes; `who` is the truth."""
    draw, rows = np.random.default_rng(4), []
    for who in range(people):
        forename, surname = draw.choice(FORENAMES), draw.choice(SURNAMES)
        email = f"{forename}.{surname}{draw.integers(10, 100)}@mail.org"
        born = f"{draw.integers(1930, 2005)}-{draw.integers(1, 13):02d}-{draw.integers(1, 29):02d}"
        postcode = str(draw.integers(10_000, 10_400))
        rows += [
            (
                forename, surname, born if draw.random() < 0.9 else None,
                postcode if draw.random() < 0.7 else str(draw.integers(10_000, 10_400)),
                email if draw.random() < 0.8 else None, str(who),
            )
            for _ in range(int(draw.integers(1, 4)))
        ]  # fmt: skip
    frame = pl.DataFrame(
        rows, schema=["forename", "surname", "born", "postcode", "email", "who"], orient="row"
    )
    return frame.with_columns(id=pl.row_index().cast(pl.String))


def test_namesakes_with_addresses_of_their_names_stay_apart() -> None:
    frame = namesakes(500)
    found = evaluate(link(frame, SCHEMA).entities, frame.select("id", person="who"))
    assert found.pairs.precision > 0.98
    assert found.pairs.recall > 0.95
