"""Files in: what a file holds comes out as it was written, and a file that is wrong is told where.

Each fault is the bytes of a file and the one sentence that must come, `FILE` standing for its path.
"""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkage.files import read, read_all

from linkage import BadInput

PEOPLE = [{"ref": "1", "name": "Zoë"}, {"ref": "2", "name": None}]
GOOD: dict[str, tuple[str, bytes]] = {
    "commas": ("a.csv", "ref,name\n1,Zoë\n2,\n".encode()),
    "semicolons": ("a.csv", "ref;name\n1;Zoë\n2;\n".encode()),
    "tabs": ("a.tsv", "ref\tname\n1\tZoë\n2\t\n".encode()),
    "bars, and a capital ending": ("A.CSV", "ref|name\n1|Zoë\n2|\n".encode()),
    "Windows line ends": ("a.csv", "ref,name\r\n1,Zoë\r\n2,\r\n".encode()),
    "no line end at the end": ("a.csv", "ref,name\n1,Zoë\n2,".encode()),
    "empty lines": ("a.csv", "ref,name\n\n1,Zoë\n2,\n\n".encode()),
    "quotes, and a quoted nothing": ("a.csv", 'ref,name\n"1","Zoë"\n2,""\n'.encode()),
    "the mark of UTF-8": ("a.csv", "\ufeffref,name\n1,Zoë\n2,\n".encode()),
    "UTF-16 with a mark": ("a.csv", "ref,name\n1,Zoë\n2,\n".encode("utf-16")),
    "UTF-16, big end first": ("a.csv", "\ufeffref,name\n1,Zoë\n2,\n".encode("utf-16-be")),
    "UTF-16 without a mark": ("a.csv", "ref,name\n1,Zoë\n2,\n".encode("utf-16-le")),
    "JSON lines": ("a.jsonl", '{"ref":"1","name":"Zoë"}\n\n{"ref":"2","name":null}\n'.encode()),
    "JSON lines, a key left out": ("a.ndjson", '{"ref":"1","name":"Zoë"}\n{"ref":"2"}'.encode()),
    "JSON lines in UTF-16": ("a.jsonl", '{"ref":"1","name":"Zoë"}\n{"ref":"2","name":null}'.encode("utf-16")),
}


@pytest.fixture
def file(tmp_path: Path):
    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("case", GOOD)
def test_a_file_comes_out_as_it_was_written(case: str, file) -> None:
    assert read(file(*GOOD[case])).to_dicts() == PEOPLE


def test_parquet_comes_out_as_it_was_written(tmp_path: Path) -> None:
    pl.DataFrame(PEOPLE).write_parquet(tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet").to_dicts() == PEOPLE


def test_noughts_at_the_front_stay_in_every_format(file) -> None:
    assert read(file("a.csv", b"ref,phone\n007,020\n"))["phone"].to_list() == ["020"]
    assert read(file("a.jsonl", b'{"ref":7}\n{"ref":7.5}\n{"ref":8}\n'))["ref"].to_list() == ["7", "7.5", "8"]


def test_an_old_windows_file_is_read_when_it_is_named_as_one(file) -> None:
    path = file("a.csv", "ref,name\n1,Zoë\n2,\n".encode("cp1252"))
    assert read(path, encoding="cp1252").to_dicts() == PEOPLE


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_any_text_survives_csv(tmp_path_factory, rows) -> None:
    """But for NUL bytes, which are refused, and half characters, which UTF-8 cannot hold."""
    clean = [
        tuple("".join(c for c in v if c != "\0" and not "\ud800" <= c <= "\udfff") for v in row)
        for row in rows
    ]
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    frame = pl.DataFrame(
        [(f"r{i}", *row) for i, row in enumerate(clean)], schema=["ref", "a", "b"], orient="row"
    )
    frame.write_csv(path, quote_style="always")
    assert read(path).to_dicts() == frame.with_columns(pl.col("a", "b").replace("", None)).to_dicts()


FAULTS: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "FILE is empty."),
    "white space only": ("a.csv", b" \n\n", "FILE is empty."),
    "empty Parquet": ("a.parquet", b"", "FILE is empty."),
    "header only": ("a.csv", b"ref,name\n", "FILE has no records: only a header, or nothing at all."),
    "a row too long": ("a.csv", b"ref,name\n1,x\n2,x,y\n",
        "FILE, row 2 (line 3): 3 values, but the header names 2 columns; a value that holds ',', a quote or a new "
        "line must stand in double quotes."),
    "a row too short": ("a.csv", b'ref;name;born\n1;"x\ny";z\n2;x\n',
        "FILE, row 2 (line 4): 2 values, but the header names 3 columns; a value that holds ';', a quote or a new "
        "line must stand in double quotes."),
    "two columns of one name": ("a.csv", b"ref,name,name\n1,x,y\n",
        "FILE, header: two columns are named 'name'; rename one."),
    "old Windows letters": ("a.csv", b"ref,name\n1,x\n2,Zo\xeb\n",
        "FILE, row 2 (line 3), column 'name': the byte 0xEB is not UTF-8; save the file as UTF-8, or give "
        "--encoding cp1252 if an older Windows program wrote it."),
    "old Windows letters in JSON": ("a.jsonl", b'{"ref":1}\n{"ref":"Zo\xeb"}\n',
        "FILE, line 2: the byte 0xEB is not UTF-8; save the file as UTF-8, or give --encoding cp1252 if an older "
        "Windows program wrote it."),
    "a NUL byte": ("a.csv", b"ref,name\n1,x\n2,x\0y\n",
        "FILE, line 3: a NUL byte stands in the text; the file is damaged: export it again."),
    "a line that is not JSON": ("a.jsonl", b'{"ref":1}\n{"ref":\n{"ref":3}\n',
        "FILE, line 2: not JSON: Expecting value at character 1; each line must be one object."),
    "an array of records": ("a.json", b'[{"ref":1},{"ref":2}]',
        "FILE, line 1: a list where an object with named values must stand."),
    "a list among values": ("a.jsonl", b'{"ref":1,"name":7}\n{"ref":2,"name":["x"]}\n',
        "FILE, line 2, column 'name': a list here, but a number in line 1; write it one way."),
    "half a Parquet file": ("a.parquet", b"PAR1 and so on until it stops",
        "FILE is not a whole Parquet file (File out of specification: The file must end with PAR1 or PARE); it may "
        "have been cut off: copy or export it again."),
    "a workbook": ("a.xlsx", b"PK", "FILE is a workbook; save the sheet as CSV (UTF-8)."),
    "something else": ("a.pdf", b"%PDF",
        "FILE: what it is cannot be told; its name must end in .parquet, .csv or .jsonl."),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_file_that_is_wrong_is_told_where(case: str, file) -> None:
    name, content, sentence = FAULTS[case]
    path = file(name, content)
    with pytest.raises(BadInput) as told:
        read_all([path])
    assert str(told.value) == sentence.replace("FILE", str(path))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no\.csv: there is no such file\."):
        read_all([tmp_path / "no.csv"])
    with pytest.raises(BadInput, match="is a folder; name a file"):
        read_all([tmp_path])


def test_a_folder_of_parquet_files_is_one_table(tmp_path: Path) -> None:
    folder = tmp_path / "entities.parquet"
    folder.mkdir()
    for n in (1, 2):
        pl.DataFrame({"id": [n]}).write_parquet(folder / f"part-{n}.parquet")
    (folder / "_SUCCESS").touch()
    assert read_all([folder]).frame["id"].to_list() == [1, 2]
