"""What people decided holds in an index as in the batch: through deltas, changes, removals and saving."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from linkage.index import Index
from linkage.schema import BadInput

KINDS = {"id_a": pl.String, "id_b": pl.String, "same": pl.Boolean}
TWO = """
ref | first | last  | born       | code   | phone
a   | Aisha | Begum | 1984-02-09 | N1 1AB | 07100990001
b   | Aisha | Begum | 1984-02-09 | N1 1AB | 07100990001
c   | Omar  | Zhang | 1971-11-30 | N3 7AB | 07100990002
"""


def records() -> dict[str, dict]:
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in TWO.strip().splitlines())
    rows = (dict(zip(head, line, strict=True)) for line in lines)
    return {row["ref"]: row for row in rows}


def table(text: str) -> pl.DataFrame:
    """`a = b, a != c`."""
    rows = [(one, two, sign == "=") for one, sign, two in (its.split() for its in text.split(","))]
    return pl.DataFrame(rows, schema=KINDS, orient="row")


@pytest.fixture
def index(small, model):
    its = Index.build(small.records, small.schema, model)
    its.link(list(records().values()))
    assert its.entity("a") == its.entity("b") != its.entity("c")
    return its


def told(changed) -> list[tuple]:
    its = [(event, entity, other, [(d["id_a"], "=" if d["same"] else "!=", d["id_b"]) for d in decisions])
           for event, entity, other, _, decisions in changed.events.iter_rows()]  # fmt: skip
    return its


def test_two_who_are_not_one_part_and_the_event_says_why(index):
    assert told(index.decide(table("a != b"))) == [("split", "a", "b", [("a", "!=", "b")])]
    assert index.entity("a") != index.entity("b")
    assert {"a", "b"} <= {its.entity for its in index.find(records()["a"])}


def test_two_who_are_one_come_together_and_the_event_says_why(index):
    assert told(index.decide(table("c = a"))) == [("merged", "c", "a", [("a", "=", "c")])]
    assert index.entity("a") == index.entity("b") == index.entity("c")
    assert index.now("c") == "a"


def test_a_decision_holds_through_other_values_and_further_deltas(index):
    index.decide(table("a = c, a != b"))
    index.link({**records()["c"], "first": "Mei", "born": None})
    assert index.entity("a") == index.entity("c") != index.entity("b")
    index.change({**records()["a"], "last": "Doyle"})
    index.link()
    assert index.entity("a") == index.entity("c") != index.entity("b")


def test_a_record_that_comes_back_is_at_once_where_it_was_decided_to_be(index):
    index.decide(table("a = c, a != b"))
    index.link(removed=["c"])
    assert len(index.decisions()) == 2
    assert index.add(records()["c"]).events.is_empty()
    assert index.entity("c") == index.entity("a")
    index.link()
    assert index.entity("c") == index.entity("a")
    index.link(removed=["a"])
    index.link(records()["a"])
    assert index.entity("c") == index.entity("a") != index.entity("b")


def test_a_decision_that_is_withdrawn_leaves_what_would_be_without_it(index):
    before = index.entities().select("id", "person", together=pl.col("id").min().over("entity"))
    index.decide(table("a = c, a != b"))
    (event,) = index.withdraw(table("c = a").drop("same")).events.iter_rows()
    assert event[0] == "split"
    index.withdraw(table("b = a"))
    after = index.entities().select("id", "person", together=pl.col("id").min().over("entity"))
    assert after.equals(before)
    assert index.decisions().is_empty()


@pytest.mark.parametrize(("text", "says"), [
    ("a = c", "'a' is not 'c', but 'a' is 'b', 'b' is 'c'"), ("a = nobody", "names the record 'nobody'"),
])  # fmt: skip
def test_a_decision_that_cannot_be_honoured_changes_nothing(index, text, says):
    index.decide(table("a = b, b = c") if "c" in text else table("a = b"))
    before = index.entities(), index.decisions()
    with pytest.raises(BadInput) as refused:
        index.decide(table(text.replace("=", "!=") if "c" in text else text))
    assert says in str(refused.value)
    assert (index.entities().equals(before[0]), index.decisions().equals(before[1])) == (True, True)
    with pytest.raises(BadInput, match="Nothing was decided about"):
        index.withdraw(table("a = c"))


def test_decisions_are_saved(index, tmp_path):
    index.decide(table("a = c, a != b"))
    index.save(tmp_path / "index")
    again = Index.open(tmp_path / "index")
    assert again.decisions().equals(index.decisions())
    again.link({**records()["c"], "first": "Mei"})
    assert again.entity("a") == again.entity("c") != again.entity("b")


def test_entities_that_do_not_follow_the_decisions_are_made_to(small, model):
    every = pl.concat([small.records, pl.DataFrame(list(records().values()), schema=small.records.schema)])
    alone = Index.build(every, small.schema, model).entities()
    index = Index.build(every, small.schema, model, alone, decisions=table("a = c, a != b"))
    assert index.entity("a") == index.entity("c") != index.entity("b")


def together(entities: pl.DataFrame) -> set[tuple[str, str]]:
    both = entities.join(entities, on="entity").filter(pl.col("id") < pl.col("id_right"))
    return set(both.select("id", "id_right").iter_rows())


@pytest.fixture(scope="module")
def steady(large, model):
    """No frequencies, and no block above its limit: weights move with no record, so that all must be the same."""
    plain = tuple(replace(its, levels=tuple(replace(level, frequency=None) for level in its.levels))
                  for its in model.comparisons)  # fmt: skip
    wide = replace(model, comparisons=plain, rules=tuple(replace(its, at_most=400) for its in model.rules))
    return wide.with_extras(gathering=Index.build(large.records, large.schema, wide)._core.known.as_json())


def drawn(chance, entities: pl.DataFrame, many: int) -> pl.DataFrame:
    """Decisions against what was found, none of which contradicts another: each record stands in one at most."""
    ids = chance.permutation(entities["id"].to_numpy())[: 2 * many].tolist()
    near = {a: b for pair in sorted(together(entities)) for a, b in (pair, pair[::-1])}
    rows, used = [], set()
    for number, id in enumerate(ids):
        other = near.get(id) if number % 2 else ids[number - 1]
        if other and other != id and not {id, other} & used:
            rows.append((id, other, not number % 2))
            used |= {id, other}
    return pl.DataFrame(rows, schema=KINDS, orient="row")


@settings(deadline=None, max_examples=6, derandomize=True, phases=[Phase.generate])
@given(st.integers(0, 999), st.integers(1, 60), st.sampled_from([0.02, 0.3]))
def test_as_if_all_had_been_linked_with_the_decisions(large, steady, seed, many, share):
    """Some records come later, some have other values first, some go; half of the decisions come first."""
    chance = np.random.default_rng(seed)
    order = chance.permutation(large.records.height)
    size = max(1, int(share * len(order)))
    late, odd, gone = (large.some(order[at * size : (at + 1) * size]) for at in range(3))
    left = large.records.join(gone, on="ref", how="anti")
    first = large.records.join(late, on="ref", how="anti")
    mixed = odd.with_columns(pl.col("first").shuffle(seed), pl.col("phone").shuffle(seed + 1))
    first = pl.concat([first.join(odd, on="ref", how="anti"), mixed])
    decisions = drawn(chance, Index.build(left, large.schema, steady).entities(), many)
    known = decisions.filter(
        pl.col("id_a").is_in(first["ref"].implode()), pl.col("id_b").is_in(first["ref"].implode())
    )
    early = known.gather_every(2)
    index = Index.build(first, large.schema, steady, decisions=early)
    index.link(odd)
    index.link(late, removed=gone["ref"].to_list())
    index.decide(decisions.join(early, on=["id_a", "id_b"], how="anti"))
    whole = Index.build(left, large.schema, steady, decisions=decisions)
    assert together(index.entities()) == together(whole.entities())
    index.withdraw(decisions)
    assert together(index.entities()) == together(Index.build(left, large.schema, steady).entities())
