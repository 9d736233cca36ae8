"""`link`: entities, and if asked for the pairs, from files of records."""

import argparse

from linkage import linking
from linkage.files import Outputs
from linkage.files.outputs import table_path
from linkage.limits import Limits
from linkage.progress import shown
from linkage.schema import BadInput
from linkage.watch import watched

from .reading import guessed, read_input


def run(given: argparse.Namespace) -> None:
    if guessed(given):
        return
    if given.out is None:
        raise BadInput("--out is missing: name the file that the entities go to.")
    progress, limits = shown(quiet=given.quiet), Limits.of(given.memory, given.threads)
    reads = (*given.files, given.schema, given.model, given.decisions, given.truth)
    with watched(limits), Outputs(table_path(given.out), reads=reads) as outputs:
        its = read_input(given, progress)
        with progress.stage("Linking", its.records.height):
            linked = linking.link(its.records, its.schema, memory=given.memory, threads=limits.threads)
        entities = linked.entities
        if (entities["person"] == 1).all():
            entities = entities.drop("person")
        outputs.table(entities, given.out)
    print(f"{its.records.height:,} records are {entities['entity'].n_unique():,} entities: {given.out}")
