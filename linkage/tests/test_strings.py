"""How alike two texts are: the kernels say what rapidfuzz and DuckDB say, for any text and alphabet."""

import duckdb
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from linkage.kernels import strings
from rapidfuzz.distance import DamerauLevenshtein, Jaro, JaroWinkler, Levenshtein

# Few letters make near misses likely; the rest of Unicode must not matter.
FEW = st.text("abc", max_size=12)
NAMES = st.text("abcdefgh é'-", max_size=20)
ANY = st.text(max_size=12)
LONG = st.text("abcd", min_size=50, max_size=90)
TEXTS = st.one_of(st.tuples(FEW, FEW), st.tuples(NAMES, NAMES), st.tuples(ANY, ANY), st.tuples(LONG, LONG))


def ask(measure: str, left: str, right: str, *more: int) -> float:
    """Both texts lie somewhere inside a longer array, as they do in a table."""
    letters = np.frombuffer(f"xx{left}y{right}zz".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    middle = 2 + len(left)
    return getattr(strings, measure)(letters, 2, middle, middle + 1, middle + 1 + len(right), *more)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example(("martha", "marhta"))
@example(("dwayne", "duane"))
@example(("a" * 64, "a" * 65))
@example(("ab" * 500, "ba" * 500))
def test_similarities_are_those_of_rapidfuzz(pair):
    left, right = pair
    if left or right:
        assert ask("jaro", left, right) == pytest.approx(Jaro.similarity(left, right), abs=1e-12)
        assert ask("jaro_winkler", left, right) == pytest.approx(
            JaroWinkler.similarity(left, right), abs=1e-12
        )


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.integers(0, 5))
@example(("ca", "abc"), 2)
@example(("cxa", "ac"), 2)
@example(("ac", "cxa"), 2)
@example(("ab" * 500, "ba" * 500), 4)
def test_distances_are_those_of_rapidfuzz_up_to_the_bound(pair, at_most):
    left, right = pair
    for measure, oracle in (("damerau_levenshtein", DamerauLevenshtein), ("levenshtein", Levenshtein)):
        true = oracle.distance(left, right)
        assert ask(measure, left, right, at_most) == min(true, at_most + 1)
        assert ask(measure, left, right, 2000) == true


WORDS = """
    martha marhta | jon john | | smith smyth | mohammed muhammad | o'neill oneill | a b | ab ba | abcd dcba |
    ca abc | 2001-02-03 2001-03-02 | nw18eh nw18hf | aaaa aaab | elisabeth elizabeth | x xyzzy
"""


def test_what_duckdb_says_of_ascii():
    pairs = [pair.split() for pair in WORDS.split("|")]
    pairs = [pair if pair else ["", ""] for pair in pairs]
    sql = "select jaro_similarity(?, ?), jaro_winkler_similarity(?, ?), damerau_levenshtein(?, ?), levenshtein(?, ?)"
    for left, right in pairs:
        (said,) = duckdb.execute(sql, [left, right] * 4).fetchall()
        ours = [ask("jaro", left, right), ask("jaro_winkler", left, right)]
        ours += [ask("damerau_levenshtein", left, right, 99), ask("levenshtein", left, right, 99)]
        assert ours == pytest.approx(list(said), abs=1e-12), (left, right)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 3))
def test_edits_are_the_same_both_ways(pair, at_most):
    left, right = pair
    for measure in ("damerau_levenshtein", "levenshtein"):
        assert ask(measure, left, right, at_most) == ask(measure, right, left, at_most)
