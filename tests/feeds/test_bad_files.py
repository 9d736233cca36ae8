"""Files as they really come. Each bad one is told from the others in plain words, and loses no good row."""

import io
import zipfile

import openpyxl
import pytest

from borough.platform.feeds.models import QuarantinedRow
from tests.feeds.world import World

HEADER = "CARD,NAME,BORN\n"


def rows(count: int) -> str:
    return "".join(f"C{i},Name {i},01/01/1980\n" for i in range(count))


# The file; the batch's state; (row number, field:code) of its quarantine; the keys that are in.
FILES = {
    "a row with one field more": (
        HEADER + "C1,Ann,01/02/1980\nC2,Bob,Lee,01/02/1980\nC3,Cat,01/02/1980\n",
        "applied", [(3, ":wrong-columns")], {"C1", "C3"},
    ),
    "a row cut short in the middle of the file": (
        HEADER + "C1,Ann,01/02/1980\nC2,B\nC3,Cat,01/02/1980\n",
        "applied", [(3, ":wrong-columns")], {"C1", "C3"},
    ),
    "a quotation mark that is never closed": (
        HEADER + 'C1,Ann,01/02/1980\nC2,"Bob,01/02/1980\nC3,Cat,01/02/1980\n',
        "applied", [(3, ":malformed")], {"C1", "C3"},
    ),
    "a separator and a mark inside a quoted value": (
        HEADER + 'C1,"Smith, Ann ""Annie""",01/02/1980\n', "applied", [], {"C1"},
    ),
    "Windows line ends, empty lines, blanks around values": (
        HEADER.replace("\n", "\r\n") + "\r\n C1 , Ann ,01/02/1980\r\n\r\n", "applied", [], {"C1"},
    ),
    "a last line without its line end": (HEADER + "C1,Ann,01/02/1980", "applied", [], {"C1"}),
    "a NUL byte": (HEADER + "C1,A\x00nn,\nC2,Bob,\n", "applied", [(2, "name:control-character")], {"C2"}),
    "a hidden character": (
        HEADER + "C1,A\x1fnn,\nC2,Bob,\n", "applied", [(2, "name:control-character")], {"C2"},
    ),
    "a key left empty": (HEADER + ",Ann,\nC2,Bob,\n", "applied", [(2, "card:missing")], {"C2"}),
    "a date that does not exist": (HEADER + "C1,Ann,31/02/1985\n", "applied", [(2, "born:bad-date")], set()),
    "a date in the future": (HEADER + "C1,Ann,01/01/2030\n", "applied", [(2, "born:out-of-range")], set()),
    "a value that goes on and on": (
        HEADER + f"C1,{'A' * 300},\nC2,Bob,\n", "applied", [(2, "name:too-long")], {"C2"},
    ),
    "two things wrong with one row": (
        HEADER + f"C1,{'A' * 300},soon\n", "applied", [(2, "name:too-long|born:bad-date")], set(),
    ),
    "a header and nothing else, where nothing was before": (HEADER, "applied", [], set()),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_bad_row_costs_itself_alone(world: World, name):
    file, state, quarantined, keys = FILES[name]
    batch = world.loads(file)
    assert (batch.state, world.quarantine(), set(world.known)) == (state, quarantined, keys)


REFUSED = {
    "no bytes at all": (b"", "empty", "no bytes"),
    "another header": (b"A,B,C\n1,2,3\n", "wrong-header", "None of the contract's 3 columns"),
    "a renamed column": (b"CARD,NAME,BORNE\nC1,Ann,\n", "wrong-header", "was it renamed to 'BORNE'?"),
    "a missing column": (b"CARD,NAME\nC1,Ann\n", "wrong-header", "The column 'BORN' is missing."),
    "a column twice": (b"CARD,NAME,BORN,NAME\nC1,Ann,,\n", "wrong-header", "twice: NAME"),
    "no header": (b"C1,Ann,01/02/1980\n", "wrong-header", "None of"),
    "UTF-16 where UTF-8 is stated": ((HEADER + rows(1)).encode("utf-16"), "not-this-encoding", "is UTF-16"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_says_why_and_applies_nothing(world: World, name):
    content, code, says = REFUSED[name]
    batch = world.loads(content)
    assert batch.state == "refused"
    assert says in dict(batch.problems)[code]
    assert world.known == {}


def test_a_column_that_the_contract_does_not_know_is_left_out_and_said(world: World):
    batch = world.loads("CARD,SALARY,NAME,BORN\nC1,100,Ann,\n")
    assert batch.notes == ("The column 'SALARY' is not in the contract and was left out.",)
    assert world.known == {"C1": ("Ann", None)}


def test_a_byte_order_mark_that_is_not_stated_is_said(world: World):
    batch = world.loads(b"\xef\xbb\xbf" + HEADER.encode() + b"C1,Ann,\n")
    assert "byte order mark" in batch.notes[0]
    assert set(world.known) == {"C1"}


@pytest.mark.parametrize(
    ("stated", "line", "read_as"),
    [
        ("utf-8", "C2,Ren\xe9e,".encode("latin-1"), "C2\x1fRenée\x1f"),
        ("windows-1252", "C2,Renée,".encode(), "C2\x1fRenée\x1f"),
        ("windows-1252", b"C2,Ren\x81e,", "C2\x1fRen\ufffde\x1f"),
        ("iso-8859-1", "C2,Zoë’s,".encode("cp1252"), "C2\x1fZoë’s\x1f"),
        ("us-ascii", "C2,Renée,".encode("latin-1"), "C2\x1fRenée\x1f"),
    ],
)
def test_bytes_in_another_encoding_are_found_by_row_and_read_as_what_they_seem(
    world: World, stated, line, read_as
):
    world.agree(file=f'format = "csv"\nencoding = "{stated}"')
    batch = world.loads(HEADER.encode() + rows(9).encode() + line + b"\nD1,Dan,\n")
    assert batch.state == "applied"
    assert world.quarantine() == [(11, ":mixed-encoding")]
    assert QuarantinedRow.objects.get().raw == read_as
    assert len(world.known) == 10


def test_a_curly_apostrophe_after_an_accent_is_no_sign_of_utf_8(world: World):
    world.agree(file='format = "csv"\nencoding = "windows-1252"')
    world.loads((HEADER + "C1,JOSÉ’S CAFÉ,\n").encode("cp1252"))
    assert world.known == {"C1": ("JOSÉ’S CAFÉ", None)}


def test_a_file_that_is_throughout_in_another_encoding_is_held(world: World):
    world.agree(file='format = "csv"\nencoding = "windows-1252"')
    batch = world.loads(HEADER + "".join(f"C{i},Zoë,\n" for i in range(40)))
    assert batch.state == "held"
    assert "wrong-encoding" in dict(batch.problems)


def test_a_formula_is_kept_as_the_text_it_is_and_counted(world: World):
    batch = world.loads(HEADER + 'C1,"=HYPERLINK(""http://x"")",\nC2,@SUM(1),\nC3,Ann,\n')
    assert world.known["C1"][0] == '=HYPERLINK("http://x")'
    assert batch.tally["formulas"] == 2


def test_a_line_that_never_ends_is_met_with_bounded_memory(world: World, monkeypatch):
    import borough.platform.feeds.reading.lines as lines

    monkeypatch.setattr(lines, "BLOCK", 1000)
    endless = "C2," + "x" * 50_000
    batch = world.loads(HEADER + "C1,Ann,\n" + endless + "\nC3,Cat,\n")
    assert batch.state == "applied"
    assert world.quarantine() == [(3, ":line-too-long")]
    assert set(world.known) == {"C1", "C3"}
    assert len(QuarantinedRow.objects.get().raw) <= 1000


def test_a_line_longer_than_the_contract_allows(world: World):
    world.agree(file='format = "csv"\nmax_line = 40')
    world.loads(HEADER + "C1,Ann,\nC2," + "x" * 50 + ",\n")
    assert world.quarantine() == [(3, ":line-too-long")]


def test_a_file_larger_than_the_contract_allows_is_refused_unread(world: World):
    world.agree(file='format = "csv"\nmax_bytes = 1000')
    batch = world.loads(HEADER + rows(100))
    assert "the contract allows 1,000" in dict(batch.problems)["too-large"]


def workbook(*rows: tuple) -> bytes:
    book = openpyxl.Workbook()
    for row in [("CARD", "NAME", "BORN"), *rows]:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bomb(parts: int = 1, size: int = 40 << 20) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(parts):
            archive.writestr(f"xl/worksheets/sheet{part}.xml", b" " * size)
    return buffer.getvalue()


def far_away() -> bytes:
    """A workbook whose second cell stands at the sheet's very end."""
    book = openpyxl.Workbook()
    book.active.append(("CARD", "NAME", "BORN"))
    book.active.cell(1_048_576, 16_384, "C1")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


DEFINED = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'


def with_definitions() -> bytes:
    buffer = io.BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.xml", DEFINED)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (bomb(), "zip-bomb"),
        (bomb(parts=1100, size=10), "zip-bomb"),
        (far_away(), "zip-bomb"),
        (workbook(("C1", "Ann", None))[:-40], "not-this-format"),
        (b"CARD,NAME,BORN\nC1,Ann,\n", "not-this-format"),
        (with_definitions(), "forbidden-xml"),
        (bomb(size=1), "not-this-format"),
    ],
)
def test_a_workbook_is_not_opened_when_it_is_a_bomb_or_no_workbook(world: World, content, code):
    world.agree(file='format = "xlsx"')
    assert world.loads(content).problems[0][0] == code


def test_a_workbook_gives_dates_numbers_and_formulas_as_text(world: World):
    import datetime

    world.agree(file='format = "xlsx"', formats='["%Y-%m-%d", "%d/%m/%Y"]')
    day = datetime.datetime(1980, 2, 1)
    world.loads(
        workbook((101.0, "Ann", day), (102, "=1+1", "02/03/1990"), (None, None, None), ("C4", "x", "", "y"))
    )
    assert world.known == {"101": ("Ann", "1980-02-01"), "102": ("=1+1", "1990-03-02")}
    assert world.quarantine() == [(5, ":wrong-columns")]


XML_CONTRACT = {"file": 'format = "xml"\nrecord = "Card"'}


@pytest.mark.parametrize(
    ("body", "state", "quarantined", "keys"),
    [
        ("<Card><CARD>C1</CARD><NAME>A &amp; B</NAME></Card>", "applied", [], {"C1"}),
        (
            "<Card><CARD>C1</CARD><NAME>Smi</Card>\n<Card><CARD>C2</CARD></Card>",
            "applied", [(1, ":malformed")], {"C2"},
        ),
        (
            "<Card><CARD>C1</CARD>\n<Card><CARD>C2</CARD></Card>\n",
            "applied", [(1, ":malformed")], {"C2"},
        ),
    ],
)  # fmt: skip
def test_xml_that_is_broken_in_one_record_loses_that_record(world: World, body, state, quarantined, keys):
    world.agree(**XML_CONTRACT)
    batch = world.loads(f"<?xml version='1.0'?>\n<Cards>\n{body}\n</Cards>\n")
    assert (batch.state, world.quarantine(), set(world.known)) == (state, quarantined, keys)


@pytest.mark.parametrize(
    ("content", "state", "code"),
    [
        ("<Cards><Card><CARD>C1</CARD></Card><Card><CA", "held", "file-cut-off"),
        ("<!DOCTYPE c [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Cards></Cards>", "refused", "forbidden-xml"),
        ("not xml", "refused", "not-this-format"),
        ("   ", "refused", "empty"),
    ],
)
def test_xml_that_cannot_be_trusted(world: World, content, state, code):
    world.agree(**XML_CONTRACT)
    batch = world.loads(content)
    assert (batch.state, batch.problems[0][0]) == (state, code)


def test_json_lines_lose_the_broken_line_alone(world: World):
    world.agree(file='format = "jsonl"')
    lines = [
        '{"CARD": "C1", "NAME": null, "EXTRA": 1}',
        '{"CARD": "C2"',
        "[1]",
        '{"CARD": 3, "NAME": "\\ud800"}',
    ]
    batch = world.loads("\n".join(lines) + "\n" + "[" * 100_000 + "\n")
    assert [fault for _, fault in world.quarantine()] == [":malformed", ":malformed", ":malformed"]
    assert world.known == {"C1": (None, None), "3": ("?", None)}
    assert batch.notes == ("The key 'EXTRA' is not in the contract and was left out (1 rows).",)


def test_two_deltas_without_a_change_are_two_arrivals(world: World):
    world.agree(mode="upsert", file='format = "jsonl"')
    assert world.loads(b"", day=0).state == "applied"
    assert world.loads(b"", day=7).state == "applied"
    assert world.receive(b"", day=7).code == "already-loaded"


FIXED = """
[[column]]
source = "CARD"
field = "card"
at = [2, 4]
description = "Card."
[[column]]
source = "NAME"
field = "name"
at = [6, 6]
description = "Name."
[[column]]
source = "BORN"
field = "born"
at = [12, 8]
description = "Born."
type = "date"
formats = ["%Y%m%d"]
"""


def test_fixed_width_finds_the_line_that_does_not_fit(world: World):
    from borough.platform.feeds import contracts
    from borough.platform.feeds.contract_file import parse_contract
    from tests.feeds.world import HEAD, TOPS

    file = 'format = "fixed"\nrecord_starts = "D"\n[file.totals]\npattern = \'T(?P<count>\\d{3})\''
    world.contract = parse_contract("cards", HEAD.format(top=TOPS["replace"], file=file) + FIXED)
    contracts._contracts["cards"] = world.contract
    lines = [
        "H20261001",
        "DC001Ann   19800201",
        "DC002Bo",
        "XC003Cat   19800201",
        "DC004Zoë   19800201",
        "T004",
    ]
    batch = world.loads("\n".join(lines) + "\n")
    assert batch.state == "applied"
    assert world.quarantine() == [(3, ":wrong-columns"), (4, ":wrong-columns")]
    assert world.known == {"C001": ("Ann", "1980-02-01"), "C004": ("Zoë", "1980-02-01")}


def test_a_value_may_run_over_lines_and_an_open_mark_swallows_nothing(world: World):
    world.agree(file='format = "csv"\nmultiline = true\npreamble = 2')
    many = "".join(f"D{i},Dan,\n" for i in range(40))
    world.loads("Report\n\n" + HEADER + 'C1,"Ann\nSmith",\nC2,"Bob,\n' + many + 'C3,"Cat",\n')
    assert world.known["C1"] == ("Ann\nSmith", None)
    assert world.quarantine() == [(6, ":malformed")]
    assert len(world.known) == 42
