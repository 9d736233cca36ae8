"""Files out: whole and together, or not at all."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest
from linkage.files import Outputs, read
from linkage.files.outputs import table_path

from linkage import BadInput

FRAME = pl.DataFrame({"id": ["1", "2"], "entity": ["1", "1"], "confidence": [0.5, 1.0]})


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".jsonl"])
def test_a_table_comes_back_from_every_format(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"entities{ending}"
    with Outputs(out) as outputs:
        outputs.table(FRAME, out)
    back = read(out)
    assert back.with_columns(pl.col("confidence").cast(pl.Float64)).equals(FRAME)


def test_nothing_appears_before_everything_is_written(tmp_path: Path) -> None:
    a, b = tmp_path / "a.csv", tmp_path / "b.html"
    with Outputs(a, b) as outputs:
        outputs.table(FRAME, a)
        assert not a.exists()
        outputs.text("<!doctype html>", b)
    assert names(tmp_path) == {"a.csv", "b.html"}


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, ValueError])
def test_an_interrupted_run_leaves_what_was_there_before(fault: type[BaseException], tmp_path: Path) -> None:
    out = tmp_path / "entities.csv"
    out.write_text("the last run's")

    def run() -> None:
        with Outputs(out) as outputs:
            outputs.table(FRAME, out)
            raise fault

    with pytest.raises(fault):
        run()
    assert names(tmp_path) == {"entities.csv"}
    assert out.read_text() == "the last run's"


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file of this process can grow beyond so many bytes: what a full disk is like."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".jsonl"])
def test_a_full_disk_is_one_sentence_and_no_file(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"entities{ending}"
    large = pl.DataFrame({"id": [f"{number * 7919:x}" for number in range(20_000)]})

    def run() -> None:
        with Outputs(out) as outputs:
            outputs.table(large, out)

    with (
        disk_of(4096),
        pytest.raises(BadInput, match=r"entities\.\w+ cannot be written: .+; nothing was written\.$"),
    ):
        run()
    assert names(tmp_path) == set()


def test_what_cannot_be_written_is_said_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no folder"):
        Outputs(tmp_path / "none" / "a.csv")
    with pytest.raises(BadInput, match="it is a folder"):
        Outputs(tmp_path)
    with pytest.raises(BadInput, match="is named for two outputs"):
        Outputs(tmp_path / "a.csv", tmp_path / "a.csv")
    with pytest.raises(BadInput, match=r"a\.xlsx: the name must end in \.parquet, \.csv, \.jsonl\."):
        table_path(tmp_path / "a.xlsx")
