"""Entity ids that survive: told as small worlds before and after, then for any world at all."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linkage.gathering.identities import Event, named, survive

# What happens | entities before | groups now | ids now | events
STORIES = """
nothing new            | A: 1 2, B: 3    | 1 2 / 3      | A: 1 2, B: 3          |
a record joins         | A: 1 2          | 1 2 3        | A: 1 2 3              |
new records            | A: 1            | 1 / 2 3      | A: 1, 2: 2 3          | made 2 - (2 3)
the larger keeps       | A: 1, B: 2 3    | 1 2 3        | B: 1 2 3              | merged A B (1)
equal: the first name  | A: 1, B: 2      | 1 2          | A: 1 2                | merged B A (2)
the larger part keeps  | A: 1 2 3        | 1 / 2 3      | A: 2 3, 1: 1          | split A 1 (1)
all its records went   | A: 1 2, B: 3    | 3            | B: 3                  | gone A - (1 2)
some of them went      | A: 1 2 3        | 3            | A: 3                  |
one changes sides      | A: 1 2 3, B: 4 5 | 1 2 / 3 4 5 | A: 1 2, B: 3 4 5      | moved A B (3)
torn between two       | A: 1 2, B: 3 4 5, C: 6 7 8 | 1 3 4 5 / 2 6 7 8 | B: 1 3 4 5, C: 2 6 7 8 | {}
split and half merged  | A: 1 2 3 4, B: 5 6 7 | 1 2 / 3 4 5 6 7 | A: 1 2, B: 3 4 5 6 7 | moved A B (3 4)
the name was used      | 1: 1 2 3        | 1 / 2 3      | 1: 2 3, 1~2: 1        | split 1 1~2 (1)
""".replace("{}", "merged A B (1), moved A C (2)")


def people(text: str, column: str) -> pl.DataFrame:
    rows = [(i, entity.strip()) for part in text.split(",") if part.strip()
            for entity, its in [part.split(":")] for i in its.split()]  # fmt: skip
    return pl.DataFrame(rows, schema=["id", column], orient="row").with_columns(person=pl.lit(1, pl.Int16))


def groups(text: str) -> pl.DataFrame:
    rows = [(i, number) for number, its in enumerate(text.split("/")) for i in its.split()]
    kinds = {"id": pl.String, "group": pl.Int64}
    return pl.DataFrame(rows, schema=kinds, orient="row").with_columns(person=pl.lit(1, pl.Int16))


@pytest.mark.parametrize("story", STORIES.strip().splitlines(), ids=lambda line: line.split("|")[0].strip())
def test_what_stays_keeps_its_id_and_the_rest_is_told(story):
    _, old, new, expected, events = (part.strip() for part in story.split("|"))
    before = people(old, "entity")
    found = survive(before, groups(new), set(before["entity"]).__contains__)
    assert found.entities.sort("id").rows() == people(expected, "entity").sort("id").select(
        "id", "person", "entity"
    ).rows()  # fmt: skip
    told = [f"{event} {entity} {other or '-'} ({' '.join(r['id'] for r in records)})"
            for event, entity, other, records in found.events.rows()]  # fmt: skip
    assert ", ".join(told) == events


def test_a_joint_record_gives_two_names():
    now = pl.DataFrame({"id": ["a", "a"], "person": [1, 2], "group": [0, 1]}).cast({"person": pl.Int16})
    found = survive(people("", "entity").cast({"id": pl.String, "entity": pl.String}), now, lambda _: False)
    assert found.entities["entity"].to_list() == ["a", named("a", 2)] == ["a", "a/2"]


records = st.integers(0, 14).map(str)
worlds = st.dictionaries(records, st.integers(0, 5), max_size=12)


@settings(deadline=None)
@given(worlds, worlds, st.randoms())
def test_the_events_lead_from_before_to_now(old, new, chance):
    """Whoever plays the events on the former entities arrives at the present ones; no name comes twice."""
    before = people(", ".join(f"E{entity}: {record}" for record, entity in old.items()), "entity").cast(
        {"id": pl.String, "entity": pl.String}
    )
    now = groups("/".join(" ".join(r for r, g in new.items() if g == group) for group in range(6)))
    used = {*before["entity"], "3", "4~2"}
    found = survive(
        before, now.sample(fraction=1.0, shuffle=True, seed=chance.randint(0, 99)), used.__contains__
    )
    entities = dict(found.entities.select("id", "entity").rows())
    played = {record: f"E{entity}" for record, entity in old.items()}
    for event, entity, other, concerned in found.events.rows():
        its = {record["id"] for record in concerned}
        if event == Event.GONE:
            assert its == {record for record in old if played[record] == entity}
            assert not its & set(new)
        elif event == Event.MADE:
            assert not its & set(old)
            assert entity not in used
        else:
            assert {old[record] for record in its} == {int(entity[1:])}
            assert (other not in used) == (event == Event.SPLIT)
            assert (entity not in entities.values()) == (event == Event.MERGED) or event == Event.MOVED
            played |= dict.fromkeys(its, other)
    assert {record: entities[record] for record in old if record in new} == {
        record: played[record] for record in old if record in new
    }
    assert entities.keys() == new.keys()
    assert len({(entities[record], group) for record, group in new.items()}) == len(set(new.values()))
    assert len(set(entities.values())) == len(set(new.values()))


@settings(deadline=None)
@given(worlds, worlds, st.randoms())
def test_the_order_of_rows_changes_nothing(old, new, chance):
    before = people(", ".join(f"E{entity}: {record}" for record, entity in old.items()), "entity").cast(
        {"id": pl.String, "entity": pl.String}
    )
    now = groups("/".join(" ".join(r for r, g in new.items() if g == group) for group in range(6)))
    one = survive(before, now, set(before["entity"]).__contains__)
    seed = chance.randint(0, 99)
    shuffled = (frame.sample(fraction=1.0, shuffle=True, seed=seed) for frame in (before, now))
    other = survive(*shuffled, set(before["entity"]).__contains__)
    assert one.entities.sort("id").equals(other.entities.sort("id"))
    assert one.events.equals(other.events)


@settings(deadline=None)
@given(worlds)
def test_the_same_world_has_no_events(old):
    before = people(", ".join(f"E{entity}: {record}" for record, entity in old.items()), "entity").cast(
        {"id": pl.String, "entity": pl.String}
    )
    now = before.with_columns(group=pl.col("entity").rank("dense").cast(pl.Int64))
    found = survive(before, now.drop("entity"), set(before["entity"]).__contains__)
    assert found.events.is_empty()
    assert found.entities.sort("id").equals(before.select("id", "person", "entity").sort("id"))
