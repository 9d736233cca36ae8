"""`python -m linkage`: link a file, or measure entities against the truth.

    python -m linkage link FILE... --schema schema.toml --out entities.parquet
    python -m linkage evaluate entities.parquet --truth truth.parquet

Input that cannot be used gives one sentence and exit code 2.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

from . import BadInput, Schema, evaluate, link

READERS: dict[str, Callable[[Path], pl.DataFrame]] = {
    ".parquet": pl.read_parquet,
    ".csv": lambda path: pl.read_csv(path, infer_schema=False),
    ".jsonl": lambda path: pl.read_ndjson(path, infer_schema_length=None),
}


def main(arguments: list[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    try:
        given.run(given)
    except BadInput as fault:
        print(fault, file=sys.stderr)
        sys.exit(2)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m linkage", description="Record linkage without labels.")
    commands = parser.add_subparsers(required=True)
    linking = commands.add_parser("link", help="which records are one person")
    linking.add_argument("files", type=Path, nargs="+", help="Parquet, CSV or JSON lines")
    linking.add_argument("--schema", type=Path, required=True, help="TOML: [columns] column = role")
    linking.add_argument("--out", type=Path, required=True, help="Parquet: id, person, entity, confidence")
    linking.add_argument("--memory", help="for the engine, as 2GB")
    linking.add_argument("--threads", type=int)
    linking.set_defaults(run=_link)
    measuring = commands.add_parser("evaluate", help="how right the entities are")
    measuring.add_argument("entities", type=Path, help="Parquet: id, entity")
    measuring.add_argument("--truth", type=Path, required=True, help="Parquet: id, person")
    measuring.set_defaults(run=_evaluate)
    return parser


def _link(given: argparse.Namespace) -> None:
    records = pl.concat([_read(path) for path in given.files], how="diagonal_relaxed")
    entities = link(records, Schema.read(given.schema), memory=given.memory, threads=given.threads)
    unfinished = given.out.with_name(f".{given.out.name}.unfinished")
    try:
        entities.write_parquet(unfinished)
        unfinished.replace(given.out)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise BadInput(f"{given.out} cannot be written: {fault.strerror}.") from None
    print(f"{records.height:,} records are {entities['entity'].n_unique():,} entities: {given.out}")


def _evaluate(given: argparse.Namespace) -> None:
    print(evaluate(_read(given.entities), _read(given.truth)))


def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise BadInput(f"{path}: there is no such file.")
    if path.suffix not in READERS:
        raise BadInput(f"{path}: the name must end in {', '.join(READERS)}.")
    try:
        return READERS[path.suffix](path)
    except pl.exceptions.PolarsError as fault:
        raise BadInput(f"{path} cannot be read: {str(fault).splitlines()[0]}") from None


if __name__ == "__main__":
    main()
