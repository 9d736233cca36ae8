"""What people have decided: read, checked, and never contradictory."""

import polars as pl
import pytest
from linkage.gathering.decisions import decided

from linkage import BadInput

PEOPLE = pl.DataFrame(
    {"id": ["a", "b", "c", "d", "joint", "joint"], "person": pl.Series([1, 1, 1, 1, 1, 2], dtype=pl.Int16)}
)


def table(text: str) -> pl.DataFrame:
    """A line a decision: `a = b` or `a != b`; `joint/2` is the second person of a record."""
    rows = []
    for line in text.strip().splitlines():
        one, sign, two = line.split()
        (a, whom_a), (b, whom_b) = ([*its.split("/"), "1"][:2] for its in (one, two))
        rows.append((a, int(whom_a), b, int(whom_b), sign == "="))
    return pl.DataFrame(rows, schema=["id_a", "person_a", "id_b", "person_b", "same"], orient="row")


@pytest.mark.parametrize(("text", "together", "apart"), [
    ("a = b", [[0, 1]], []),
    ("c != a", [], [[0, 2]]),
    ("b = a\na = b\nb = c\na != d", [[0, 1], [1, 2]], [[0, 3]]),
    ("joint/2 = d", [[3, 5]], []),
    ("joint = joint", [], []),
])  # fmt: skip
def test_decisions_become_rows(text: str, together: list[list[int]], apart: list[list[int]]) -> None:
    found = decided(table(text), PEOPLE)
    assert (found.together.tolist(), found.apart.tolist()) == (together, apart)


@pytest.mark.parametrize(("text", "says"), [
    ("a = b\na != b", "'a' is not 'b', but 'a' is 'b'"),
    ("a = b\nc = b\nc = d\nd != a", "'a' is not 'd', but 'a' is 'b', 'b' is 'c', 'c' is 'd'"),
    ("a != a", "'a' is not 'a', but they are the same row"),
    ("joint = a\na = joint/2", "'joint' and 'joint' (person 2), two people of one record, one"),
    ("a = e", "row 1 names the record 'e', person 1"),
    ("a = b\na = b/2", "row 2 names the record 'b', person 2"),
])  # fmt: skip
def test_decisions_that_cannot_be_honoured(text: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        decided(table(text), PEOPLE)
    assert says in str(refused.value)


@pytest.mark.parametrize(("frame", "says"), [
    ({"id_a": ["a"], "id_b": ["b"]}, "no column 'same'"),
    ({"id_a": ["a"], "id_b": ["b"], "same": ["perhaps"]}, "'same' must say true or false"),
    ({"id_a": ["a", None], "id_b": ["b", "c"], "same": [True, True]}, "'id_a' is empty in row 2"),
])  # fmt: skip
def test_a_table_that_cannot_be_read(frame: dict[str, list[str]], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        decided(pl.DataFrame(frame), PEOPLE)


def test_text_is_read_as_a_file_has_it() -> None:
    as_text = pl.DataFrame({"id_a": ["a", "c"], "id_b": ["b", "d"], "same": ["True", "false"]})
    assert [its.tolist() for its in decided(as_text, PEOPLE)] == [[[0, 1]], [[2, 3]]]
    assert [its.tolist() for its in decided(None, PEOPLE)] == [[], []]
