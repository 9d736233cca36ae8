"""`link`: entities, and if asked for the pairs and a page about the run, from files of records."""

import argparse
from datetime import date
from importlib.metadata import version
from pathlib import Path

import polars as pl

from linkage import evaluation
from linkage.commands.watch import watched
from linkage.files import Outputs, table_path
from linkage.limits import Limits, peak, size
from linkage.linked import Linked
from linkage.progress import Progress, Timed, shown
from linkage.schema import BadInput
from linkage.wording import are, counted

from .evaluate import table
from .models import read_model
from .reading import Input, compiled_code, guessed, read_input


def run(given: argparse.Namespace) -> None:
    if guessed(given):
        return
    if given.engine == "spark":
        from . import spark

        return spark.run(given)
    if given.out is None:
        raise BadInput("--out is missing: name the file that the entities go to.")
    progress, limits = Timed(shown(quiet=given.quiet)), Limits.of(given.memory, given.threads)
    for path in (given.out, given.pairs):
        table_path(path)
    reads = (*given.files, given.schema, given.model, given.decisions, given.truth)
    with watched(limits), Outputs(given.out, given.pairs, given.report, reads=reads) as outputs:
        its = read_input(given, progress)
        linked = _linked(given, its, limits, progress)
        with progress.stage("Writing"):
            outputs.table(without_person(linked.entities), given.out)
            if given.pairs and linked.pairs is not None:
                outputs.table(linked.pairs, given.pairs)
            if given.report:
                outputs.text(_page(given, its, linked, progress), given.report)
    print(_said(linked, given.out))


def without_person(entities: pl.DataFrame) -> pl.DataFrame:
    """`person` only where a record names two people."""
    joint = "person" in entities.columns and not (entities["person"] == 1).all()
    return entities if joint else entities.drop("person", strict=False)


def _linked(given: argparse.Namespace, its: Input, limits: Limits, progress: Progress) -> Linked:
    from linkage import linking  # compiled code takes a second to load: who is told of a fault need not wait

    compiled_code(progress)
    model = read_model(given.model, its.schema) if given.model else None
    decisions = table(given.decisions, given.encoding) if given.decisions else None
    records = its.records if given.truth else its.handed_over
    return linking.link(
        records, its.schema, model=model, pairs=bool(given.pairs), decisions=decisions, threads=limits.threads,
        memory=given.memory, progress=progress,
    )  # fmt: skip


def _page(given: argparse.Namespace, its: Input, linked: Linked, progress: Timed) -> str:
    from linkage.report import Run, page  # only who asks for it waits for it

    measured = None
    if given.truth:
        truth = table(given.truth, given.encoding)
        measured = evaluation.evaluate(
            linked.entities, truth, pairs=linked.pairs, records=its.records, schema=its.schema
        )
    columns = tuple((column, role.value) for column, role in its.schema.columns.items())
    about = Run(
        files=tuple(map(str, given.files)),
        columns=columns,
        version=version("borough-linkage"),
        when=date.today().isoformat(),
        peak=size(peak()),
    )
    return page(linked.report.with_(seconds=tuple(progress.seconds)), about, measured)


def _said(linked: Linked, out: Path) -> str:
    records, entities = linked.report.records, linked.entities["entity"].n_unique()
    said = [f"{counted(records, 'record')} {are(records)} {counted(entities, 'entity')}: {out}"]
    missed = linked.report.missed
    if missed:
        said.append(
            f"Blocking misses about {missed.share:.1%} of the true pairs ({missed.low:.1%} to {missed.high:.1%})."
        )
    hot = sum(rule.left_out for rule in linked.report.rules)
    if hot:
        said.append(
            f"{counted(hot, 'block')} {'was' if hot == 1 else 'were'} too large and left to finer rules."
        )
    if alarms := len(linked.report.alarms or ()):
        said.append(
            f"{counted(alarms, 'entity')} {'holds' if alarms == 1 else 'hold'} more disagreement "
            "than the model predicts."
        )
    return "\n".join(said)
