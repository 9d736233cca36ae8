"""The truth is whole, and what systems lack lies in the bands that councils show."""

import json

import polars as pl
import pytest

BANDS = {  # shares missing over all records of a person; research put them at .60 .91 .43 .39 .23 .03
    "birth": (0.52, 0.68),
    "nino": (0.88, 0.96),
    "phone": (0.35, 0.50),
    "email": (0.32, 0.48),
    "uprn": (0.17, 0.30),
    "postcode": (0.02, 0.07),
}


@pytest.fixture(scope="module")
def truth(folder):
    return {
        name: pl.read_parquet(folder / "truth" / f"{name}.parquet")
        for name in ("records", "people", "planted", "spells")
    }


def test_every_record_is_of_a_person_who_was(truth):
    records = truth["records"]
    assert records["person"].is_between(0, len(truth["people"]) - 1).all()
    assert not records.select("system", "source_key", "person_number").is_duplicated().any()


@pytest.mark.parametrize("detail", BANDS)
def test_missing_details_lie_in_their_band(truth, detail):
    low, high = BANDS[detail]
    assert low < 1 - truth["records"][f"has_{detail}"].mean() < high


def test_a_person_has_four_or_five_records(truth):
    assert 4.0 < len(truth["records"]) / len(truth["people"]) < 5.2


def test_planted_cases_point_at_records_and_people_that_exist(truth):
    cases = truth["planted"].filter(pl.col("case").is_not_null())
    keys = set((truth["records"]["system"] + ":" + truth["records"]["source_key"]).to_list())
    assert cases["case"].n_unique() == len(cases)
    assert cases["records"].list.len().min() > 0
    assert set(cases["records"].explode().to_list()) <= keys
    people = set(
        truth["records"]
        .filter(pl.col("person").is_in(cases["people"].explode().to_list()))["person"]
        .to_list()
    )
    assert people


def test_each_detector_that_is_planted_has_its_innocent_double(truth):
    cases = truth["planted"].filter(pl.col("case").is_not_null())
    both = cases.group_by("detector").agg(pl.col("control").n_unique())
    assert set(both.filter(pl.col("control") < 2)["detector"].to_list()) <= {"D23"}


def test_planted_people_have_no_records_but_those_of_their_case(truth):
    cases = truth["planted"].filter(pl.col("case").is_not_null())
    owned = cases.select(pl.col("people").alias("person"), "records").explode("person").explode("records")
    known = {(p, r) for p, r in owned.iter_rows()}
    people = set(owned["person"].to_list())
    mine = truth["records"].filter(pl.col("person").is_in(list(people)))
    got = {(p, f"{s}:{k}") for p, s, k in mine.select("person", "system", "source_key").iter_rows()}
    assert got <= known


def test_half_a_per_cent_or_so_of_rows_are_spoilt(folder):
    profile = json.loads((folder / "profile.json").read_text())
    assert 0.003 < sum(profile["defects"].values()) / profile["rows"] < 0.015
    assert profile["defects"]["defect: wrong trailer"] == 1
    assert profile["defects"]["defect: cut off in the last row"] == 1
