"""Numbers and nouns as English has them; groups that a reader can take in."""

import polars as pl
from linkage.evaluation.characteristics import characteristics
from linkage.wording import a, counted

from linkage import Role, Schema


def test_one_is_one_and_more_are_more() -> None:
    assert [counted(1, "rule"), counted(0, "rule")] == ["1 rule", "0 rules"]
    assert [counted(1, "entity"), counted(2_000, "entity")] == ["1 entity", "2,000 entities"]


def test_roles_have_their_article() -> None:
    with_an = {role for role in Role if a(role).startswith("an ")}
    assert with_an == {"id", "address", "email", "nhs_number", "identifier"}


def test_a_category_of_many_values_makes_no_groups() -> None:
    records = pl.DataFrame({
        "ref": [str(n) for n in range(52)], "few": [f"k{n % 12}" for n in range(52)],
        "many": [f"k{n % 13}" for n in range(52)],
    })  # fmt: skip
    schema = Schema.of({"ref": "id", "few": "category", "many": "category"})
    assert list(characteristics(records, schema)) == ["few"]
