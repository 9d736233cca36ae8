"""The columns of a standardised table, and those that rules and levels derive from them (`atoms`)."""

import polars as pl

# Missing is null; never an empty string.
STANDARD: dict[str, pl.DataType] = {
    "id": pl.String(), "person": pl.Int16(), "source": pl.String(), "forename": pl.String(),
    "middle_names": pl.String(), "surname": pl.String(), "suffix": pl.String(), "former_surname": pl.String(),
    "date_of_birth": pl.Date(), "born_partial": pl.String(), "sex": pl.String(),
    "flat": pl.String(), "number": pl.String(), "street": pl.String(), "locality": pl.String(),
    "postcode": pl.String(), "uprn": pl.String(), "email": pl.String(), "phone": pl.String(), "nino": pl.String(),
    "nhs_number": pl.String(), "valid_from": pl.Date(), "valid_to": pl.Date(),
}  # fmt: skip
DERIVED = frozenset(
    """
    forename_root forename_roots forename_3 forename_initial forename_full forename_bones
    middle_initial middle_first
    surname_sound surname_3 surname_4 surname_initial surname_bones surname_parts
    name_parts names_sorted initials name_low name_high
    born born_year born_year_month born_month_day born_year_day born_swapped born_vague
    postcode_sector postcode_outward door house door_street street_first
    email_name email_own phone_end
    """.split()
)
# Of a column with a general role: what stands behind its own name.
DERIVED_OF = {
    "text": ("first", "sound"),
    "name": ("first", "last", "sound", "root"),
    "date": ("partial", "iso", "year", "year_month", "month_day", "year_day", "swapped", "vague"),
    "category": (),
    "number": (),
    "identifier": (),
}


def apart(named: list[tuple[str, str]]) -> list[str]:
    """A name in the standardised table for each (column, general role): its own, unless it or what is derived
    from it would be taken for another's; then with the role behind it."""
    taken = {*STANDARD, *DERIVED}
    found = []
    for column, role in named:
        name, tries = column, 1
        while taken & (family := {name, *(f"{name}_{part}" for part in DERIVED_OF[role])}):
            name = f"{column}_{role}" + (f"_{tries}" if tries > 1 else "")
            tries += 1
        taken |= family
        found.append(name)
    return found
