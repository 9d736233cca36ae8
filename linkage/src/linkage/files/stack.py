"""Several files as one table: columns are matched by name, and each row remembers its file."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from linkage.schema import BadInput, Role, Schema

from .tables import read

FILE = "file"  # the source column of files that say no source themselves


@dataclass(frozen=True)
class Stack:
    """`frame`: all rows, in the order of the files; `heights`: how many each file gave."""

    frame: pl.DataFrame
    paths: tuple[Path, ...]
    heights: tuple[int, ...]

    def where(self, row: int) -> str:
        """`people.csv, row 17`: rows are counted from 1, the header not among them."""
        for path, height in zip(self.paths, self.heights, strict=True):
            if row < height:
                return f"{path}, row {row + 1}"
            row -= height
        raise IndexError(row)

    @property
    def name(self) -> str:
        return ", ".join(map(str, self.paths))

    def with_source(self, schema: Schema) -> tuple["Stack", Schema]:
        """Where several files come without a source column, the file is the source."""
        if len(self.paths) == 1 or schema.having(Role.SOURCE):
            return self, schema
        column = FILE
        while column in self.frame.columns or column in schema.columns:
            column = f"_{column}"
        stems = [path.stem for path in self.paths]
        names = stems if len(set(stems)) == len(stems) else list(map(str, self.paths))
        source = pl.concat(
            pl.repeat(name, height, eager=True, dtype=pl.String)
            for name, height in zip(names, self.heights, strict=True)
        )
        frame = self.frame.with_columns(source.alias(column))
        return Stack(frame, self.paths, self.heights), Schema(
            {**schema.columns, column: Role.SOURCE}, schema.options
        )


def read_all(paths: list[Path], encoding: str | None = None) -> Stack:
    """Raises BadInput for a file that cannot be used, that has no rows, or that is named twice."""
    seen: dict[Path, Path] = {}
    for path in paths:
        if path.resolve() in seen:
            raise BadInput(f"{path} is named twice; each record must come once.")
        seen[path.resolve()] = path
    frames = [_rows(path, encoding) for path in paths]
    return Stack(_one(frames), tuple(paths), tuple(frame.height for frame in frames))


def _rows(path: Path, encoding: str | None) -> pl.DataFrame:
    frame = read(path, encoding)
    if not frame.height:
        raise BadInput(f"{path} has no records: only a header, or nothing at all.")
    return frame


def _one(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """A column that is text in one file and a number in another is text in both."""
    if len(frames) == 1:
        return frames[0]
    kinds: dict[str, set[pl.DataType]] = {}
    for frame in frames:
        for name, kind in frame.schema.items():
            kinds.setdefault(name, set()).add(kind)
    unlike = [name for name, its in kinds.items() if len(its - {pl.Null()}) > 1]
    as_text = [frame.with_columns(pl.col(name).cast(pl.String) for name in unlike if _plain(frame, name))
               for frame in frames]  # fmt: skip
    try:
        return pl.concat(as_text, how="diagonal_relaxed")
    except pl.exceptions.PolarsError as fault:
        raise BadInput(f"The files do not fit together: {str(fault).splitlines()[0]}.") from None


def _plain(frame: pl.DataFrame, name: str) -> bool:
    return name in frame.columns and not frame[name].dtype.is_nested()
