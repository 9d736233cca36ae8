"""What is new is linked as if all had been linked again, and what stays keeps its name."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from linkage.index import Index
from linkage.schema import BadInput

from linkage import link


def together(entities: pl.DataFrame) -> set[tuple[str, str]]:
    """Pairs of records of one entity."""
    both = entities.join(entities, on="entity").filter(pl.col("id") < pl.col("id_right"))
    return set(both.select("id", "id_right").iter_rows())


def alike(one: pl.DataFrame, other: pl.DataFrame) -> float:
    """The share of pairs that both have, of those that either has."""
    one, other = together(one), together(other)
    return len(one & other) / max(len(one | other), 1)


@pytest.fixture(scope="module")
def whole(large, model):
    """All linked at once; a model keeps what gathering learned, as one that `link` gives back does. No block is so
    large that its records are left aside: one that crosses that limit is not gone through anew."""
    model = replace(model, rules=tuple(replace(rule, at_most=400) for rule in model.rules))
    index = Index.build(large.records, large.schema, model)
    kept = model.with_extras(gathering=index._core.known.as_json())
    return Index.build(large.records, large.schema, kept)


@settings(deadline=None, max_examples=5, derandomize=True, phases=[Phase.generate])
@given(st.integers(0, 99), st.lists(st.integers(1, 2_000), min_size=1, max_size=4))
def test_any_split_gives_the_pairs_of_the_whole(large, whole, seed, cuts):
    """At least 99.9 % of them: how rare a name is was counted among fewer records when the first were linked."""
    order = np.random.default_rng(seed).permutation(large.records.height)
    parts = np.split(order, sorted({min(cut, large.records.height) for cut in cuts}))
    index = Index.build(large.some(parts[0]), large.schema, whole.model)
    for part in parts[1:]:
        if len(part):
            before, events = index.entities(), index.link(large.some(part)).events
            _tells_all(before, index.entities(), events)
    assert index.entities()["id"].to_list() == whole.entities()["id"].to_list()
    assert alike(index.entities(), whole.entities()) >= 0.999


def _tells_all(before, after, events):
    """Whoever plays the events on the former entities has the present ones."""
    played = dict(before.select("id", "entity").iter_rows())
    for event, _, other, records, _ in events.iter_rows():
        if event in ("merged", "split", "moved"):
            played |= dict.fromkeys((record["id"] for record in records), other)
    now = dict(after.select("id", "entity").iter_rows())
    assert {id: now[id] for id in played} == played


@pytest.fixture(scope="module")
def steady(whole):
    """A model that counts no frequencies: weights do not move when other records come or go."""
    comparisons = tuple(replace(its, levels=tuple(replace(level, frequency=None) for level in its.levels))
                        for its in whole.model.comparisons)  # fmt: skip
    return replace(whole.model, comparisons=comparisons)


@pytest.mark.parametrize("every", [3, 50])
def test_records_that_go_leave_what_would_be_without_them(large, steady, every):
    index = Index.build(large.records, large.schema, steady)
    gone = large.records["ref"].gather_every(every).to_list()
    index.link(removed=gone)
    left = large.records.filter(~pl.col("ref").is_in(gone))
    assert together(index.entities()) == together(Index.build(left, large.schema, steady).entities())


@pytest.mark.parametrize("every", [3, 50])
def test_other_values_are_linked_anew(large, steady, every):
    index = Index.build(large.records, large.schema, steady)
    shuffled = pl.col("first").shuffle(seed=3), pl.col("phone").shuffle(seed=4)
    changed = large.records.gather_every(every).with_columns(shuffled)
    index.link(changed)
    now = pl.concat([large.records.join(changed, on="ref", how="anti"), changed])
    assert together(index.entities()) == together(Index.build(now, large.schema, steady).entities())


@pytest.mark.parametrize("every", [3, 50])
def test_where_weights_do_not_move_new_records_give_the_very_pairs_of_the_whole(large, steady, every):
    late = large.records.gather_every(every)
    index = Index.build(large.records.join(late, on="ref", how="anti"), large.schema, steady)
    index.link(late)
    assert together(index.entities()) == together(Index.build(large.records, large.schema, steady).entities())


BRIDGE = """
ref | first   | last   | born       | code   | phone
a   | Aisha   | Rahman | 1984-02-09 | -      | -
b   | Aisha   | Rahman | 1984-02-09 | N1 1AB | 07100340001
c   | Ayesha  | Rahmann | -         | N1 1AB | 07100340001
"""


def bridge() -> list[dict]:
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in BRIDGE.strip().splitlines())
    return [
        {name: None if cell == "-" else cell for name, cell in zip(head, line, strict=True)} for line in lines
    ]


def test_a_record_between_two_brings_them_together_and_its_going_parts_them(small, model):
    a, b, c = bridge()
    index = Index.build(small.records, small.schema, model)
    index.link([a, c])
    assert index.entity("a") != index.entity("c")
    told = index.link([b]).events
    assert index.entity("a") == index.entity("b") == index.entity("c") == "a"
    assert told.select("event", "entity", "other").rows() == [("merged", "c", "a")]
    told = index.link(removed=["b"]).events
    assert index.entity("a") == "a"
    assert index.entity("c") == "c~2"
    assert told.select("event", "entity", "other").rows() == [("split", "a", "c~2")]


def test_what_was_added_is_linked_later(small, model):
    a, b, _ = bridge()
    index = Index.build(small.records, small.schema, model)
    index.add([a, b])
    assert (index.entity("a"), index.entity("b")) == ("a", "b")
    told = index.link()
    assert told.events.select("event", "entity", "other").rows() == [("merged", "b", "a")]
    assert index.entity("b") == index.now("b") == "a"
    index.remove(["a", "b"])
    assert index.now("b") is None


def test_a_link_that_is_broken_off_leaves_every_record_in_an_entity_and_is_made_good_by_the_next(
    small, model, monkeypatch, tmp_path
):
    a, b, c = bridge()
    index = Index.build(small.records, small.schema, model)
    index.link([a, c])

    def power_cut(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("linkage.index.index.incremental.relinked", power_cut)
        with pytest.raises(KeyboardInterrupt):
            index.link([b, {"ref": "d"}])
    assert index.entities(["b", "d"])["entity"].to_list() == ["b", "d"]
    index.save(tmp_path / "index")
    index = Index.open(tmp_path / "index")
    index.link()
    assert index.entity("a") == index.entity("b") == index.entity("c") == "a"
    assert index.entity("d") == "d"


def test_entities_of_some_are_those_of_all_with_these_ids(small, model):
    index = Index.build(small.records, small.schema, model)
    some = small.records["ref"][::7].to_list()
    whole = index.entities().filter(pl.col("id").is_in(some))
    assert index.entities([*some, "nobody"]).equals(whole)
    assert index.entities([]).is_empty()


def test_only_what_can_be_concerned_is_looked_at(large, whole):
    index = Index.build(large.records, large.schema, whole.model)
    a, *_ = bridge()
    assert index.link([a]).entities["id"].to_list() == ["a"]


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(large, whole, threads):
    index = Index.build(large.records[:-200], large.schema, whole.model)
    index.link(large.records[-200:], threads=threads)
    other = Index.build(large.records[:-200], large.schema, whole.model)
    other.link(large.records[-200:], threads=2)
    assert index.entities().equals(other.entities())


def test_an_index_of_what_link_gave_needs_no_second_look(large):
    """The edges that `link` found serve as those that a build finds by itself."""
    late = large.records.gather_every(20)
    first = large.records.join(late, on="ref", how="anti")
    linked = link(first, large.schema)
    one = Index.build(first, large.schema, linked.model, linked)
    other = Index.build(first, large.schema, linked.model, linked.entities)
    assert one.entities().equals(other.entities())
    rows = np.arange(first.height)
    between = [
        set(zip(*map(np.ndarray.tolist, its._core.edges.around(rows)), strict=True)) for its in (one, other)
    ]
    assert 0 < len(between[0]) < len(between[1])
    assert between[0] < between[1]
    assert one.link(late).events.equals(other.link(late).events)


def test_edges_of_other_records_are_refused(large):
    linked = link(large.records[:500], large.schema)
    with pytest.raises(BadInput, match="link these"):
        Index.build(large.records[:400], large.schema, linked.model, linked)
