"""Records in, persons out: prepare, learn, look at pairs that share a key, and gather those who are one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from . import accounting
from .comparing import scan
from .comparing.blocking import Blocking, blocking
from .comparing.compiled import Compiled
from .comparing.scan import Pairs
from .frames import as_frame
from .gathering.clustering import Gathered, Gathering, People, gather
from .gathering.confidence import confidence
from .gathering.decisions import decided
from .gathering.noteworthy import noteworthy
from .learning import training
from .limits import Limits, give_back
from .linked import Linked
from .model import Model, probability
from .progress import SILENT, Progress
from .schema import Schema
from .standard.prepared import Prepared, prepared

# Pairs less likely than even are no edges of a group; of a table of pairs these still are.
EDGE, SHOWN = 0.0, -6.0
SLOW = (
    "What these ask no kernel knows: DuckDB was asked for each pair, and where persons are gathered these levels do "
    "not count: {}."
)


def train(records: Any, schema: Schema | Mapping[str, str], *, threads: int | None = None, memory: str | None = None,
          progress: Progress | None = None) -> Model:  # fmt: skip
    """What levels weigh in this file, and which rules are worth their pairs: without labels. Raises BadInput.

    `records`: a Polars, Arrow, pandas or DuckDB table. `schema`: a dictionary of column = role will do.
    """
    limits, shown = Limits.of(memory, threads), progress or SILENT
    schema = Schema.given(schema)
    with shown.stage("Reading the values"):
        its = prepared(records, schema)
    with shown.stage("Learning"):
        trained = training.train(its.table, its.compared, threads=limits.threads)
    return trained.model.with_extras(schema=schema.document(), unseen=list(trained.unseen))


def link(records: Any, schema: Schema | Mapping[str, str], *, model: Model | None = None, pairs: bool = False,
         decisions: Any = None, threads: int | None = None, memory: str | None = None,
         progress: Progress | None = None) -> Linked:  # fmt: skip
    """Which records are about one person. Without a `model`, one is learned from these records; one of Splink's
    reads the file's own columns.

    `pairs`: whether to keep the table of pairs. `decisions`: what people decided (`decisions.decided`); always
    honoured. `memory` ("2GB") and `threads` bound the run; the entities depend on neither, nor on the order of
    the rows. Raises BadInput.
    """
    limits, shown = Limits.of(memory, threads), progress or SILENT
    schema, model = Schema.given(schema), None if model is None else Model.given(model)
    decisions = None if decisions is None else as_frame(decisions)
    if model is not None and "schema" not in model.extras:
        return _by_splinks(records, schema, model, pairs, decisions, limits, shown)
    with shown.stage("Reading the values"):
        its = prepared(records, schema)
    limits.check("reading")
    trained = None
    if model is None:
        with shown.stage("Learning"):
            trained = training.train(its.table, its.compared, threads=limits.threads)
        model = trained.model
        give_back()
    with shown.stage("Finding candidates"):
        compiled, blocks = (
            Compiled(its.table, model),
            blocking(its.table, model.rules, threads=limits.threads),
        )
    limits.check("finding candidates")
    give_back()
    found = _scored(compiled, blocks, SHOWN if pairs else EDGE, limits, shown)
    blocks = blocks.compared()
    give_back()
    rules = [rule.name for rule in model.rules]
    run = _Run(its, compiled, blocks, found, rules, trained)
    return run.gathered(decisions, limits, shown, pairs=pairs, schema=schema.document())


def _by_splinks(records: Any, schema: Schema, model: Model, pairs: bool, decisions: pl.DataFrame | None,
                limits: Limits, shown: Progress) -> Linked:  # fmt: skip
    from .splink import linking as splink_linking
    from .splink import pairs as splink_pairs

    with shown.stage("Reading the values"):
        its = splink_linking.prepared(records, schema, model, limits.threads)
    limits.check("reading")
    compiled, blocks = (
        Compiled(its.table, splink_linking.gathering(model)),
        blocking(its.table, model.rules, threads=limits.threads),
    )
    with shown.stage("Comparing pairs", sum(block.pairs for block in blocks.blocks)) as stage:
        at_least = SHOWN if pairs else EDGE
        found = splink_linking.pairs(its, model, at_least, limits.threads, stage.advance)
    blocks = blocks.compared()
    give_back()
    run = _Run(its, compiled, blocks, found, splink_linking.rule_names(model), None)
    slow = splink_pairs.slow(model)
    linked = run.gathered(decisions, limits, shown, pairs=pairs)
    notes = (SLOW.format(", ".join(slow)),) if slow else ()
    return replace(linked, model=model, report=linked.report.with_(notes=notes))


def _scored(compiled: Compiled, blocks: Blocking, at_least: float, limits: Limits, shown: Progress) -> Pairs:
    with shown.stage("Comparing pairs", sum(its.pairs for its in blocks.blocks)) as stage:
        return Pairs.of(
            scan.pairs(compiled, blocks, at_least=at_least, threads=limits.threads, progress=stage.advance)
        )


@dataclass(frozen=True, eq=False)
class _Run:
    """What stands once pairs are scored. `rules`: the names that `found.rule` counts."""

    its: Prepared
    compiled: Compiled
    blocks: Blocking
    found: Pairs
    rules: list[str]
    trained: training.Trained | None

    def gathered(self, decisions: pl.DataFrame | None, limits: Limits, shown: Progress, *, pairs: bool,
                 **extras: object) -> Linked:  # fmt: skip
        its, compiled, found = self.its, self.compiled, self.found
        gathered = _gathered(compiled, self.blocks, found, its, decisions, limits, shown)
        model = compiled.model.with_extras(gathering=gathered.known.as_json(), **extras)
        entities = _entities(its, gathered)
        give_back()
        facts = accounting.facts(its, compiled, self.blocks, self.trained, entities, gathered.known)
        with shown.stage("Looking for alarms"):
            keys = ["id", "person"]
            rows = its.people.join(entities.with_row_index("row"), on=keys, how="left", maintain_order="left")
            facts = noteworthy(facts, compiled, its.people, rows["entity"], gathered, threads=limits.threads)
        table = _table(its, compiled, found, self.rules) if pairs else None
        return Linked(entities, table, model, facts, _edges(found, rows["row"]))


def _gathered(compiled: Compiled, blocks: Blocking, found: Pairs, its: Prepared, decisions: pl.DataFrame | None,
              limits: Limits, shown: Progress) -> Gathered:  # fmt: skip
    edge = found.weight >= EDGE
    given = decided(decisions, its.people)
    source = its.people["source"].replace("", None)
    systems = source.drop_nulls().unique().sort()
    place = pl.DataFrame({"source": systems}).with_row_index("place")
    number = source.to_frame().join(place, on="source", how="left", maintain_order="left")["place"]
    people = People(
        number.cast(pl.Int64).fill_null(-1).to_numpy(),
        tuple(systems),
        its.people["id"].rank("dense").to_numpy().astype(np.int64),
        given.together,
        given.apart,
    )
    known = compiled.model.extras.get("gathering")
    learned = Gathering.of(known) if isinstance(known, dict) else None
    edges = found.a[edge], found.b[edge], found.weight[edge]
    return gather(compiled, edges, people, blocks, learned, threads=limits.threads, progress=shown)


def _entities(its: Prepared, found: Gathered) -> pl.DataFrame:
    """An entity is named by the least id in it. A record that names nobody is an entity alone."""
    name = pl.when(pl.col("person") == 1).then("id").otherwise(pl.format("{}/{}", "id", "person"))
    rows = its.people.select("id", "person", name=name, cluster=pl.Series(found.cluster)).with_columns(
        entity=pl.col("name").min().over("cluster"), confidence=pl.Series(confidence(found.belongs))
    )  # fmt: skip
    named = rows.select("id", "person", "entity", "confidence")
    nobody = its.ids.alias("id").to_frame().join(named, on="id", how="anti").select(
        "id", person=pl.lit(1, pl.Int16), entity="id", confidence=pl.lit(1.0)
    )  # fmt: skip
    return pl.concat([named, nobody]).sort("id", "person")


def _edges(found: Pairs, row: pl.Series) -> pl.DataFrame:
    """`row`: where in the entities each row of the pairs stands."""
    edge = found.weight >= EDGE
    return pl.DataFrame({"a": row.gather(found.a[edge]), "b": row.gather(found.b[edge])})


def _table(its: Prepared, compiled: Compiled, found: Pairs, names: list[str]) -> pl.DataFrame:
    """In order; `person_a` and `person_b` only where a record names two people."""
    frame = pairs_table(its.people, compiled, found, names)
    frame = frame.sort("weight", "id_a", "id_b", descending=[True, False, False])
    return frame if (its.people["person"] > 1).any() else frame.drop("person_a", "person_b")


def pairs_table(people: pl.DataFrame, compiled: Compiled, found: Pairs, names: list[str]) -> pl.DataFrame:
    """`level_<field>`: its label, null where missing; `rule`: of `names` the first that admits the pair.

    `people`: `id` and `person` of each row that the pairs count.
    """
    ids, person = people["id"], people["person"]
    rules = pl.Series(names, dtype=pl.String)
    return pl.DataFrame(
        {"id_a": ids.gather(found.a), "person_a": person.gather(found.a), "id_b": ids.gather(found.b),
         "person_b": person.gather(found.b), "weight": found.weight, "probability": probability(found.weight)}
        | {f"level_{its.name}": _labels(its.name, compiled, found) for its in compiled.model.comparisons}
        | {"rule": rules.gather(found.rule)}
    )  # fmt: skip


def _labels(name: str, compiled: Compiled, found: Pairs) -> pl.Series:
    its = compiled.model.comparison(name)
    labels = pl.Series([None, *(level.label for level in reversed(its.levels))], dtype=pl.String)
    return labels.gather(compiled.unpack(found.words, name).astype(np.int64) + 1)
