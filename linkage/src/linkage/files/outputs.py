"""What a command writes appears whole, all of it together, or not at all: also at ctrl-C or on a full disk."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import polars as pl

from linkage.schema import BadInput

WRITERS: dict[str, Callable[[pl.DataFrame, Path], object]] = {
    ".parquet": lambda frame, path: frame.write_parquet(path),
    ".csv": lambda frame, path: frame.write_csv(path),
    ".jsonl": lambda frame, path: frame.write_ndjson(path),
}


class Outputs:
    """`with Outputs(out, pairs) as outputs: outputs.table(frame, out)`: renamed into place at the end.

    Raises BadInput at once, before any work, for a place that cannot be written, or that is among `reads`.
    """

    def __init__(self, *paths: Path | None, reads: Iterable[Path | None] = ()) -> None:
        read = {path.resolve() for path in reads if path}
        self.unfinished: dict[Path, Path] = {}
        for path in paths:
            if path is not None:
                _writable(path)
                if path.resolve() in read:
                    raise BadInput(f"{path} is read by this run; give the output another name.")
                if path in self.unfinished:
                    raise BadInput(f"{path} is named for two outputs; give each its own name.")
                self.unfinished[path] = path.with_name(f".{path.name}.{os.getpid()}.unfinished")

    def __enter__(self) -> "Outputs":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        try:
            if kind is None:
                for path, unfinished in self.unfinished.items():
                    if unfinished.exists():
                        unfinished.replace(path)
        finally:
            for unfinished in self.unfinished.values():
                with suppress(OSError):
                    unfinished.unlink(missing_ok=True)

    def table(self, frame: pl.DataFrame, path: Path) -> None:
        """In the format that the name ends in. Raises BadInput if it does not fit on the disk."""
        self._write(path, lambda unfinished: WRITERS[path.suffix.lower()](frame, unfinished))

    def text(self, text: str, path: Path) -> None:
        self._write(path, lambda unfinished: unfinished.write_text(text, encoding="utf-8"))

    def _write(self, path: Path, write: Callable[[Path], object]) -> None:
        try:
            write(self.unfinished[path])
        except (OSError, pl.exceptions.PolarsError) as fault:
            why = getattr(fault, "strerror", None) or str(fault).splitlines()[0]
            raise BadInput(f"{path} cannot be written: {why}; nothing was written.") from None


def table_path(path: Path | None) -> None:
    """Raises BadInput if the name does not end in a format that tables are written in."""
    if path is not None and path.suffix.lower() not in WRITERS:
        raise BadInput(f"{path}: the name must end in {', '.join(WRITERS)}.")


def _writable(path: Path) -> None:
    if not path.parent.is_dir():
        raise BadInput(f"{path} cannot be written: there is no folder {path.parent}.")
    if path.is_dir():
        raise BadInput(f"{path} cannot be written: it is a folder.")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise BadInput(f"{path} cannot be written: the folder {path.parent} may not be written to.")
