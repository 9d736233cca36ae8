"""Words that do not go with the person: what one record says, and others of the same person do not.

Records that another column brings together (a telephone, a number, a date of birth with a name) are mostly
of one person or family, and mostly agree on a name. A value that nearly never does, however common it is,
was typed because something had to be: `unknown`, `not provided`, `visitor`.
"""

from typing import Any

import polars as pl

from linkage.facts import Placeholder

from .nicknames import every_form

# Values held by fewer records than this are left alone, and so are those that so few pairs speak of.
AT_LEAST, PAIRS = 40, 60
# A placeholder agrees this many times less often than the column's values do on the whole ...
TIMES_LESS = 4
# ... where these agree at least so often: elsewhere nothing can be learned.
USUAL_AGREEMENT = 0.2
# The commonest values of a column, to which the question is put.
ASKED = 50
# Records that share more are no family.
GROUP = 12
# Of more records than this a part is asked, chosen by what they say.
ENOUGH = 200_000
_OTHER = {"forename": "surname", "surname": "forename"}


def strangers(people: pl.DataFrame, column: str, keys: list[str]) -> list[tuple[Any, Placeholder]]:
    """The values of a column of words that do not go with the person; `keys`: the columns that bring records
    of one person together."""
    people = people.with_columns(_comparable(column))
    counts = people[column].drop_nulls().value_counts(name="records").filter(pl.col("records") >= AT_LEAST)
    asked = counts.sort(["records", column], descending=[True, False]).head(ASKED)
    if asked.is_empty():
        return []
    pairs = [_pairs(people, column, key) for key in keys if people[key].null_count() < people.height]
    if not pairs:
        return []
    values = pl.concat(pairs).group_by(column).agg(pl.col("same", "all").sum())
    usual = values.select((pl.col("same").sum() / pl.col("all").sum().clip(1)).alias("its")).item() or 0.0
    if usual < USUAL_AGREEMENT:
        return []
    odd = asked.join(values, on=column).filter(
        (pl.col("all") >= PAIRS) & (pl.col("same") * TIMES_LESS < pl.col("all") * usual)
    )
    return [(value, Placeholder(column, value, records, f"records of one person agree on it in {same / every:.0%}, "
                                                        f"where on other values in {usual:.0%}"))
            for value, records, same, every in odd.select(column, "records", "same", "all").iter_rows()]  # fmt: skip


def _comparable(column: str) -> pl.Expr:
    """A lone initial agrees with many names, and Bob with Robert: neither is strange."""
    text = pl.col(column).cast(pl.String)
    said = pl.when(text.str.len_chars() > 1).then(text)
    families = {form: its[0] for form, its in every_form().items()}
    return said.replace(families) if column == "forename" else said


def _pairs(people: pl.DataFrame, column: str, key: str) -> pl.DataFrame:
    """Of each value: pairs of records that share the key and both say something, and those that say the same.

    A date is shared by strangers: with it the other name must agree too.
    """
    on = [key, _OTHER.get(column, "surname")] if people.schema[key] == pl.Date else [key]
    said = people.select(*dict.fromkeys((column, *on)))
    if (part := people.height // ENOUGH) > 1:
        its = pl.col(key) if people.schema[key] == pl.Date else pl.col(key).cast(pl.String)
        said = said.filter(its.hash() % part == 0)
    said = said.drop_nulls()
    values = said.group_by(*on, column).len("its").with_columns(every=pl.col("its").sum().over(on))
    return values.filter(pl.col("every").is_between(2, GROUP)).select(
        column, same=pl.col("its") * (pl.col("its") - 1), all=pl.col("its") * (pl.col("every") - 1)
    )  # fmt: skip
