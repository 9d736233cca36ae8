"""The figures are worked out by hand here; and input that cannot be judged is refused in one sentence."""

from pathlib import Path

import polars as pl
import pytest
from linkage.__main__ import main

from linkage import BadInput, evaluate


def frame(column: str, groups: str) -> pl.DataFrame:
    """`ab c` puts a and b together and c alone."""
    pairs = [(record, str(number)) for number, group in enumerate(groups.split()) for record in group]
    return pl.DataFrame(pairs, schema=["id", column], orient="row")


@pytest.mark.parametrize(
    ("found", "true", "precision", "recall", "exact"),
    [
        ("abc de", "abc de", 1, 1, 1),
        ("abcde", "abc de", 4 / 10, 1, 0),
        ("ab c de", "abc de", 1, 2 / 4, 2 * 1 / (3 + 2)),
        ("a b c d e", "abc de", 1, 0, 0),
        ("a b", "a b", 1, 1, 1),
    ],
)
def test_figures(found: str, true: str, precision: float, recall: float, exact: float) -> None:
    judged = evaluate(frame("entity", found), frame("person", true))
    assert (judged.precision, judged.recall, judged.cluster_f1) == pytest.approx((precision, recall, exact))


@pytest.mark.parametrize(("found", "true"), [("abc", "ab"), ("ab", "abc"), ("aab", "ab")])
def test_records_must_be_the_same(found: str, true: str) -> None:
    with pytest.raises(BadInput, match="in common"):
        evaluate(frame("entity", found), frame("person", true))


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "schema.toml").write_text(
        '[columns]\nid = "id"\nname = "full_name"\nborn = "date_of_birth"\n'
    )
    (tmp_path / "people.csv").write_text(
        'id,name,born\n1,Ann Oakfield,1970-02-03\n2,"Oakfield, Ann",1970-02-03\n'
    )
    pl.DataFrame({"id": ["1", "2"], "person": ["x", "x"]}).write_parquet(tmp_path / "truth.parquet")
    out = tmp_path / "entities.parquet"
    main(["link", str(tmp_path / "people.csv"), "--schema", str(tmp_path / "schema.toml"), "--out", str(out)])
    main(["evaluate", str(out), "--truth", str(tmp_path / "truth.parquet")])
    assert "precision 1.0000, recall 1.0000" in capsys.readouterr().out
    assert [path.name for path in tmp_path.glob(".*")] == [], "nothing half-written is left"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (None, "absent.csv", "no such file"),
        (b"id,name\n", "people.xml", "must end in"),
        (b"", "people.csv", "cannot be read"),
        (b"id,name\n1,\xff\xfe\n", "people.csv", "cannot be read"),
        (b"ref,name\n1,Ann\n", "people.csv", "names the column 'id'"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, name: str, sentence: str
) -> None:
    (tmp_path / "schema.toml").write_text('[columns]\nid = "id"\nname = "full_name"\n')
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SystemExit) as stopped:
        main(["link", str(tmp_path / name), "--schema", str(tmp_path / "schema.toml"),
              "--out", str(tmp_path / "out.parquet")])  # fmt: skip
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.strip().splitlines()) == 1
    assert not (tmp_path / "out.parquet").exists()
