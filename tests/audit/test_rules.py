"""The chain against a plain model, without a database: whatever is done to it shows, and where."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from borough.platform.audit.rules import GENESIS, Anchor, Broken, Entry, Verified, digest, verify

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
WORDS = st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=12)


def chain(words) -> list[Entry]:
    made, previous = [], GENESIS
    for position, (actor, subject, reason) in enumerate(words, start=1):
        entry = Entry(
            previous, position, datetime(2027, 1, 1, tzinfo=UTC), "person.looked", actor, actor, "", subject,
            "serve-a-caller", reason, json.dumps({"n": position}), "",
        )  # fmt: skip
        entry = replace(entry, hash=digest(entry))
        made.append(entry)
        previous = entry.hash
    return made


@given(WORDS)
def test_an_honest_chain_is_whole(words):
    entries = chain(words)
    assert verify(entries) == Verified(len(words), entries[-1].hash)


@given(WORDS, st.data())
def test_the_first_changed_entry_is_named(words, data):
    entries = chain(words)
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(
        st.sampled_from(["actor", "actor_name", "roles", "subject", "purpose", "reason", "detail"])
    )
    entries[at] = replace(entries[at], **{field: getattr(entries[at], field) + "x"})
    found = verify(entries)
    assert isinstance(found, Broken)
    assert found.position == at + 1


@given(WORDS, st.data())
def test_a_removed_entry_is_found_unless_it_is_the_last(words, data):
    entries = chain(words)
    at = data.draw(st.integers(0, len(entries) - 1))
    kept = entries[:at] + entries[at + 1 :]
    found = verify(kept)
    if at == len(entries) - 1:
        assert isinstance(found, Verified)  # what a chain alone cannot see
        assert isinstance(verify(kept, [Anchor(len(entries), entries[-1].hash)]), Broken)
    else:
        assert isinstance(found, Broken)
        assert found.position == at + 1


@given(WORDS, st.data())
def test_a_cut_end_is_found_by_any_head_kept_after_the_cut(words, data):
    entries = chain(words)
    left = data.draw(st.integers(0, len(entries) - 1))
    head = data.draw(st.integers(left + 1, len(entries)))
    found = verify(entries[:left], [Anchor(head, entries[head - 1].hash)])
    assert isinstance(found, Broken)
    assert found.position == left + 1


@given(WORDS, st.data())
def test_a_chain_written_anew_from_some_entry_on_is_found_by_a_head_after_it(words, data):
    entries = chain(words)
    at = data.draw(st.integers(0, len(entries) - 1))
    forged = chain([*words[:at], ("somebody", "else", words[at][2] + "x"), *words[at + 1 :]])
    assert isinstance(verify(forged), Verified)
    head = data.draw(st.integers(at, len(entries) - 1))
    found = verify(forged, [Anchor(head + 1, entries[head].hash)])
    assert isinstance(found, Broken)


@given(WORDS, st.randoms(use_true_random=False))
def test_entries_out_of_order_are_found(words, random):
    entries = chain(words)
    shuffled = random.sample(entries, len(entries))
    assert isinstance(verify(shuffled), Verified) == (shuffled == entries)


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
    assert entry.hash == hashlib.sha256(text.encode()).hexdigest()
