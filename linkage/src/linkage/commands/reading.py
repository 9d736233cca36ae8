"""What several commands begin with: the records and their schema, or a schema guessed and printed."""

import argparse
from dataclasses import dataclass

import polars as pl

from linkage import files, frames
from linkage.progress import Progress
from linkage.schema import BadInput, Schema
from linkage.survey import guess
from linkage.survey.notices import notices


@dataclass
class Input:
    """`records`: all columns of the files; those that the schema names are usable, each record has an id of its
    own."""

    records: pl.DataFrame
    schema: Schema

    def handed_over(self) -> pl.DataFrame:
        """The records, which from now on whoever asked holds alone: once their values are read, their memory is
        free."""
        records, self.records = self.records, self.records.clear()
        return records


def read_input(given: argparse.Namespace, progress: Progress) -> Input:
    """Raises BadInput, naming file, column and row."""
    if given.schema is None:
        raise BadInput(
            "--schema is missing: name a TOML file of column = role; --guess prints one to start from."
        )
    schema = Schema.read(given.schema)
    with progress.stage("Reading"):
        stack, schema = files.read_all(given.files, given.encoding).with_source(schema)
        records = frames.checked(stack.frame, schema, stack.where, stack.name)
        said = notices(records, schema, stack.where, stack.name)
    for sentence in said:
        progress.say(sentence)
    return Input(stack.frame, schema)


def guessed(given: argparse.Namespace) -> bool:
    """Where --guess is given: prints, and there is nothing more to do."""
    if given.guess:
        print(guess.guess(files.read_all(given.files, given.encoding).frame), end="")
    return bool(given.guess)


def compiled_code(progress: Progress) -> None:
    """Says so where kernels are still to be compiled, which only the first run on a machine waits for."""
    from linkage import kernels  # a second by itself

    if not kernels.CACHE.exists():
        progress.say("Compiling for this machine: this first run takes a minute longer.")
