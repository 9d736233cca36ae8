"""How much the people of one system share: families have one address, and often one telephone and one
e-mail.
"""

import polars as pl

DIGITS_THAT_COUNT = 9  # 07100 123456 and +44 7100 123456 are one telephone
PLACEHOLDER = "700900000"


def sharing_of(mentions: pl.DataFrame) -> dict[str, float]:
    """The share of mentions whose telephone, e-mail, and home belong to two people or more of this system."""
    phone = pl.col("phone").str.replace_all(r"\D", "").str.tail(DIGITS_THAT_COUNT)
    frame = mentions.select("person", "email", "home", phone=pl.when(phone != PLACEHOLDER).then(phone))
    return {name: shared(frame, name) for name in ("phone", "email", "home")}


def shared(frame: pl.DataFrame, name: str) -> float:
    """The share of rows with a value whose value two or more people have."""
    known = frame.filter(pl.col(name).is_not_null())
    if known.is_empty():
        return 0.0
    people = known.group_by(name).agg(pl.col("person").n_unique().alias("people"), pl.len().alias("rows"))
    return round(float(people.filter(pl.col("people") > 1)["rows"].sum()) / len(known), 3)
