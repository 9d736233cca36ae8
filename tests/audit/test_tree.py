"""The tree against RFC 6962's own recursive definition, and proofs that hold for the truth and nothing else."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borough.platform.audit.rules import tree


def plain(leaves: list[bytes]) -> bytes:
    """MTH as section 2.1 words it, over the texts of the leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = max(1 << power for power in range(len(leaves).bit_length()) if 1 << power < len(leaves))
    return sha256(b"\x01" + plain(leaves[:half]) + plain(leaves[half:])).digest()


def over(texts: list[bytes]) -> tree.HashOf:
    return lambda first, last: plain(texts[first:last])


TEXTS = st.lists(st.binary(max_size=6), min_size=1, max_size=70)
SIZES = st.data()


@given(TEXTS)
def test_a_tree_that_grows_has_the_root_of_the_definition_at_each_size(texts):
    grown = tree.Growing()
    assert grown.root() == plain([])
    for size, text in enumerate(texts, start=1):
        grown.add(tree.leaf_hash(text))
        assert (grown.size, grown.root()) == (size, plain(texts[:size]))


@given(TEXTS, SIZES)
def test_every_leaf_is_proved_in_every_tree_that_has_it(texts, data):
    size = data.draw(st.integers(1, len(texts)))
    index = data.draw(st.integers(0, size - 1))
    path = tree.inclusion(index, size, over(texts))
    leaf, root = tree.leaf_hash(texts[index]), plain(texts[:size])
    assert tree.included(leaf, index, size, path, root)
    assert len(path) <= (size - 1).bit_length()  # logarithmic
    assert not tree.included(tree.leaf_hash(texts[index] + b"x"), index, size, path, root)
    assert not tree.included(leaf, index, size, path, sha256(root).digest())
    assert not tree.included(leaf, index, size, [*path, root], root)
    assert not path or not tree.included(leaf, index, size, path[:-1], root)
    assert not tree.included(leaf, size, size, path, root)


@given(TEXTS, SIZES)
def test_every_tree_is_proved_to_begin_with_every_smaller_one(texts, data):
    new = data.draw(st.integers(1, len(texts)))
    old = data.draw(st.integers(1, new))
    proof = tree.consistency(old, new, over(texts))
    before, after = plain(texts[:old]), plain(texts[:new])
    assert tree.consistent(old, new, proof, before, after)
    assert not tree.consistent(old, new, proof, sha256(before).digest(), after)
    assert not tree.consistent(old, new, proof, before, sha256(after).digest())
    assert not tree.consistent(old, new, [*proof, after], before, after)
    assert not proof or not tree.consistent(old, new, proof[:-1], before, after)


@given(TEXTS, SIZES)
def test_no_proof_joins_a_log_to_one_that_was_rewritten_before_the_head(texts, data):
    new = data.draw(st.integers(1, len(texts)))
    old = data.draw(st.integers(1, new))
    at = data.draw(st.integers(0, old - 1))
    forged = [*texts[:at], texts[at] + b"x", *texts[at + 1 :]]
    proof = tree.consistency(old, new, over(forged))
    assert not tree.consistent(old, new, proof, plain(texts[:old]), plain(forged[:new]))


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 2)])
def test_what_cannot_be_proved_is_refused(old, new):
    with pytest.raises(ValueError, match="begins with"):
        tree.consistency(old, new, over([b""] * 5))
    with pytest.raises(ValueError, match="has none at"):
        tree.inclusion(new, new, over([b""] * 5))


def test_the_roots_of_the_rfcs_own_implementation():
    """The eight leaves that Certificate Transparency's reference code tests with, and the root it gives."""
    texts = [bytes.fromhex(text) for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )]  # fmt: skip
    assert plain(texts).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert tree.root_of(map(tree.leaf_hash, texts)).hex() == plain(texts).hex()
