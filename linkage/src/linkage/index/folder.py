"""An index on disk: one file an array, mapped into memory when it is opened, and `index.json` that says what is what.

Files of a save have names of their own, and `index.json` changes in one step from those of the last save to
those of this one: a save that is broken off leaves the last one as it was.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np

from linkage.schema import BadInput

FORMAT = 2
CONTENTS = "index.json"


def write(folder: Path, facts: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
    """Raises BadInput where the folder holds something else, or cannot be written."""
    written: list[Path] = []
    mark = token_hex(4)
    with _said(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / CONTENTS).exists() and any(folder.iterdir()):
            raise BadInput(f"{folder} holds files that are not an index's: choose an empty folder.")
    try:
        with _said(folder):
            files = {}
            for name, array in arrays.items():
                written.append(folder / f"{name}.{mark}.bin")
                files[name] = _write(written[-1], array)
            written.append(folder / f"{CONTENTS}.{mark}")
            _write_whole(written[-1], _contents({"format": FORMAT, "facts": facts, "arrays": files}))
            os.replace(written[-1], folder / CONTENTS)
    except BadInput:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    for path in folder.glob("*.bin"):
        if f".{mark}." not in path.name:
            path.unlink(missing_ok=True)


def read(folder: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """(facts, arrays): what is changed in an array stays in memory. Raises BadInput where a file is missing, is
    not what was written, or was written by a version that this one does not know."""
    with _said(folder):
        body = _body(folder, (folder / CONTENTS).read_bytes())
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            arrays = pool.map(lambda its: _read(folder, *its), body["arrays"].items())
            return body["facts"], dict(zip(body["arrays"], arrays, strict=True))


def _contents(body: Mapping[str, Any]) -> bytes:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return json.dumps({"sha256": _sum(text.encode()), "index": text}, ensure_ascii=False).encode()


def _body(folder: Path, contents: bytes) -> dict[str, Any]:
    try:
        outer = json.loads(contents)
        text, known = outer["index"], outer["sha256"]
        body: dict[str, Any] = json.loads(text)
    except (ValueError, TypeError, KeyError):
        raise BadInput(f"{folder / CONTENTS} is not the contents of an index.") from None
    if body.get("format") != FORMAT:
        raise BadInput(
            f"{folder} was written in format {body.get('format')}, and this version reads format {FORMAT}: build "
            "the index anew."
        )
    if _sum(text.encode()) != known:
        raise BadInput(f"{folder / CONTENTS} is damaged: build the index anew.")
    return body


def _write(path: Path, array: np.ndarray) -> dict[str, Any]:
    data = np.ascontiguousarray(array)
    _write_whole(path, data.reshape(-1).view(np.uint8).data)
    kind = data.dtype.newbyteorder("<").str
    return {
        "file": path.name,
        "kind": kind,
        "shape": data.shape,
        "sha256": _sum(data.reshape(-1).view(np.uint8).data),
    }


def _write_whole(path: Path, data: bytes | memoryview) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _read(folder: Path, name: str, its: Mapping[str, Any]) -> np.ndarray:
    path, kind, shape = folder / its["file"], np.dtype(its["kind"]), tuple(its["shape"])
    size = kind.itemsize * int(np.prod(shape))
    if not path.exists() or path.stat().st_size != size:
        raise BadInput(f"{path} is missing or cut off: build the index anew.")
    if not size:
        return np.zeros(shape, kind)
    array = np.memmap(path, kind, "c", shape=shape).view(np.ndarray)
    if _sum(array.reshape(-1).view(np.uint8).data) != its["sha256"]:
        raise BadInput(f"{path} is damaged (the array {name!r}): build the index anew.")
    return array


def _sum(data: bytes | memoryview) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        raise BadInput(f"The index in {folder} cannot be used: {place}: {error.strerror}.") from error
