"""What holds for every file: whatever the bytes, rows or a refusal; whatever the order, one state."""

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borough.platform.feeds.checking import check_rows
from borough.platform.feeds.contract_file import parse_contract
from borough.platform.feeds.reading import FileFault, read
from borough.platform.feeds.settling import CURRENT, one_row_a_key, settle
from tests.feeds.world import FIRST, contract_text

LAYOUTS = {
    "csv": 'format = "csv"',
    "csv of several lines": 'format = "csv"\nmultiline = true\nencoding = "windows-1252"',
    "csv without quotes": 'format = "csv"\nseparator = "|"\nquote = ""\nencoding = "iso-8859-1"',
    "utf-16": 'format = "csv"\nencoding = "utf-16"\nseparator = "\\t"',
    "xml": 'format = "xml"\nrecord = "Card"',
    "json lines": 'format = "jsonl"',
    "workbook": 'format = "xlsx"',
}
# Bytes that look enough like the format to get past its first checks, with noise between.
PIECES = [
    b"CARD,NAME,BORN\n", b"C1,Ann,01/02/1980\n", b'"', b",", b"\n", b"\r", b"\x00", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xc3\xa9", b"\xe9", b"<Cards>", b"<Card>", b"</Card>", b"<CARD>C1</CARD>", b"</Cards>",
    b"&x;", b"<!--",
    b'{"CARD": "C1"}\n', b'{"CARD": {"a": [', b"CARD|NAME|BORN\n", b"PK\x03\x04", b"\x1f", b"END,3",
    "CARD\tNAME\tBORN\nC1\tAnn\t\n".encode("utf-16"),
]  # fmt: skip
some_bytes = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=20)), max_size=20).map(b"".join)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=some_bytes)
def test_reading_any_bytes_gives_rows_or_a_refusal(tmp_path, layout, content):
    contract = parse_contract("cards", contract_text(file=LAYOUTS[layout]))
    path = tmp_path / "file"
    path.write_bytes(content)
    try:
        reading = read(path, contract)
    except FileFault:
        return
    checked = check_rows(reading.rows, contract, FIRST)
    assert checked.good.height + checked.bad.height == reading.rows.height
    numbers = pl.concat([checked.good["_row"], checked.bad["_row"], reading.broken["_row"]])
    assert not numbers.is_duplicated().any()


keys = st.sampled_from(["C1", "C2", "C3", "C4"])
names = st.sampled_from(["Ann", "Bob", "Cat"])
deltas = st.lists(st.tuples(st.sampled_from("IUD"), keys, names), max_size=6)
extracts = st.dictionaries(keys, names, max_size=4)


def folded(contract, files: list[pl.DataFrame]) -> dict[str, str]:
    """The current rows after these files, one after the other, as the operations apply them."""
    current = pl.DataFrame(schema=CURRENT)
    for number, rows in enumerate(files):
        distinct = one_row_a_key(check_rows(rows, contract, FIRST).good, contract)
        done = settle(
            distinct.rows, current, contract, protected=pl.Series([], dtype=pl.String), removes=True
        )
        kept = current.join(done.ended, on="_key", how="anti")
        new = done.changed.select(
            "_key", pl.lit(number, pl.Int64).alias("batch"), pl.col("_row").alias("number"), "_cells"
        )
        current = pl.concat([kept, new])
    assert not current["_key"].is_duplicated().any()
    return {key: cells.split("\x1f")[1] for key, cells in current.select("_key", "_cells").iter_rows()}


def rows(*values: tuple[str, str, str]) -> pl.DataFrame:
    table = [
        (number, None, key, name, "", operation) for number, (operation, key, name) in enumerate(values, 2)
    ]
    names = {"card": pl.String, "name": pl.String, "born": pl.String, "_operation": pl.String}
    return pl.DataFrame(table, schema={"_row": pl.UInt32, "_fault": pl.String, **names}, orient="row")


@settings(max_examples=60, deadline=None)
@given(files=st.lists(deltas, min_size=1, max_size=4), cut=st.integers(0, 6))
def test_a_delta_cut_into_two_files_or_sent_twice_means_the_same(files, cut):
    contract = parse_contract("cards", contract_text(mode="upsert"))
    expected: dict[str, str] = {}
    for operation, key, name in (change for file in files for change in file):
        expected.pop(key, None) if operation == "D" else expected.update({key: name})
    whole = [rows(*file) for file in files]
    split = [rows(*part) for file in files for part in (file[:cut], file[cut:])]
    twice = [frame for frame in whole for _ in range(2)]
    assert folded(contract, whole) == folded(contract, split) == folded(contract, twice) == expected


@settings(max_examples=60, deadline=None)
@given(files=st.lists(extracts, min_size=1, max_size=4))
def test_after_full_extracts_the_last_one_is_what_is_known(files):
    contract = parse_contract("cards", contract_text())
    frames = [rows(*(("", key, name) for key, name in file.items())).drop("_operation") for file in files]
    assert folded(contract, frames) == files[-1]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_files_may_arrive_in_any_order_be_sent_twice_and_be_reversed_and_replayed(world, data):
    """Through the database: the state is that of the files by date, whatever happened on the way."""
    from django.db import transaction

    files = data.draw(st.lists(deltas.filter(len), min_size=2, max_size=4, unique_by=str))
    arrival = data.draw(st.permutations(range(len(files))))
    with transaction.atomic():
        world.known.clear()
        world.agree(mode="upsert")
        batches = {}
        for day in arrival:
            text = "OP,CARD,NAME,BORN\n" + "".join(f"{o},{k},{n},\n" for o, k, n in files[day])
            batches[day] = world.loads(text, day=day)
            world.receive(text, day=day)
        reversed_day = data.draw(st.sampled_from(range(len(files))))
        world.decide("reverse", batches[reversed_day])
        assert world.known == expected(files, without=reversed_day)
        world.decide("replay", batches[reversed_day])
        assert world.known == expected(files)
        transaction.set_rollback(True)


def expected(files, without: int | None = None) -> dict[str, tuple[str, None]]:
    known: dict[str, tuple[str, None]] = {}
    for day, file in enumerate(files):
        for operation, key, name in file if day != without else ():
            known.pop(key, None) if operation == "D" else known.update({key: (name, None)})
    return known


@given(value=st.text(max_size=12), day=st.dates(date(1900, 1, 1), date(2020, 1, 1)))
@settings(max_examples=80, deadline=None)
def test_a_value_is_right_in_one_form_or_wrong_with_a_reason(value, day):
    contract = parse_contract("cards", contract_text())
    table = rows(("", "C1", value), ("", "C2", "x")).drop("_operation")
    table = table.with_columns(born=pl.Series([value, day.strftime("%d/%m/%Y")]))
    checked = check_rows(table, contract, FIRST)
    assert checked.good.filter(pl.col("_key") == "C2")["born"].to_list() == [day.isoformat()]
    wrong = checked.bad.filter(pl.col("_row") == 2)
    if value.strip() and wrong.is_empty():
        date.fromisoformat(checked.good["born"][0])
