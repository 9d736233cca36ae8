"""`explain`: why records are one person, or are not, and where several hold least."""

import argparse

from linkage.commands.watch import watched
from linkage.files import Outputs
from linkage.limits import Limits
from linkage.progress import shown

from .models import read_model
from .reading import compiled_code, guessed, read_input


def run(given: argparse.Namespace) -> None:
    if guessed(given):
        return
    progress, limits = shown(quiet=given.quiet), Limits.of(given.memory, given.threads)
    reads = (*given.files, given.schema, given.model)
    with watched(limits), Outputs(given.svg, reads=reads) as outputs:
        its = read_input(given, progress)
        from linkage import linking  # compiled code takes a second to load
        from linkage.explaining import explanation as explaining

        compiled_code(progress)
        if given.model:
            model = read_model(given.model, its.schema)
        else:
            model = linking.train(
                its.records, its.schema, memory=given.memory, threads=limits.threads, progress=progress
            )
        with progress.stage("Explaining"):
            found = explaining.explain(its.records, its.schema, model, *given.ids)
        if given.svg:
            outputs.text(found.svg(), given.svg)
    print(found.as_json() if given.json else found)
