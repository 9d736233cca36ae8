"""`evaluate`: entities against the truth."""

import argparse

from linkage import evaluation
from linkage.files import read


def run(given: argparse.Namespace) -> None:
    print(evaluation.evaluate(read(given.entities, given.encoding), read(given.truth, given.encoding)))
