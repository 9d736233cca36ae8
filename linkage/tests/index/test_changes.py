"""Records come, change and go: after any such steps the index answers as one built of what is left."""

import threading

import polars as pl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from linkage.index import Index
from linkage.schema import BadInput


def answers(index: Index, asked: list[dict]) -> list:
    """Comparable: entities by their records, as names may differ."""
    found = [index.find(record) for record in asked]
    return [[(round(its.weight, 9), [(m.id, m.person, round(m.weight, 9)) for m in its.records]) for its in some]
            for some in found]  # fmt: skip


@pytest.fixture(scope="module")
def machine(small, model, tmp_path_factory):
    rows = small.records.to_dicts()
    columns = small.records.schema

    class Machine(RuleBasedStateMachine):
        @initialize()
        def built(self):
            self.now = {row["ref"]: row for row in rows[:60]}
            self.index = Index.build(small.records[:60], small.schema, model)
            self.folder = tmp_path_factory.mktemp("index")

        @rule(which=st.integers(60, len(rows) - 1), many=st.booleans())
        def add(self, which, many):
            new = [row for row in rows[which : which + (9 if many else 1)] if row["ref"] not in self.now]
            changed = self.index.add(pl.DataFrame(new, schema=columns) if many else new)
            assert set(changed.events["event"]) <= {"made"}
            assert changed.entities["id"].to_list() == sorted(row["ref"] for row in new)
            self.now |= {row["ref"]: row for row in new}

        @rule(data=st.data(), other=st.integers(0, len(rows) - 1))
        def change(self, data, other):
            if self.now:
                id = data.draw(st.sampled_from(sorted(self.now)))
                entity = self.index.entity(id)
                self.now[id] = rows[other] | {"ref": id}
                self.index.change(self.now[id])
                assert self.index.entity(id) == entity

        @rule(data=st.data())
        def remove(self, data):
            if self.now:
                ids = data.draw(st.lists(st.sampled_from(sorted(self.now)), unique=True, max_size=5))
                self.index.remove(ids)
                for id in ids:
                    del self.now[id]
                    assert self.index.entity(id) is None

        @rule()
        def link(self):
            before = self.index.entities()
            changed = self.index.link()
            now = self.index.entities()
            assert now["id"].to_list() == before["id"].to_list()
            assert changed.entities.join(now, on=["id", "person", "entity"], how="anti").is_empty()
            assert self.index.link().events.is_empty()

        @rule()
        def save_and_open(self):
            self.index.save(self.folder)
            self.index = Index.open(self.folder)

        @invariant()
        def as_if_built_of_what_is_left(self):
            if not hasattr(self, "index"):
                return
            left = pl.DataFrame(list(self.now.values()), schema=columns)
            assert len(self.index) == left.height
            if left.height:
                other = Index.build(left, small.schema, model, self.index.entities())
                other._core.known = self.index._core.known
                asked = rows[::17]
                assert answers(self.index, asked) == answers(other, asked)

    return Machine


def test_any_steps_lead_to_the_same_answers(machine):
    steps = settings(max_examples=4, stateful_step_count=7, deadline=None, derandomize=True,
                     suppress_health_check=list(HealthCheck))  # fmt: skip
    run_state_machine_as_test(machine, settings=steps)


def test_more_than_there_was_room_for(small, model):
    def name(number: int) -> str:
        return "".join("abcdefghij"[int(digit)] for digit in str(number))

    index = Index.build(small.records[:20], small.schema, model)
    more = [
        {"ref": f"n{number}", "first": name(number), "last": "many", "born": "1980-01-01"}
        for number in range(3_000)
    ]
    index.add(pl.DataFrame(more, schema=dict.fromkeys(more[0], pl.String)).with_columns(
        pl.lit(None, pl.String).alias(name) for name in ("system", "code", "phone")))  # fmt: skip
    assert len(index) == 3_020
    assert index.find(more[1_234])[0].entity == "n1234"
    index.remove(row["ref"] for row in more[:2_999])
    assert [its.entity for its in index.find(more[2_999])] == ["n2999"]
    assert index.find(more[1_234]) == []


@pytest.mark.parametrize(("step", "message"), [
    (lambda index: index.add({"ref": "r0001", "first": "x"}), "'r0001' is in the index already"),
    (lambda index: index.add({"first": "x"}), "record without an id"),
    (lambda index: index.add([{"ref": "n"}, {"ref": "n"}]), "'n' stands on more than one"),
    (lambda index: index.change({"ref": "n", "first": "x"}), "'n' is not in the index"),
    (lambda index: index.remove(["r0001", "n"]), "'n' is not in the index"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_and_not_begun(small, model, step, message):
    index = Index.build(small.records[:20], small.schema, model)
    before = index.entities()
    with pytest.raises(BadInput, match=message):
        step(index)
    assert index.entities().equals(before)


def test_an_entity_that_lost_all_its_records_is_gone_and_its_name_never_used_again(small, model):
    index = Index.build(small.records[:20], small.schema, model)
    row = {"ref": "once", "first": "Only", "last": "Once"}
    assert index.add(row).events.rows() == [("made", "once", None, [{"id": "once", "person": 1}], [])]
    assert index.remove(["once"]).events.rows() == [("gone", "once", None, [{"id": "once", "person": 1}], [])]
    assert index.add(row).events["entity"].to_list() == ["once~2"]


def test_a_record_that_names_nobody_is_an_entity_alone(small, model):
    index = Index.build(small.records[:20], small.schema, model)
    assert index.add({"ref": "ltd"}).entities.rows() == [("ltd", 1, "ltd", 1.0)]
    assert index.link().events.is_empty()
    assert index.entity("ltd") == "ltd"


def test_questions_are_answered_while_records_come_and_go(large, model):
    """Each answer is of the records before a write or after it, never of half of one: two readers, one writer."""
    index = Index.build(large.records, large.schema, model)
    new = {
        "ref": "new",
        "first": "Wilhelmina",
        "last": "Featherstone",
        "born": "1961-05-04",
        "code": "N1 9ZZ",
    }
    (known,) = ({its.entity for its in index.find(large.records.row(0, named=True), limit=1)},)
    seen, faults = set(), []
    stop = threading.Event()

    def read():
        try:
            while not stop.is_set():
                seen.add(tuple(its.records[0].id for its in index.find(new)))
                assert {its.entity for its in index.find(large.records.row(0, named=True), limit=1)} == known
        except BaseException as fault:
            faults.append(fault)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(60):
        index.add(new)
        index.change(new | {"code": f"N2 {number % 9}ZZ"})
        index.remove(["new"])
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert seen <= {(), ("new",)}
    assert len(index) == large.records.height
