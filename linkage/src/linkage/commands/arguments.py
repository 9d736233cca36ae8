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
    "explain": "why records are one person, or are not, and where that is weakest",
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
    if given.command == "explain" and not given.guess:
        _ids_behind(whole, given)
    if given.command == "evaluate":
        _one_question(whole, given)
    return given


def _ids_behind(whole: argparse.ArgumentParser, given: argparse.Namespace) -> None:
    """The first word, and those behind it that are files, are files; the others, at least two, are ids."""
    words = given.files
    place = next((n for n, word in enumerate(words) if n and not word.is_file()), len(words))
    place = min(place, len(words) - 2)
    if place < 1:
        whole.error("explain takes FILE... ID_A ID_B [ID...]")
    given.files, given.ids = words[:place], [str(word) for word in words[place:]]


def _one_question(whole: argparse.ArgumentParser, given: argparse.Namespace) -> None:
    """The truth, a sample to label, or a labelled one."""
    asked = [name for name in ("truth", "sample", "labelled") if getattr(given, name) is not None]
    if len(asked) != 1:
        whole.error("evaluate takes one of --truth FILE, --sample N and --labelled FILE")
    if given.sample is not None and (given.pairs is None or given.out is None):
        whole.error("evaluate --sample N takes --pairs FILE (from link) and --out FILE (the pairs to label)")
    if given.labelled is None and given.entities is None:
        whole.error("evaluate takes ENTITIES, the file from link")


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
        "--pairs",
        type=Path,
        help="both ids, weight, probability, the level of each field, the rule; kept from -6 bits (1.5 %%) on",
    )
    one.add_argument("--report", type=Path, help="a page about the run: .html")
    one.add_argument("--decisions", type=Path, help="what people decided: id_a, id_b, same (true or false)")
    one.add_argument("--truth", type=Path, help="id, person: the report then shows errors too")
    one.add_argument(
        "--engine", choices=("local", "spark"), default="local",
        help="spark: on Apache Spark, with a --model from train; entities and pairs only",
    )  # fmt: skip
    _limits(one)


def _explain(one: argparse.ArgumentParser) -> None:
    one.usage = f"{one.prog} FILE... --schema SCHEMA [--model MODEL] ID_A ID_B [ID...] [options]"
    # A file and ids: which is which is told when all words are known.
    one.add_argument(
        "files", type=Path, nargs="+", metavar="FILE... ID_A ID_B [ID...]", help=FILES + ", and ids of it"
    )
    _encoding(one)
    _schema(one)
    one.add_argument("--model", type=Path, help="a model from train; without one, one is trained")
    one.add_argument("--svg", type=Path, help="the waterfall as a picture")
    one.add_argument("--json", action="store_true", help="as JSON")
    _limits(one)


def _evaluate(one: argparse.ArgumentParser) -> None:
    one.add_argument("entities", type=Path, nargs="?", metavar="ENTITIES", help="id, entity: from link")
    one.add_argument("--truth", type=Path, help="id, person")
    one.add_argument("--sample", type=int, metavar="N", help="where nobody knows the truth: N pairs to label")
    one.add_argument("--out", type=Path, help="where these go: fill the column same with yes or no")
    one.add_argument(
        "--labelled", type=Path, metavar="FILE", help="the same, filled: how right it is, with intervals"
    )
    one.add_argument("--pairs", type=Path, help="from link: shows calibration and what blocking missed")
    one.add_argument(
        "--records",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="shows errors by source and group; the values of pairs to label",
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
