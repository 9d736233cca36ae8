"""What is learned without labels is what a person with the labels would count."""

from functools import cache

import numpy as np
import polars as pl
import pytest
from linkage.comparing import scan
from linkage.comparing.compiled import Compiled
from linkage.learning import training
from linkage.learning.training import Trained
from linkage.model import Comparison, Model, probability
from linkage.standard.prepared import Prepared, prepared

from linkage import Schema, train

SYLLABLES = "ba ke li mo nu ra se ti va zo dan mir sel tor win har".split()
NAMES = [a + b for a in SYLLABLES for b in SYLLABLES]
SCHEMA = Schema.of({
    "id": "id", "forename": "forename", "surname": "surname", "born": "date_of_birth", "uprn": "uprn",
    "phone": "phone",
})  # fmt: skip


def slip(name: str, draw: np.random.Generator) -> str:
    at = int(draw.integers(1, len(name)))
    return name[:at] + str(draw.choice(list("aeiou"))) + name[at + 1 :]


def records(homes: int, seed: int) -> pl.DataFrame:
    """Homes of one to four; each person twice or thrice; `who` is the truth and no part of the schema."""
    draw = np.random.default_rng(seed)
    rows = []
    for home in range(homes):
        surname, phone = draw.choice(NAMES) + draw.choice(SYLLABLES), f"071{home:08d}"
        for member in range(int(draw.integers(1, 5))):
            forename = draw.choice(NAMES)
            born = f"{draw.integers(1930, 2020)}-{draw.integers(1, 13):02d}-{draw.integers(1, 29):02d}"
            rows += [
                (
                    slip(forename, draw) if draw.random() < 0.1 else forename,
                    slip(surname, draw) if draw.random() < 0.1 else surname,
                    born if draw.random() < 0.5 else None,
                    f"1000{home}" if draw.random() < 0.8 else f"2000{draw.integers(1e6)}",
                    phone if draw.random() < 0.5 else None,
                    f"{home}/{member}",
                )
                for _ in range(int(draw.integers(2, 4)))
            ]
    frame = pl.DataFrame(rows, schema=["forename", "surname", "born", "uprn", "phone", "who"], orient="row")
    return frame.with_columns(id=pl.row_index().cast(pl.String))


@cache
def learned() -> tuple[Prepared, Trained, np.ndarray]:
    frame = records(700, 3)
    its = prepared(frame, SCHEMA)
    who = its.people.join(frame.select("id", "who"), on="id", how="left", maintain_order="left")["who"]
    return its, training.train(its.table, its.compared, threads=2), who.rank("dense").to_numpy()


def true_pairs(who: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    a, b = np.triu_indices(len(who), 1)
    same = who[a] == who[b]
    return a[same], b[same]


@pytest.mark.parametrize("name", ["forename", "surname", "date_of_birth", "place", "phone"])
def test_m_is_what_labels_would_give(name: str) -> None:
    its, trained, who = learned()
    compiled = Compiled(its.table, trained.model)
    level = compiled.unpack(scan.compare(compiled, *true_pairs(who)), name)
    level = level[level >= 0]
    field = trained.model.comparison(name)
    true = np.bincount(level, minlength=len(field.levels)) / len(level)
    assert [field.number(number).m for number in range(len(field.levels))] == pytest.approx(
        list(true), abs=0.03
    )


def test_members_of_a_household_share_surname_and_home_and_not_forename() -> None:
    _, trained, _ = learned()
    by_name = {its.name: its.levels[0] for its in trained.model.comparisons}
    assert by_name["surname"].h == pytest.approx(0.81, abs=0.08)  # both spell it right
    assert by_name["surname"].u < 0.01
    assert (by_name["forename"].h or 0) < 0.02
    assert (by_name["place"].h or 0) > 0.5


def test_probabilities_mean_what_they_say() -> None:
    """Of the pairs that the model calls nine in ten or more, nine in ten or more are one person."""
    _, trained, who = learned()
    sample = trained.sample
    chance, one = probability(trained.weight), who[sample.a] == who[sample.b]
    for low, high in ((0.0, 0.1), (0.9, 1.01)):
        at = (chance >= low) & (chance < high)
        assert one[at].mean() == pytest.approx(chance[at].mean(), abs=0.02)
    assert trained.expected == pytest.approx(len(true_pairs(who)[0]), rel=0.05)


def test_ids_rows_and_threads_say_nothing() -> None:
    frame = records(80, 5)
    other = frame.reverse().with_columns(id=pl.format("z{}", pl.row_index()))
    assert train(frame, SCHEMA, threads=1) == train(other, SCHEMA, threads=2)


def test_no_level_is_left_untrained() -> None:
    model = train(records(60, 9), SCHEMA)
    for field in model.comparisons:
        for level in field.levels:
            assert level.m > 0
            assert level.u > 0
            assert level.h is None or level.h > 0


def test_a_file_of_three_records_has_the_usual_model() -> None:
    model = train(records(1, 2).head(3), SCHEMA)
    assert -15 < model.prior < -12
    assert bits(model.comparison("surname")) == pytest.approx(7.7, abs=0.5)
    assert bits(model.comparison("date_of_birth")) > 10


def bits(field: Comparison) -> float:
    return float(np.log2(field.levels[0].m / field.levels[0].u))


def test_a_file_of_names_and_dates_knows_of_no_household() -> None:
    model: Model = train(records(40, 4), Schema.of({"id": "id", "forename": "forename", "surname": "surname",
                                                    "born": "date_of_birth"}))  # fmt: skip
    assert model.household is None
