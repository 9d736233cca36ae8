"""The growing dictionary of texts is a dict from text to the number of its first coming."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from linkage.index.growing import QUERIES
from linkage.index.store import LETTERS, TEXTS, Store
from linkage.index.strings import Strings, packed
from linkage.kernels.strings_table import hash_letters
from linkage.tables import Table

texts = st.lists(st.text(max_size=9) | st.sampled_from(["", "ab", "ba", "aa", "Ω", "\U0001f600", "x" * 1000]))


@settings(deadline=None)  # the first call compiles
@given(st.lists(texts, max_size=5), texts)
def test_it_is_a_dict(rounds, asked):
    strings, numbers = Strings.empty(), {}
    for its in rounds:
        for text in its:
            numbers.setdefault(text, len(numbers))
        assert strings.intern(its).tolist() == [numbers[text] for text in its]
    assert strings.find(asked).tolist() == [numbers.get(text, -1) for text in asked]
    assert {strings.text(number): number for number in range(len(strings))} == numbers


def test_it_grows_past_any_room_and_keeps_what_it_had():
    strings = Strings.of(*packed(["seed"]))
    its = [f"{number:x}{'é' * (number % 7)}" for number in range(20_000)]
    assert strings.intern(its).tolist() == list(range(1, 20_001))
    assert strings.intern([*its, "seed"]).tolist() == [*range(1, 20_001), 0]
    assert len(strings) <= len(strings.slots) / 2


def test_texts_of_a_query_stand_apart():
    """They have numbers of their own while the query is asked, and nobody else finds them."""
    store = Store.of(Table.of(pl.DataFrame({"name": ["seed"], "other": ["b"], "parts": [["b", "seed"]]})))

    def seated(query, name, other, *parts):
        row = store.seat(query, {"name": name, "other": other, "parts": list(parts) or None})
        its = store.table(np.array([row]))
        held = its.lists[0, 0]
        members = its.members[its.list_offsets[held] : its.list_offsets[held + 1]] if held >= 0 else []
        return [its.text(code) for code in its.codes[0]], {its.text(code) for code in members}

    assert seated(0, "new", "seed", "x" * 40, "new", "b") == (["new", "seed"], {"x" * 40, "new", "b"})
    assert seated(15, None, "late") == ([None, "late"], set())
    row = store.its["codes"][len(store.codes) - QUERIES]
    assert [store.strings.text(code) for code in row] == ["new", "seed"]
    assert "new" not in store.strings
    assert len(store.strings) == 2
    store.append([{"name": str(number), "other": None, "parts": None} for number in range(9_000)])
    assert seated(3, "later", "8999") == (["later", "8999"], set())
    assert store.strings.find(["later", "seed"]).tolist() == [-1, 1]
    much = ["x" * (LETTERS + 1), *(str(number) for number in range(-TEXTS - 1, 0))]
    assert store.seat(0, {"name": much[0], "other": None, "parts": None}) is None
    assert store.seat(0, {"name": None, "other": None, "parts": much[1:]}) is None


def test_the_hash_spreads_texts_that_differ_little():
    """Of 4,096 keys that differ in one letter no bucket of 1,024 holds more than chance would have it."""
    its = [f"AB{number:04d}" for number in range(4_096)]
    hashes = np.array(
        [hash_letters(letters, 0, 6) for letters in (packed([text])[1] for text in its)], np.uint64
    )
    for shift in (0, 54):
        buckets = np.bincount((hashes >> np.uint64(shift)) % np.uint64(1_024), minlength=1_024)
        assert buckets.max() <= 16
    assert len(np.unique(hashes)) == 4_096
