"""What cannot be used gives one sentence that names file, column and row, and exit code 2; nothing is written.

Each case is the files of a run, what the command line says besides, and the sentence. `SCHEMA` is what stands
in schema.toml where the case does not say.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from linkage.__main__ import run

from linkage import BadInput, Schema, link

SCHEMA = """
[columns]
ref = "id"
first = "forename"
last = "surname"
born = "date_of_birth"
"""
HEADER = "ref,first,last,born\n"
GOOD = HEADER + "1,Aisha,Rahman,1984-02-09\n2,Ayesha,Rahman,1984-02-09\n"


class Case(NamedTuple):
    files: dict[str, str | bytes]
    sentence: str
    options: tuple[str, ...] = ()
    named: tuple[str, ...] = ("a.csv",)


def rows(*lines: str) -> dict[str, str | bytes]:
    return {"a.csv": HEADER + "\n".join(lines) + "\n"}


CASES = {
    "an id is missing": Case(rows("1,A,B,", ",C,D,"),
        "a.csv, row 2, column 'ref': the record has no id; give every record its own."),
    "ids are missing": Case(rows("1,A,B,", ",C,D,", " ,E,F,"),
        "a.csv, row 2, column 'ref': the record has no id (2 records have none); give every record its own."),
    "an id stands twice": Case(rows("1,A,B,", "2,C,D,", "1,E,F,"),
        "a.csv, row 3, column 'ref': the id '1' already stands in a.csv, row 1; every record needs an id of its"),
    "an id stands in two files": Case({"a.csv": GOOD, "b.csv": HEADER + "9,X,Y,\n2,C,D,\n"},
        "b.csv, row 2, column 'ref': the id '2' already stands in a.csv, row 2; every record needs an id of its own.",
        named=("a.csv", "b.csv")),
    "the same file twice": Case({"a.csv": GOOD}, "a.csv is named twice; each record must come once.",
        named=("a.csv", "a.csv")),
    "a column is not there": Case({"a.csv": "ref,first,last\n1,A,B\n"},
        "a.csv: the schema names the column 'born', which is not there; the columns are 'ref', 'first', 'last'."),
    "a header and nothing else": Case({"a.csv": HEADER}, "a.csv has no records: only a header, or nothing at all."),
    "an empty file": Case({"a.csv": ""}, "a.csv is empty."),
    "lists in a column": Case({"a.jsonl": '{"ref":1,"first":["A"],"last":"B","born":""}\n'},
        "a.jsonl, column 'first': it holds lists or objects; a forename must be text, a number or a date.",
        named=("a.jsonl",)),
    "objects in a column": Case({"a.jsonl": '{"ref":1,"first":"A","last":{"x":1},"born":""}\n'},
        "a.jsonl, column 'last': it holds lists or objects; a surname must be text, a number or a date.",
        named=("a.jsonl",)),
    "birth dates that are none": Case(rows(*(f"{n},A,B,tall {chr(97 + n)}" for n in range(12))),
        "a.csv, row 1, column 'born': none of its 12 values can be read as a date_of_birth, the first is 'tall a'; "
        "give the column another role; or a date_format in [options.born]."),
    "numbers that are none": Case({**rows(*(f"{n},A,B,tall {chr(97 + n)}" for n in range(12))),
                                   "schema.toml": '[columns]\nref = "id"\nborn = "number"\n'},
        "a.csv, row 1, column 'born': none of its 12 values can be read as a number, the first is 'tall a'; "
        "give the column another role."),
    "a role that does not exist": Case({"a.csv": GOOD, "schema.toml": '[columns]\nref = "id"\nfirst = "given"\n'},
        "schema.toml: Column 'first': there is no role 'given'; roles are "),
    "no id in the schema": Case({"a.csv": GOOD, "schema.toml": '[columns]\nfirst = "forename"\n'},
        "schema.toml: A schema needs exactly one column with the role `id`."),
    "an option that does not exist": Case({"a.csv": GOOD, "schema.toml": SCHEMA + "[options.born]\nformat = 1\n"},
        "schema.toml: Column 'born': there is no option 'format'; options are person, surname_first, date_format."),
    "a schema that is no TOML": Case({"a.csv": GOOD, "schema.toml": "[columns]\nref = id\n"},
        "schema.toml is no TOML: Invalid value (at line 2, column 7)"),
    "no schema": Case({"a.csv": GOOD}, "none.toml: there is no such file.", ("--schema", "none.toml")),
    "no such folder": Case({"a.csv": GOOD},
        "no/e.csv cannot be written: there is no folder no.", ("--out", "no/e.csv")),
    "an output of no known kind": Case({"a.csv": GOOD},
        "e.xml: the name must end in .parquet, .csv, .jsonl.", ("--out", "e.xml")),
    "the output is the input": Case({"a.csv": GOOD},
        "a.csv is read by this run; give the output another name.", ("--out", "a.csv")),
    "memory that nobody understands": Case({"a.csv": GOOD},
        "--memory 'lots': write a number and a unit, such as 2GB or 500MB.", ("--memory", "lots")),
    "no threads": Case({"a.csv": GOOD}, "--threads 0: give 1 or more.", ("--threads", "0")),
    "too little memory": Case({"a.csv": GOOD}, "Not enough memory: the program by itself needs at least ",
        ("--memory", "50MB")),
    "an encoding that does not exist": Case({"a.csv": GOOD},
        "a.csv: there is no encoding 'klingon'; cp1252 or utf-8 are usual.", ("--encoding", "klingon")),
    "no model for Spark": Case({"a.csv": GOOD},
        "--engine spark needs a --model. Train one on a part of the records: python -m linkage train",
        ("--engine", "spark")),
    "a report from Spark": Case({"a.csv": GOOD},
        "--report is for one machine; with --engine spark, evaluate tells how right the entities are.",
        ("--engine", "spark", "--report", "r.html")),
    "the truth for Spark": Case({"a.csv": GOOD, "t.csv": "id,person\n1,p\n"},
        "--truth is for the report, which --engine spark does not write; give it to evaluate.",
        ("--engine", "spark", "--truth", "t.csv")),
    "decisions for Spark": Case({"a.csv": GOOD, "d.csv": "id_a,id_b,same\n1,2,true\n"},
        "--decisions are for one machine; --engine spark does not know them.",
        ("--engine", "spark", "--decisions", "d.csv")),
    "a file from Spark": Case({"a.csv": GOOD, "m.json": "{}"},
        "e.csv: Spark writes a folder of Parquet files; the name must end in .parquet.",
        ("--engine", "spark", "--model", "m.json")),
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(files: dict[str, str | bytes]) -> set[str]:
    for name, content in {"schema.toml": SCHEMA, **files}.items():
        Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return {"schema.toml", *files}


@pytest.mark.parametrize("name", CASES)
def test_one_sentence_and_exit_code_2(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CASES[name]
    files = written(case.files)
    code = run(["link", *case.named, "-q", "--schema", "schema.toml", "--out", "e.csv", *case.options])
    told = capsys.readouterr()
    assert told.err.startswith(case.sentence), told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert code == 2
    assert {path.name for path in here.iterdir()} == files


class Odd(NamedTuple):
    """Usable after all: `remark` is told, and the entities are `entities`."""

    files: str
    remark: str
    entities: int


ODD = {
    "one row": Odd(HEADER + "1,Aisha,Rahman,1984-02-09\n",
        "a.csv: one record, so there is nothing to link it with.", 1),
    "a column that is empty throughout": Odd(HEADER + "1,Aisha,Rahman,\n2,Tom,Hartley,\n",
        "a.csv, column 'born' (date_of_birth): it is empty in every row and tells nobody apart.", 2),
    "a name of a thousand letters": Odd(HEADER + f"1,{'Aisha' * 200},Rahman,1984-02-09\n2,Tom,Hartley,\n",
        "a.csv, row 1, column 'first': a value of 1,000 letters; is the row whole?", 2),
    "the year 9999": Odd(HEADER + "1,Aisha,Rahman,9999-12-31\n2,Tom,Hartley,1970-01-02\n",
        "a.csv, row 1, column 'born': '9999-12-31' cannot be read as a date_of_birth; 1 of 2 values like it count "
        "as missing.", 2),
    "emoji": Odd(HEADER + "1,\U0001f600,\U0001f468\u200d\U0001f469,1984-02-09\n2,Tom,Hartley,1970-01-02\n", "", 2),
    "letters of every kind": Odd(HEADER + "1,محمد,علي,1984-02-09\n2,小明,王,1970-01-02\n", "", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_but_usable_is_told_and_linked(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ODD[name]
    written({"a.csv": case.files})
    assert run(["link", "a.csv", "--schema", "schema.toml", "--out", "e.csv"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if line.startswith("a.csv")] == ([case.remark] if case.remark else [])
    assert pl.read_csv("e.csv")["entity"].n_unique() == case.entities


TRUTHS = {
    "ids that were not linked": ("id,person\n1,p\n7,q\n", "'7'"),
    "an id twice": ("id,person\n1,p\n1,q\n", "'1'"),
    "no column of persons": ("id,who\n1,p\n", "'person'"),
    "nothing": ("", "t.csv is empty."),
}


@pytest.mark.parametrize("name", TRUTHS)
def test_a_truth_that_does_not_fit(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, named = TRUTHS[name]
    written({"e.csv": "id,entity\n1,1\n2,1\n", "t.csv": text})
    assert run(["evaluate", "e.csv", "--truth", "t.csv"]) == 2
    told = capsys.readouterr()
    assert named in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_the_python_face_says_the_same() -> None:
    schema = Schema.of({"ref": "id", "first": "forename"})
    with pytest.raises(BadInput, match=r"^row 2, column 'ref': the id '1' already stands in row 1;"):
        link(pl.DataFrame({"ref": ["1", "1"], "first": ["A", "B"]}), schema)


USAGE = {
    "no command": ([], "required: COMMAND"),
    "no such command": (["lnik", "a.csv"], "invalid choice: 'lnik'"),
    "no such option": (["link", "a.csv", "--schem", "s", "--colour", "red"], "unknown: --colour"),
    "one id": (["explain", "a.csv", "--schema", "s.toml", "1"], "explain takes FILE... ID_A ID_B"),
    "no truth": (["evaluate", "e.csv"], "evaluate takes one of --truth FILE, --sample N and --labelled FILE"),
    "no out": (
        ["link", "a.csv", "--schema", "s.toml"],
        "--out is missing: name the file that the entities go to.",
    ),
    "no schema": (
        ["link", "a.csv", "--out", "e.csv"],
        "--schema is missing: name a TOML file of column = role;",
    ),
}


@pytest.mark.parametrize("name", USAGE)
def test_a_command_that_is_not_understood(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words, sentence = USAGE[name]
    written({"a.csv": GOOD})
    try:
        code: object = run(words)
    except SystemExit as end:
        code = end.code
    told = capsys.readouterr()
    assert code == 2
    assert sentence in told.err
    assert (told.err.count("\n"), told.out) == (1, "")


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "linkage", *arguments], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)  # fmt: skip


def test_the_process_ends_with_code_2_and_one_sentence(here: Path) -> None:
    written({"a.parquet": b"PAR1 cut off"})
    out, err = started("link", "a.parquet", "--schema", "schema.toml", "--out", "e.csv").communicate()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("a.parquet is not a whole Parquet file")


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_leaves_nothing(stop: signal.Signals, code: int, here: Path) -> None:
    """The file of records is a pipe that never ends, so that the run is still reading when it is stopped."""
    files = written({})
    os.mkfifo("a.csv")
    program = started("link", "a.csv", "--schema", "schema.toml", "--out", "e.csv")
    with open("a.csv", "w"):  # opens once the program reads
        program.send_signal(stop)
        _, err = program.communicate()
    assert program.returncode == code
    assert "Traceback" not in err
    assert {path.name for path in here.iterdir()} == files | {"a.csv"}


def test_a_pipe_is_read_as_a_file_is(here: Path) -> None:
    written({})
    os.mkfifo("a.csv")
    program = started("link", "a.csv", "--schema", "schema.toml", "--out", "e.csv")
    with open("a.csv", "w") as pipe:
        pipe.write(GOOD)
    program.communicate()
    assert program.returncode == 0
    assert len((here / "e.csv").read_text().splitlines()) == 3


def test_an_early_end_is_an_orderly_one_every_time(here: Path) -> None:
    """Threads of libraries still stand when a fault is found at once; now and then the interpreter aborted."""
    written({"hdr.csv": "ref,first,last\n"})
    for _ in range(15):
        program = started("link", "hdr.csv", "--schema", "schema.toml", "--out", "e.csv")
        _, err = program.communicate()
        assert (program.returncode, err.count("\n")) == (2, 1), err
