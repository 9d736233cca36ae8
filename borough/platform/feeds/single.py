"""Some values of one row, as a person types them, held against the contract as those of a file are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from .checking import check_rows
from .contract import Contract, Cost
from .queries import faults


def values_in_form(
    contract: Contract, values: Mapping[str, str], today: date
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The values in their right form, empty where nothing is said, and what is wrong: (field, reason code).

    Only the columns that `values` names are looked at; a position only where both of its fields are named.
    """
    columns = tuple(
        column if column.costs is Cost.NOTE else replace(column, costs=Cost.ROW)
        for column in contract.columns
        if column.field in values
    )
    place = contract.position
    placed = place is not None and {place.lat, place.lon} <= values.keys()
    asked = replace(contract, columns=columns, key="", operation=None, position=place if placed else None)
    row = pl.DataFrame(
        {"_row": [1], "_fault": [None], **{column.field: [values[column.field]] for column in columns}},
        schema_overrides={"_row": pl.UInt32, "_fault": pl.String},
    )
    checked = check_rows(row, asked, today)
    if checked.good.is_empty():
        return {}, faults(checked.bad["faults"][0])
    right = checked.good.select(asked.fields).row(0, named=True)
    return {name: value or "" for name, value in right.items()}, ()
