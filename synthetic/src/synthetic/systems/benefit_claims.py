"""The claims of the benefit extract as XML, one <Claim> a claim."""

import polars as pl

from synthetic.files.xml import element, wrap

ROLES = ("Claimant", "Partner", "Dependant", "NonDependant")


def person_elements() -> pl.Expr:
    """One person of a claim."""
    fields = [
        element("PersonNumber", "number"),
        element("Title", "title"),
        element("Forename", "forename"),
        element("MiddleNames", "middle"),
        element("Surname", "surname"),
        element("DateOfBirth", "birth"),
        element("Sex", "sex"),
        element("NINO", "nino"),
        element("Telephone", "phone"),
        element("Email", "email"),
    ]
    return pl.coalesce(pl.when(pl.col("role") == i).then(wrap(tag, fields)) for i, tag in enumerate(ROLES))


def claims(rows: pl.DataFrame) -> pl.Series:
    """One <Claim> a claim, in order."""
    made = (
        rows.with_columns(people=person_elements())
        .group_by("key", maintain_order=True)
        .agg(pl.col("people").str.join(""), pl.exclude("people").first())
    )
    address = wrap(
        "Address",
        [
            element("Line1", "line1"),
            element("Line2", "line2"),
            element("Town", pl.lit("London")),
            element("Postcode", "postcode"),
            element("UPRN", "uprn"),
        ],
    )
    award = wrap("Award", [element("WeeklyHB", money("hb")), element("WeeklyCTR", money("ctr"))])
    return made.select(
        wrap(
            "Claim",
            [
                element("ClaimReference", "key"),
                element("HouseholdType", "household_type"),
                element("TenancyType", "tenancy"),
                element("StartDate", "started"),
                element("EndDate", "ended"),
                address,
                pl.col("people"),
                award,
            ],
        )
    ).to_series()


def money(column: str) -> pl.Expr:
    """Pence as pounds with two places."""
    return (pl.col(column) // 100).cast(pl.String) + "." + (pl.col(column) % 100).cast(pl.String).str.zfill(2)
