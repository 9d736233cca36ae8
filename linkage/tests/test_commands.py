"""The commands from end to end, on a village: what is written, in which columns, and that it is right."""

import json
from pathlib import Path

import polars as pl
import pytest
from linkage.__main__ import run

SYLLABLES = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "va", "zo"]
SCHEMA = """
[columns]
ref = "id"
system = "source"
first = "forename"
last = "surname"
born = "date_of_birth"
phone = "phone"
"""


def word(number: int, syllables: int) -> str:
    return "".join(SYLLABLES[(number // 10**place) % 10] for place in range(syllables)).capitalize()


def village(people: int = 400) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two records of each, in two systems; in the second every third forename has a letter too many."""
    rows, truth = [], []
    for n in range(people):
        first, last = word(n * 7, 3), word(n * 13 + 5, 4)
        born = f"{1930 + n % 80}-{1 + n % 12:02d}-{1 + n % 28:02d}"
        for system, name in (("roll", first), ("tax", first + ("n" if n % 3 == 0 else ""))):
            rows.append((f"{system}{n:04d}", system, name, last, born, f"07{100000000 + n * 7919}"))
            truth.append((rows[-1][0], f"p{n}"))
    names = ["ref", "system", "first", "last", "born", "phone"]
    return (
        pl.DataFrame(rows, schema=names, orient="row"),
        pl.DataFrame(truth, schema=["id", "person"], orient="row"),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The village in two files, linked once with everything that can be asked for."""
    home = tmp_path_factory.mktemp("village")
    records, truth = village()
    records.filter(pl.col("system") == "roll").write_parquet(home / "roll.parquet")
    records.filter(pl.col("system") == "tax").write_csv(home / "tax.csv", separator=";")
    truth.write_csv(home / "truth.csv")
    (home / "schema.toml").write_text(SCHEMA)
    assert run(["train", str(home / "roll.parquet"), str(home / "tax.csv"), "--schema", str(home / "schema.toml"),
                "--model", str(home / "model.json"), "-q"]) == 0  # fmt: skip
    assert run([*link(home, "entities.parquet"), "--pairs", str(home / "pairs.parquet"), "--report",
                str(home / "report.html"), "--truth", str(home / "truth.csv")]) == 0  # fmt: skip
    return home


def link(home: Path, out: str) -> list[str]:
    return ["link", str(home / "roll.parquet"), str(home / "tax.csv"), "--schema", str(home / "schema.toml"),
            "--model", str(home / "model.json"), "--out", str(home / out), "-q"]  # fmt: skip


def test_entities_have_an_id_an_entity_and_a_confidence(folder: Path) -> None:
    found = pl.read_parquet(folder / "entities.parquet")
    assert found.schema == {"id": pl.String, "entity": pl.String, "confidence": pl.Float64}
    assert found["id"].n_unique() == found.height == 800
    assert found["confidence"].is_between(0, 1).all()


def test_pairs_have_both_ids_the_weight_the_level_of_each_field_and_the_rule(folder: Path) -> None:
    pairs = pl.read_parquet(folder / "pairs.parquet")
    assert {"id_a", "id_b", "weight", "probability", "rule"} <= set(pairs.columns)
    labels = [name for name in pairs.columns if name.startswith("level_")]
    assert {"level_forename", "level_surname"} <= set(labels)
    assert all(pairs[name].dtype == pl.String for name in labels)
    same = pairs.filter(pl.col("id_a").str.slice(-4) == pl.col("id_b").str.slice(-4))
    assert same.height >= 390
    assert pairs["rule"].null_count() == 0


def test_evaluate_prints_how_right_that_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ["evaluate", str(folder / "entities.parquet"), "--truth", str(folder / "truth.csv"), "-q"]
    records = [str(folder / "roll.parquet"), str(folder / "tax.csv")]
    schema = ["--schema", str(folder / "schema.toml")]
    more = ["--pairs", str(folder / "pairs.parquet"), "--records", *records, *schema]
    assert run([*said, *more, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["f1"] > 0.97
    assert found["calibration"]
    assert found["sources"]
    assert run(said) == 0
    assert "entities found exactly" in capsys.readouterr().out


def test_the_report_shows_what_was_found(folder: Path) -> None:
    html = (folder / "report.html").read_text()
    for heading in (
        "What to know first",
        "Entities by size",
        "Errors",
        "Rules",
        "Weights",
        "Time and memory",
    ):
        assert f">{heading}</h2>" in html
    assert "800 records are" in html


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_every_format_holds_the_same_entities(
    ending: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(link(folder, f"again.{ending}")) == 0
    assert capsys.readouterr().out.startswith("800 records are ")
    read = pl.read_csv if ending == "csv" else pl.read_ndjson
    again, first = read(folder / f"again.{ending}"), pl.read_parquet(folder / "entities.parquet")
    assert again.select("id", "entity").equals(first.select("id", "entity"))


def test_the_file_is_the_source_where_no_column_is(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "schema.toml").write_text(SCHEMA.replace('system = "source"\n', ""))
    report = tmp_path / "report.html"
    said = [
        its.replace(str(folder / "schema.toml"), str(tmp_path / "schema.toml"))
        for its in link(folder, "f.csv")
    ]
    assert run([*said, "--report", str(report)]) == 0
    sources = report.read_text().partition(">Sources</h2>")[2]
    assert 'roll</th><td class="n">400</td>' in sources


def test_explain_says_why_in_words(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ["explain", str(folder / "roll.parquet"), str(folder / "tax.csv"), "--schema", str(folder / "schema.toml"),
            "--model", str(folder / "model.json"), "-q"]  # fmt: skip
    assert run([*said, "roll0001", "tax0001", "--svg", str(tmp_path / "why.svg")]) == 0
    told = capsys.readouterr().out
    assert "same date of birth" in told
    assert (tmp_path / "why.svg").read_text().startswith("<svg")
    assert run([*said, "roll0001", "nobody"]) == 2
    assert "'nobody'" in capsys.readouterr().err


def test_several_are_explained_with_the_weakest_link_in_the_order_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["explain", str(folder / "roll.parquet"), str(folder / "tax.csv"), "--schema", str(folder / "schema.toml"),
            "--model", str(folder / "model.json"), "-q"]  # fmt: skip
    assert run([*said, "tax0001", "roll0001", "roll0002"]) == 0
    told = capsys.readouterr().out
    assert "3 records, held together by" in told
    assert "Weakest between roll0002 and tax0001, roll0001" in told.replace(
        "roll0001, tax0001", "tax0001, roll0001"
    )
    for one, two in (("tax0003", "roll0003"), ("roll0003", "tax0003")):
        assert run([*said, one, two, "--json"]) == 0
        (link,) = json.loads(capsys.readouterr().out)["links"]
        assert (link["a"], link["b"]) == (one, two)
        given = next(its["given"] for its in link["evidence"] if its["field"] == "forename")
        assert [name.endswith("n") for name in given] == [one.startswith("tax"), two.startswith("tax")]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_where_nobody_knows_the_truth_a_sample_is_labelled_and_estimated(
    ending: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / f"ask.{ending}"
    records = [
        "--records",
        str(folder / "roll.parquet"),
        str(folder / "tax.csv"),
        "--schema",
        str(folder / "schema.toml"),
    ]
    assert run(["evaluate", str(folder / "entities.parquet"), "--pairs", str(folder / "pairs.parquet"),
                "--sample", "50", "--out", str(asked), *records, "-q"]) == 0  # fmt: skip
    assert "pairs to label" in capsys.readouterr().out
    assert run(["evaluate", "--labelled", str(asked), "-q"]) == 2
    assert "has no label" in capsys.readouterr().err
    rows = pl.read_csv(asked, infer_schema=False) if ending == "csv" else pl.read_parquet(asked)
    assert {"first_a", "first_b", "same"} <= set(rows.columns)
    same = pl.col("id_a").str.slice(-4) == pl.col("id_b").str.slice(-4)
    rows.with_columns(same=pl.when(same).then(pl.lit("yes")).otherwise(pl.lit("no"))).write_csv(
        tmp_path / "told.csv"
    )
    assert run(["evaluate", "--labelled", str(tmp_path / "told.csv"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["precision"] > 0.97
    assert found["recall_between"][0] <= found["recall"] <= found["recall_between"][1]


def test_the_model_is_read_and_written_by_the_public_name(folder: Path, tmp_path: Path) -> None:
    import linkage

    model = linkage.Model.read(folder / "model.json")
    model.write(tmp_path / "again.json")
    assert linkage.Model.read(tmp_path / "again.json") == model
    assert "Index" in linkage.__all__
    assert linkage.Index.__name__ == "Index"


def test_what_people_decided_is_kept(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text("id_a,id_b,same\nroll0001,tax0001,false\nroll0002,tax0003,true\n")
    assert run([*link(folder, "decided.parquet"), "--decisions", str(tmp_path / "decisions.csv")]) == 0
    entity = dict(pl.read_parquet(folder / "decided.parquet").select("id", "entity").iter_rows())
    assert entity["roll0001"] != entity["tax0001"]
    assert entity["roll0002"] == entity["tax0003"]


MODELS = {
    "no JSON": ("{", "cannot be read as a model"),
    "other JSON": ('{"a": 1}', "This is no model"),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_model_that_is_none(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, sentence = MODELS[name]
    (tmp_path / "model.json").write_text(text)
    said = [
        its.replace(str(folder / "model.json"), str(tmp_path / "model.json")) for its in link(folder, "x.csv")
    ]
    assert run(said) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
    assert not (folder / "x.csv").exists()


def test_a_model_that_does_not_fit(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "schema.toml").write_text(SCHEMA.replace('phone = "phone"\n', ""))
    said = [
        its.replace(str(folder / "schema.toml"), str(tmp_path / "schema.toml"))
        for its in link(folder, "x.csv")
    ]
    assert run(said) == 2
    assert capsys.readouterr().err == (
        f"{folder / 'model.json'} does not fit the schema: it was trained on records with a column of the role "
        "'phone', and the schema has none; train a model on such records, or name the column.\n"
    )


def splinks(condition: str) -> dict:
    """Settings of Splink's that read the file's own columns. `condition`: of the second level of the forename."""

    def comparison(name: str, *levels: tuple[str, str, float, float]) -> dict:
        missing = {"sql_condition": f'"{name}_l" IS NULL OR "{name}_r" IS NULL', "is_null_level": True}
        stated = [{"label_for_charts": label, "sql_condition": sql, "m_probability": m, "u_probability": u}
                  for label, sql, m, u in levels]  # fmt: skip
        return {"output_column_name": name, "comparison_levels": [missing, *stated]}

    return {
        "link_type": "dedupe_only", "unique_id_column_name": "ref", "sql_dialect": "duckdb",
        "probability_two_random_records_match": 0.001,
        "comparisons": [
            comparison("first", ("same", '"first_l" = "first_r"', 0.6, 0.003), ("alike", condition, 0.35, 0.02),
                       ("else", "ELSE", 0.05, 0.977)),
            comparison("born", ("same", '"born_l" = "born_r"', 0.95, 0.002), ("else", "ELSE", 0.05, 0.998)),
        ],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": 'l."phone" = r."phone"', "sql_dialect": "duckdb"},
            {"blocking_rule": 'l."last" = r."last"', "sql_dialect": "duckdb"},
        ],
    }  # fmt: skip


CONDITIONS = {
    "what kernels know": 'jaro_winkler_similarity("first_l", "first_r") >= 0.9',
    "what only SQL knows": 'starts_with("first_r" || "first_l", "first_l") AND length("first_l") < 99',
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_model_of_splinks_links_the_file_by_its_own_columns(
    condition: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "model.json").write_text(json.dumps(splinks(CONDITIONS[condition])))
    said = [
        its.replace(str(folder / "model.json"), str(tmp_path / "model.json"))
        for its in link(folder, "s.parquet")
    ]
    assert (
        run([*said, "--pairs", str(tmp_path / "pairs.parquet"), "--report", str(tmp_path / "report.html")])
        == 0
    )
    pairs = pl.read_parquet(tmp_path / "pairs.parquet")
    assert {"level_first", "level_born", "rule"} <= set(pairs.columns)
    assert pairs["rule"].n_unique() <= 2
    entity = dict(pl.read_parquet(folder / "s.parquet").select("id", "entity").iter_rows())
    together = sum(entity[f"roll{n:04d}"] == entity[f"tax{n:04d}"] for n in range(400))
    assert together >= 260
    assert ("DuckDB was asked" in (tmp_path / "report.html").read_text()) == (
        condition == "what only SQL knows"
    )


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_a_model_of_splinks_says_is_explained_with_the_weight_that_it_was_linked_by(
    condition: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = splinks(CONDITIONS[condition])
    rule = {"blocking_rule": "l.\"last\" = r.\"last\" AND starts_with(l.\"ref\", 'roll') AND l.\"ref\" < r.\"ref\"",
            "sql_dialect": "duckdb"}  # fmt: skip
    settings["blocking_rules_to_generate_predictions"].append(rule)
    (tmp_path / "model.json").write_text(json.dumps(settings))
    model = str(tmp_path / "model.json")
    said = [its.replace(str(folder / "model.json"), model) for its in link(folder, "t.parquet")]
    assert run([*said, "--pairs", str(tmp_path / "pairs.parquet")]) == 0
    pairs = pl.read_parquet(tmp_path / "pairs.parquet").filter(pl.col("weight") > 0)
    files = [str(folder / "roll.parquet"), str(folder / "tax.csv"), "--schema", str(folder / "schema.toml")]
    capsys.readouterr()
    for row in pairs.gather([0, pairs.height // 2, pairs.height - 1]).iter_rows(named=True):
        assert run(["explain", *files, "--model", model, row["id_a"], row["id_b"], "--json", "-q"]) == 0
        (told,) = json.loads(capsys.readouterr().out)["links"]
        assert told["weight"] == pytest.approx(row["weight"])
        assert told["rule"] == row["rule"]
        levels = {its["field"]: its["level"] for its in told["evidence"] if its["number"] >= 0}
        assert levels == {name: row[f"level_{name}"] for name in ("first", "born") if row[f"level_{name}"]}
