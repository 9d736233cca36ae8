"""Records whose person is known: where linkage put them, and who they are."""

import polars as pl

from linkage.schema import BadInput


def labelled(entities: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """`id`, `entity`, `person` as strings, and `confidence` where given, of the records whose person is known.

    `entities`: `id`, `entity`, and of a joint record `person` (1, 2, ...): its second one has the id "id/2", as
    in the column `entity`. `truth`: `id`, `person`; a person that is null is not known. Records without a line
    in the truth are left out: the truth may be partial. Raises BadInput for an id that stands twice, or that was
    not linked.
    """
    linked = _once(_named(entities), "The entities")
    known = _once(_columns(truth, "The truth", "id", "person"), "The truth").drop_nulls("person")
    both = known.join(linked, on="id", how="left", maintain_order="left")
    if strange := both["entity"].null_count():
        first = both.filter(pl.col("entity").is_null())["id"][0]
        raise BadInput(
            f"The truth, column 'id': {strange:,} of its {known.height:,} ids were not linked, the first is "
            f"{first!r}; give the truth of the linked records."
        )
    if both.is_empty():
        raise BadInput("The truth, column 'person': it knows no person, so there is nothing to measure by.")
    return both


def named(frame: pl.DataFrame, id: str = "id", person: str = "person") -> pl.DataFrame:
    """With ids as in the column `entity`: the second person of the joint record 7 is "7/2"."""
    frame = frame.with_columns(pl.col(id).cast(pl.String))
    if person not in frame.columns:
        return frame
    second = pl.col(person).cast(pl.Int64, strict=False) > 1
    name = pl.when(second).then(pl.format("{}/{}", id, person)).otherwise(id)
    return frame.with_columns(name.alias(id)).drop(person)


def _named(entities: pl.DataFrame) -> pl.DataFrame:
    frame = _columns(entities, "The entities", "id", "entity", "confidence", "person", optional=2)
    if frame.is_empty():
        raise BadInput("The entities: there is no record.")
    return named(frame)


def _columns(frame: pl.DataFrame, whose: str, *names: str, optional: int = 0) -> pl.DataFrame:
    """Those of `names` that are there, text as text; the last `optional` may be absent."""
    needed = names[: len(names) - optional]
    if absent := [name for name in needed if name not in frame.columns]:
        raise BadInput(f"{whose}: there is no column {absent[0]!r}; needed are {' and '.join(needed)}.")
    return frame.select(
        pl.col(name) if name == "confidence" else pl.col(name).cast(pl.String)
        for name in names
        if name in frame.columns
    )


def _once(frame: pl.DataFrame, whose: str) -> pl.DataFrame:
    ids = frame["id"]
    if ids.null_count():
        row = ids.is_null().arg_max() or 0
        raise BadInput(f"{whose}, column 'id': row {row + 1} has no id.")
    again = ids.is_first_distinct().not_()
    if again.any():
        row = again.arg_max() or 0
        raise BadInput(f"{whose}, column 'id': {ids[row]!r} stands twice, the second time in row {row + 1}.")
    return frame
