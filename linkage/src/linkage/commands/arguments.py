"""What the command line takes. Nothing heavy is imported here: `--help` answers at once."""

import argparse
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

FILES = "Parquet, CSV or JSON lines"
COMMANDS = {
    "profile": "what is in a file, what is missing, what is a placeholder, which blocks are hot",
    "train": "learn what agreement weighs, without labels",
    "link": "which records are one person",
    "explain": "why two records are one person, or are not",
    "evaluate": "how right the entities are, where the truth is known",
}


class _Parser(argparse.ArgumentParser):
    """Wrong usage is bad input too: one sentence, exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help.\n")


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """`command` and what it takes. Files may also stand between and behind the options; exits with 2 if wrong."""
    whole = parser()
    given, others = whole.parse_known_args(arguments)
    if unknown := [word for word in others if word.startswith("-") or not hasattr(given, "files")]:
        whole.error(f"unknown: {' '.join(unknown)}")
    if hasattr(given, "files"):
        given.files += [Path(word) for word in others]
    if given.command == "explain":
        _ids_last(whole, given)
    return given


def _ids_last(whole: argparse.ArgumentParser, given: argparse.Namespace) -> None:
    """The last two words are ids, the others files."""
    if len(given.files) < 3 and not given.guess:
        whole.error("explain takes FILE... ID_A ID_B")
    if not given.guess:
        *given.files, given.id_a, given.id_b = given.files
        given.id_a, given.id_b = str(given.id_a), str(given.id_b)


def parser() -> argparse.ArgumentParser:
    whole = _Parser(prog="python -m linkage", description="Which records are one person, without labels.")
    whole.add_argument("--version", action="version", version=f"linkage {version('borough-linkage')}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what in COMMANDS.items():
        one = commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")
        ARGUMENTS[name](one)
        one.add_argument("-q", "--quiet", action="store_true", help="no progress, no remarks")
    return whole


def _profile(one: argparse.ArgumentParser) -> None:
    _files(one)
    _schema(one, needed=False)
    one.add_argument("--json", action="store_true", help="as JSON")
    _limits(one)


def _train(one: argparse.ArgumentParser) -> None:
    _files(one)
    _schema(one)
    one.add_argument("--model", type=Path, help="where the model goes, as JSON")
    _limits(one)


def _link(one: argparse.ArgumentParser) -> None:
    _files(one)
    _schema(one)
    one.add_argument(
        "--model", type=Path, help="a model from train, or of Splink; without one, one is trained"
    )
    one.add_argument("--out", type=Path, help="id, entity, confidence: .parquet, .csv or .jsonl")
    one.add_argument(
        "--pairs", type=Path, help="both ids, weight, probability, the level of each field, the rule"
    )
    one.add_argument("--report", type=Path, help="a page about the run: .html")
    one.add_argument("--decisions", type=Path, help="what people decided: id_a, id_b, same (true or false)")
    one.add_argument("--truth", type=Path, help="id, person: the report then shows errors too")
    one.add_argument("--engine", choices=("local", "spark"), default="local", help="spark: on Apache Spark")
    _limits(one)


def _explain(one: argparse.ArgumentParser) -> None:
    one.usage = f"{one.prog} FILE... --schema SCHEMA [--model MODEL] ID_A ID_B [options]"
    # A file and two ids: which is which is told when all words are known.
    one.add_argument(
        "files", type=Path, nargs="+", metavar="FILE... ID_A ID_B", help=FILES + ", and two ids of it"
    )
    _encoding(one)
    _schema(one)
    one.add_argument("--model", type=Path, help="a model from train; without one, one is trained")
    one.add_argument("--svg", type=Path, help="the waterfall as a picture")
    one.add_argument("--json", action="store_true", help="as JSON")
    _limits(one)


def _evaluate(one: argparse.ArgumentParser) -> None:
    one.add_argument("entities", type=Path, metavar="ENTITIES", help="id, entity: from link")
    one.add_argument("--truth", type=Path, required=True, help="id, person")
    one.add_argument("--pairs", type=Path, help="from link: shows calibration and what blocking missed")
    one.add_argument(
        "--records", type=Path, nargs="+", metavar="FILE", help="shows errors by source and group"
    )
    one.add_argument("--schema", type=Path, help="of the records")
    one.add_argument("--json", action="store_true", help="as JSON")
    _encoding(one)


def _files(one: argparse.ArgumentParser) -> None:
    one.add_argument("files", type=Path, nargs="+", metavar="FILE", help=FILES)
    _encoding(one)


def _encoding(one: argparse.ArgumentParser) -> None:
    one.add_argument("--encoding", help="of text files that are neither UTF-8 nor UTF-16, such as cp1252")


def _schema(one: argparse.ArgumentParser, *, needed: bool = True) -> None:
    one.add_argument("--schema", type=Path, help="TOML: [columns] column = role")
    one.add_argument("--guess", action="store_true", help="print a schema to start from, and do nothing else")
    one.set_defaults(needs_schema=needed)


def _limits(one: argparse.ArgumentParser) -> None:
    one.add_argument("--memory", help="as 2GB: the most that the program may hold")
    one.add_argument("--threads", type=int)


ARGUMENTS = {
    "profile": _profile,
    "train": _train,
    "link": _link,
    "explain": _explain,
    "evaluate": _evaluate,
}
