"""A file large enough to teach: learned without labels, the same whatever the order of rows and threads."""

import random
from functools import cache

import polars as pl
import pytest

from linkage import Schema, evaluate, link

SCHEMA = Schema.of({
    "id": "id", "source": "source", "forename": "forename", "surname": "surname", "born": "date_of_birth",
    "uprn": "uprn", "phone": "phone",
})  # fmt: skip
SYLLABLES = "ba ke li mo nu ra se ti va zo dan mir sel tor win har".split()
FORENAMES = [a + b for a in SYLLABLES for b in SYLLABLES]
SURNAMES = [a + b + c for a in SYLLABLES for b in SYLLABLES[:8] for c in ("son", "man", "ez")]


@cache
def town() -> tuple[pl.DataFrame, pl.DataFrame]:
    """1,200 homes of one to four who share surname and often a telephone; each in some of four systems."""
    chance = random.Random(11)
    records, truth = [], []
    for home in range(1_200):
        surname, phone = chance.choice(SURNAMES), f"071{home:08d}"
        for member in range(chance.randint(1, 4)):
            forename = chance.choice(FORENAMES)
            born = f"{chance.randint(1930, 2020)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            for source in chance.sample(["tax", "roll", "library", "leisure"], chance.randint(1, 4)):
                records.append((
                    str(chance.getrandbits(60)), source, slip(forename, chance), slip(surname, chance),
                    born if source in ("library", "leisure") else None,
                    f"1000{home}" if chance.random() < 0.85 else f"2000{chance.getrandbits(20)}",
                    phone if chance.random() < 0.4 else None,
                ))  # fmt: skip
                truth.append((records[-1][0], f"{home}/{member}"))
    return (
        pl.DataFrame(
            records, schema=["id", "source", "forename", "surname", "born", "uprn", "phone"], orient="row"
        ),
        pl.DataFrame(truth, schema=["id", "person"], orient="row"),
    )


def slip(name: str, chance: random.Random) -> str:
    if chance.random() < 0.9:
        return name
    place = chance.randrange(1, len(name))
    return name[:place] + chance.choice("aeiou") + name[place + 1 :]


def test_families_are_told_apart() -> None:
    records, truth = town()
    judged = evaluate(link(records, SCHEMA).entities, truth)
    assert judged.records > 5_000
    assert judged.precision > 0.97
    assert judged.recall > 0.93


@pytest.mark.parametrize("threads", [1, 2])
def test_rows_and_threads_say_nothing(threads: int) -> None:
    records, _ = town()
    shuffled = records.sample(fraction=1, shuffle=True, seed=threads)
    found = link(shuffled, SCHEMA, threads=threads, memory="2GB").entities
    assert found.equals(link(records, SCHEMA).entities)


def test_records_can_be_handed_over() -> None:
    records, _ = town()
    held = [records.clone()]
    assert link(lambda: held.pop(), SCHEMA).entities.equals(link(records, SCHEMA).entities)
    assert not held


def test_a_telephone_that_thousands_share_joins_nobody() -> None:
    records, truth = town()
    shared = records.with_columns(phone=pl.lit("07100111222"))
    judged = evaluate(link(shared, SCHEMA).entities, truth)
    assert judged.precision > 0.97


EDGES = {
    "nothing": [],
    "one record": [("1", "ann", "oakfield")],
    "nobody is named": [("1", None, None), ("2", None, None)],
    "long, strange and empty names": [("1", "x" * 1_000, "🙂"), ("2", "", "y" * 1_000), ("3", "\x00\n", "ø")],
}


@pytest.mark.parametrize("rows", EDGES.values(), ids=EDGES)
def test_every_record_has_an_entity(rows: list[tuple[str, str | None, str | None]]) -> None:
    columns = dict.fromkeys(("id", "source", "forename", "surname", "born", "uprn", "phone"), pl.String)
    records = pl.DataFrame(
        [{"id": id, "forename": forename, "surname": surname} for id, forename, surname in rows],
        schema=columns,
    )
    found = link(records, SCHEMA).entities
    assert found["id"].to_list() == [id for id, *_ in rows]
    assert found["entity"].n_unique() == len(rows)
    assert found["confidence"].is_between(0, 1).all()
