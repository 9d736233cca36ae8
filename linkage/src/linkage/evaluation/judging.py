"""Entities against the truth: one call, every figure that what is given allows."""

from typing import Any

import polars as pl

from linkage.frames import as_frame
from linkage.linked import Linked
from linkage.schema import BadInput, Schema

from . import calibration, candidates, characteristics, clusters, contingency, groups, sources
from .bcubed import bcubed
from .labels import labelled
from .result import Evaluation


def evaluate(
    entities: Any,
    truth: Any,
    *,
    pairs: Any = None,
    records: Any = None,
    schema: Schema | None = None,
) -> Evaluation:
    """How right `entities` (`id`, `entity`, `confidence`) are by `truth` (`id`, `person`), which may be partial.

    Polars, Arrow, pandas or DuckDB tables; `entities` may be what `link` gives, whose pairs are then used.
    With `pairs` (`id_a`, `id_b`, `probability` or `weight`: all candidates) also what blocking reached and whether
    probabilities mean what they say; with `records` and `schema`, as they were linked, also errors by pair of
    sources and by group. Each id stands once in either. All counts are exact. Raises BadInput.
    """
    if (records is None) != (schema is None):
        raise BadInput("Errors by group need both the records and their schema.")
    if isinstance(entities, Linked):
        entities, pairs = entities.entities, entities.pairs if pairs is None else pairs
    entities = as_frame(entities)
    labels = labelled(entities, as_frame(truth))
    cells = contingency.contingency(labels)
    its_pairs = contingency.pairs(cells)
    found = None if pairs is None else candidates.judged(as_frame(pairs), labels)
    sized = found is not None and not found["probability"].null_count()
    by_group: dict[str, pl.DataFrame] = {}
    of_source: pl.DataFrame | None = None
    if records is not None and schema is not None:
        records, schema = as_frame(records), Schema.given(schema)
        by_group = characteristics.characteristics(records, schema)
        of_source = characteristics.sources(records, schema)
    return Evaluation(
        linked=entities.height,
        records=labels.height,
        entities=labels["entity"].n_unique(),
        persons=labels["person"].n_unique(),
        pairs=its_pairs,
        clusters=contingency.exact(cells),
        bcubed=bcubed(cells),
        entity_sizes=clusters.sizes(labels, "entity"),
        person_sizes=clusters.sizes(labels, "person"),
        mistakes=clusters.mistakes(labels, cells),
        candidates=None if found is None else candidates.candidates(found, its_pairs.true),
        calibration=calibration.calibration(found.rename({"same": "so"}))
        if found is not None and sized
        else None,
        confidence=calibration.of_confidence(labels, cells) if "confidence" in labels.columns else None,
        sources=() if of_source is None else sources.by_sources(labels, of_source),
        groups=groups.groups(labels, cells, by_group),
    )
