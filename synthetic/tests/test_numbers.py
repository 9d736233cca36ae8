"""Numbers of people are of valid shape and belong to nobody."""

import numpy as np
import phonenumbers
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.gb import nhs
from synthetic.people.identifiers import ninos, upns
from synthetic.streams import stream
from synthetic.written.typing_errors import LEAVE_OUT, TRANSPOSE, misspell, slip


def test_every_nhs_number_begins_999_and_has_its_check_digit(borough):
    numbers = borough.ids.nhs.to_list()
    assert len(set(numbers)) == len(borough.people)
    assert all(n.startswith("999") and nhs.is_valid(n) for n in numbers)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 400), st.integers(0, 2**32))
def test_ninos_are_of_valid_shape_and_differ(n, seed):
    made = ninos(n, stream(seed, "test"))
    assert made.str.contains(r"^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$").all()
    assert not made.str.contains("^(BG|GB|NK|KN|TN|NT|ZZ)").any()
    assert made.n_unique() == n


def test_a_upn_has_a_letter_and_twelve_digits():
    assert upns(500, stream(1, "test")).str.contains(r"^[A-HJ-NP-RT-Z]\d{12}$").all()


def test_mobiles_are_of_a_block_that_no_network_has(borough):
    for number in borough.ids.mobile[:50]:
        assert str(number).startswith("710")
        assert phonenumbers.is_possible_number(phonenumbers.parse(f"+44{number}"))


def test_e_mail_goes_nowhere(borough):
    assert borough.ids.email.str.ends_with("@example.org").all()


@given(
    st.text("abcdefgh", min_size=3, max_size=12),
    st.integers(LEAVE_OUT, TRANSPOSE),
    st.floats(0, 0.999),
    st.floats(0, 0.999),
)
def test_a_slip_changes_at_most_one_letter_or_the_order_of_two(word, kind, where, which):
    wrong = slip(word, kind, where, which)
    assert abs(len(wrong) - len(word)) <= 1
    assert wrong[0] == word[0] or kind == TRANSPOSE


@given(st.lists(st.sampled_from(["07100 123456", "QQ123456C", None]), min_size=1, max_size=30))
def test_numbers_keep_their_length_when_mistyped(values):
    column = pl.Series(values, dtype=pl.String)
    wrong = misspell(column, np.ones(len(values), bool), stream(1, "test"), digits=True)
    assert wrong.str.len_chars().to_list() == column.str.len_chars().to_list()
