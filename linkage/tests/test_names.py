"""Names as people write them, in one column and in several: who is named, and by what."""

import polars as pl
import pytest
from linkage.standard.conventions import Conventions
from linkage.standard.folding import fold
from linkage.standard.nicknames import family, roots
from linkage.standard.sounds import sound

from linkage import Schema, standardise

FULL = """
full name                        | people: forename, middle, surname, suffix, former
Smith, John, Jr.                 | john - smith jr -
John Smith III                   | john - smith iii -
Dr John Q. Smith, PhD            | john q smith - -
SMITH, JOHN & MARY               | john - smith - -; mary - smith - -
Sarah Bennett (née Okafor)       | sarah - bennett - okafor
Sarah Bennett nee Okafor         | sarah - bennett - okafor
Elizabeth (Liz) Smith            | elizabeth liz smith - -
DUPONT Jean                      | jean - dupont - -
Ms AISHA KHAN                    | aisha - khan - -
AJ Smith                         | aj - smith - -
J.R. Smith                       | j r smith - -
Junior                           | - - junior - -
Mohammed bin Rashid Al-Maktoum   | mohammed bin rashid almaktoum - -
Ludwig van der Berg              | ludwig - vanderberg - -
María-José García Márquez        | maria jose garcia marquez - -
Иван Петров                      | ivan - petrov - -
Γιώργος Παπαδόπουλος             | giorgos - papadopoylos - -
Mr A Khan & family               | a - khan - -
N/A                              | nobody
Jones & Partners LLP             | nobody
"""
APART = """
forename      | surname           | people: forename, middle, surname, suffix, former
John & Mary   | Smith             | john - smith - -; mary - smith - -
John and Mary | Smith and Jones   | john - smith - -; mary - jones - -
Mrs Ann       | Lee (formerly Ng) | ann - lee - ng
Robert Jr     | Byrd              | robert - byrd jr -
Robert        | Byrd, Sr.         | robert - byrd sr -
Junior        | Silva             | junior - silva - -
Ji-Woo        | Na                | jiwoo - na - -
Ann           | NA                | ann - - - -
UNKNOWN       | O’Neill           | - - oneill - -
Bobby 🎉      | Smith-Jones       | bobby - smith jones - -
"""
SOUNDS = """
alike
smith schmidt shmit smyth
kowalski kowalska
mohammed muhammad mohamed
philips fillips
wright right
hussein husain hussain
tchaikovsky chaikovski
nguyen nguyan
"""


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def people(columns: dict[str, str], schema: dict[str, str]) -> str:
    found = standardise(pl.DataFrame({"id": ["1"], **{name: [text] for name, text in columns.items()}}),
                        Schema.of({"id": "id"} | schema))  # fmt: skip
    rows = (
        found.select("forename", "middle_names", "surname", "suffix", "former_surname").fill_null("-").rows()
    )
    return "; ".join(" ".join(row) for row in rows) or "nobody"


@pytest.mark.parametrize(("written", "means"), [line for line in lines(FULL) if len(line) == 2])
def test_one_column(written: str, means: str) -> None:
    assert people({"name": written}, {"name": "full_name"}) == means


@pytest.mark.parametrize(("forename", "surname", "means"), lines(APART))
def test_two_columns(forename: str, surname: str, means: str) -> None:
    assert people({"f": forename, "s": surname}, {"f": "forename", "s": "surname"}) == means


@pytest.mark.parametrize("alike", [line[0].split() for line in lines(SOUNDS)])
def test_spellings_of_one_sound(alike: list[str]) -> None:
    assert len({sound(name) for name in alike}) == 1


def test_sounds_that_differ() -> None:
    assert len({sound(name) for name in ["smith", "jones", "taylor", "brown", "khan", "patel", "li"]}) == 7
    assert sound("j") is None


@pytest.mark.parametrize(
    ("short", "root"),
    [
        ("bob", "robert"),
        ("chris", "christopher"),
        ("sam", "samuel"),
        ("yusuf", "joseph"),
        ("muhammad", "mohammed"),
    ],
)
def test_a_short_form_has_a_likeliest_root(short: str, root: str) -> None:
    assert roots(short)[0] == root
    assert short in family(root)


def test_folding_twice_changes_nothing() -> None:
    for text in ["Ǆ", "ﬁ", "İstanbul", "ŉ", "Ł’Ø", "ᴬb"]:
        assert fold(fold(text)) == fold(text)


def forenames(given: list[str], **more: str) -> list[tuple[str | None, str | None]]:
    records = pl.DataFrame({"id": map(str, range(len(given))), "first": given, "last": "Lee"})
    found = standardise(records, Schema.of({"id": "id", "first": "forename", "last": "surname"}))
    return found.select("forename", "middle_names").rows()


def test_a_name_of_two_parts_is_one_where_the_file_says_so() -> None:
    """Seungjune, Seung-June and Seung June; but Ann Marie, whom nobody here writes Annmarie, has a middle name."""
    assert forenames(["Seungjune", "Seung June", "Ji-Woo", "Ji Woo K.", "Ann Marie", "J. Robert"]) == [
        ("seungjune", None), ("seungjune", None), ("jiwoo", None), ("jiwoo", "k"), ("ann", "marie"), ("robert", "j"),
    ]  # fmt: skip


def test_a_column_of_middle_names_settles_it() -> None:
    records = pl.DataFrame(
        {"id": ["1", "2"], "first": ["Seungjune", "Seung June"], "mid": [None, "K"], "last": "Lee"}
    )
    schema = Schema.of({"id": "id", "first": "forename", "mid": "middle_names", "last": "surname"})
    assert Conventions.of(records, schema).joined is None
    assert standardise(records, schema)["forename"].to_list() == ["seungjune", "seung"]


def test_conventions_are_those_of_the_whole_file_and_kept_as_text() -> None:
    records = pl.DataFrame(
        {"id": ["1", "2"], "first": ["Seungjune", "Seung June"], "born": ["02/13/1984", "03/04/1984"]}
    )
    schema = Schema.of({"id": "id", "first": "forename", "born": "date_of_birth"})
    conventions = Conventions.of(records, schema)
    assert Conventions.from_json(conventions.as_json()) == conventions
    assert conventions.orders == {"born": "mdy"}, "13 can only be a day, and so comes second"
    later = standardise(records.tail(1), schema, conventions)
    assert later.equals(standardise(records, schema).tail(1))
    assert str(later["date_of_birth"][0]) == "1984-03-04"
