"""The walk over the log, without a database: whatever is done to it shows, and where."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from borough.platform.audit.rules.entry import GENESIS, Entry, canonical, digest
from borough.platform.audit.rules.tree import leaf_hash, root_of
from borough.platform.audit.rules.walk import Anchor, Broken, Verified, verify

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
WORDS = st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=12)


def chain(words) -> list[Entry]:
    made, previous = [], GENESIS
    for position, (actor, subject, reason) in enumerate(words, start=1):
        entry = Entry(
            previous, position, datetime(2027, 1, 1, tzinfo=UTC), "person.looked", actor, actor, "", subject,
            "serve-a-caller", reason, json.dumps({"n": position}),
        )  # fmt: skip
        previous = digest(entry)
        made.append(entry)
    return made


def lies(entries) -> list[tuple[bytes, bytes]]:
    """As it lies in the database: each text, and its hash."""
    return [(canonical(entry), leaf_hash(canonical(entry))) for entry in entries]


def head_of(entries) -> Anchor:
    return Anchor(len(entries), root_of(hash for _, hash in lies(entries)).hex())


@given(WORDS)
def test_an_honest_log_is_whole(words):
    entries = chain(words)
    assert verify(lies(entries)) == Verified(len(words), head_of(entries).root)


@given(WORDS, st.data())
def test_the_first_changed_entry_is_named(words, data):
    entries = chain(words)
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(
        st.sampled_from(["actor", "actor_name", "roles", "subject", "purpose", "reason", "detail"])
    )
    rows = lies(entries)
    changed = replace(entries[at], **{field: getattr(entries[at], field) + "x"})
    rows[at] = (canonical(changed), rows[at][1])
    found = verify(rows)
    assert isinstance(found, Broken)
    assert found.position == at + 1
    assert "changed" in found.reason


@given(WORDS, st.data())
def test_a_removed_entry_is_found_unless_it_is_the_last(words, data):
    entries = chain(words)
    at = data.draw(st.integers(0, len(entries) - 1))
    kept = entries[:at] + entries[at + 1 :]
    found = verify(lies(kept))
    if at == len(entries) - 1:
        assert isinstance(found, Verified)  # what the log alone cannot see
        assert isinstance(verify(lies(kept), [head_of(entries)]), Broken)
    else:
        assert isinstance(found, Broken)
        assert found.position == at + 1


@given(WORDS, st.data())
def test_a_cut_end_is_found_by_any_head_kept_after_the_cut(words, data):
    entries = chain(words)
    left = data.draw(st.integers(0, len(entries) - 1))
    head = data.draw(st.integers(left + 1, len(entries)))
    found = verify(lies(entries[:left]), [head_of(entries[:head])])
    assert isinstance(found, Broken)
    assert found.position == left + 1


@given(WORDS, st.data())
def test_a_log_written_anew_from_some_entry_on_is_found_by_a_head_after_it(words, data):
    """A fork: both logs are whole, and only one of them has the root that was signed."""
    entries = chain(words)
    at = data.draw(st.integers(0, len(entries) - 1))
    forged = chain([*words[:at], ("somebody", "else", words[at][2] + "x"), *words[at + 1 :]])
    assert isinstance(verify(lies(forged)), Verified)
    head = data.draw(st.integers(at + 1, len(entries)))
    found = verify(lies(forged), [head_of(entries[:head])])
    assert isinstance(found, Broken)
    assert found.position == head


@given(WORDS)
def test_two_heads_of_one_size_cannot_both_hold(words):
    entries = chain(words)
    other = Anchor(len(entries), "0" * 64)
    assert isinstance(verify(lies(entries), [head_of(entries), other]), Broken)


@given(WORDS, st.randoms(use_true_random=False))
def test_entries_out_of_order_are_found(words, random):
    entries = chain(words)
    shuffled = random.sample(entries, len(entries))
    assert isinstance(verify(lies(shuffled)), Verified) == (shuffled == entries)


def test_a_stored_root_that_is_not_that_of_its_entries_is_found():
    entries = chain([("a", "b", "c")] * 600)
    rows = lies(entries)
    right = {
        number: root_of(hash for _, hash in rows[number * 256 : number * 256 + 256]) for number in (0, 1)
    }
    assert verify(rows, [head_of(entries), head_of(entries[:300])], right).root == head_of(entries).root
    found = verify(rows, [], right | {1: right[0]})
    assert (found.position, "stored" in found.reason) == (512, True)


@given(st.lists(TEXT, min_size=2, max_size=2))
def test_no_two_entries_have_the_same_text(texts):
    """Moving characters from one field into the next changes the hash, as with any text put end to end."""
    one = chain([(texts[0], texts[1], "")])[0]
    other = chain([(texts[0] + texts[1], "", "")])[0]
    assert (digest(one) == digest(other)) == (texts[1] == "")


def test_an_entry_by_hand():
    """Written out, for whoever writes another verifier."""
    entry = chain([("user:7", "person:1", "CRM 4410275")])[0]
    text = (
        f"64:{GENESIS},1:1,27:2027-01-01T00:00:00.000000Z,13:person.looked,6:user:7,6:user:7,0:,"
        '8:person:1,14:serve-a-caller,11:CRM 4410275,8:{"n": 1},'
    )
    assert digest(entry) == hashlib.sha256(b"\x00" + text.encode()).hexdigest()
