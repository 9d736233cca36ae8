"""From records to terms: what of a record can be typed into the box."""

import polars as pl
from linkage.standard.names import fold

COLUMNS = (
    "person_id", "forename", "middle_names", "surname", "date_of_birth", "flat", "house", "street",
    "postcode", "uprn", "email", "phone", "nino", "nhs_number", "feed", "source_key",
)  # fmt: skip
KINDS = {"email": "email", "phone": "phone", "nino": "nino", "nhs_number": "nhs", "uprn": "uprn"}


def terms_of(records: pl.DataFrame) -> pl.DataFrame:
    """Distinct (person_id, kind, text) of standardised records: `COLUMNS`, all text but the id."""
    pieces = [
        *(_words(records, "name", column) for column in ("forename", "middle_names", "surname")),
        _words(records, "street", "street"),
        _words(records.filter(pl.col("house").str.contains(" ")), "street", "house"),  # a building's name
        *(_whole(records, "house", pl.col(column).str.to_lowercase()) for column in ("flat", "house")),
        _whole(records, "postcode", pl.col("postcode").str.replace_all(" ", "")),
        _whole(records, "outcode", pl.col("postcode").str.split(" ").list.first()),
        *(_whole(records, "born", pl.col("date_of_birth").str.head(length)) for length in (10, 7, 4)),
        *(_whole(records, kind, pl.col(column)) for column, kind in KINDS.items()),
        # With its source, so that a reference of a closed source finds nobody.
        _whole(records, "key", pl.format("{} {}", "feed", pl.col("source_key").str.to_uppercase())),
    ]
    return pl.concat(pieces).unique(maintain_order=False)


def _whole(records: pl.DataFrame, kind: str, value: pl.Expr) -> pl.DataFrame:
    return records.select("person_id", pl.lit(kind).alias("kind"), value.alias("text")).filter(
        pl.col("text").is_not_null() & (pl.col("text") != "")
    )


def _words(records: pl.DataFrame, kind: str, column: str) -> pl.DataFrame:
    """Each word of a column; folded once a distinct value, since names repeat."""
    distinct = records.select(column).drop_nulls().unique()
    folded = distinct.with_columns(
        pl.col(column)
        .map_elements(lambda text: fold(text).split(), return_dtype=pl.List(pl.String))
        .alias("text")
    ).explode("text")
    return (
        records.select("person_id", column)
        .join(folded, on=column)
        .filter(pl.col("text").str.len_chars() > 1)
        .select("person_id", pl.lit(kind).alias("kind"), "text")
    )
