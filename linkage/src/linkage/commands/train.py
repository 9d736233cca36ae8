"""`train`: a model from files of records, without labels."""

import argparse
import json
from collections.abc import Sequence
from typing import cast

from linkage.commands.watch import watched
from linkage.files import Outputs
from linkage.limits import Limits
from linkage.progress import shown
from linkage.schema import BadInput
from linkage.wording import counted

from .reading import compiled_code, guessed, read_input


def run(given: argparse.Namespace) -> None:
    if guessed(given):
        return
    if given.model is None:
        raise BadInput("--model is missing: name the file that the model goes to.")
    progress, limits = shown(quiet=given.quiet), Limits.of(given.memory, given.threads)
    with watched(limits), Outputs(given.model, reads=(*given.files, given.schema)) as outputs:
        its = read_input(given, progress)
        from linkage import linking  # compiled code takes a second to load
        from linkage.splink import settings as splink_json

        compiled_code(progress)
        model = linking.train(
            its.records, its.schema, memory=given.memory, threads=limits.threads, progress=progress
        )
        trained = [str(level) for level in cast(list[object], model.extras["unseen"])]
        model = model.with_extras(schema=its.schema.document())
        settings = json.dumps(splink_json.to_settings(model), indent=1, ensure_ascii=False)
        outputs.text(settings + "\n", given.model)
    taught = f"{counted(len(model.comparisons), 'field')} and {counted(len(model.rules), 'rule')}"
    print(f"{counted(its.records.height, 'record')} taught {taught}: {given.model}")
    if unseen := never_seen(trained):
        print(unseen)


def never_seen(levels: Sequence[str]) -> str:
    """One sentence on levels of which nothing was learned; none where there are none."""
    if not levels:
        return ""
    return (
        f"No pair of one person was seen at these levels, which keep their start values: {', '.join(levels)}."
    )
