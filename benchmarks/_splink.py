"""The peer: Splink 5 as a competent user sets it up for a file's columns, after its own tutorials.

It is given values that our standardising has written one way, a nickname root, term frequencies, blocking rules
for every role, u from ten million random pairs, and m from EM sessions on birth date and on names. Its clusters are
connected components, at the threshold that the truth says is best, which no user could know.
"""

import json
import logging
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl

RANDOM_PAIRS = 1e7
MOST = 300  # pairs a record from one rule
THRESHOLDS = np.arange(-10.0, 30.0, 1.0)


def main(records: str, schema: str, out: str, threads: str) -> None:
    """In a process of its own: writes the pairs (`id_a`, `id_b`, `weight`), prints seconds as JSON."""
    start = time.perf_counter()
    people = _people(pl.read_parquet(records), Path(schema))
    read = time.perf_counter()
    _predicted(people, int(threads)).write_parquet(out)
    done = time.perf_counter()
    print(
        json.dumps(
            {
                "read": read - start,
                "splink": done - read,
                "pairs": pl.scan_parquet(out).select(pl.len()).collect().item(),
            }
        )
    )


def best(pairs: pl.DataFrame, truth: pl.DataFrame, ids: pl.Series):
    """The components at the threshold with the highest F1, of all thresholds tried; and that threshold."""
    import linkage

    row = pl.DataFrame({"id": ids, "row": pl.int_range(len(ids), eager=True)})
    a, b = (
        pairs.select(id=f"id_{side}").join(row, on="id", how="left", maintain_order="left")["row"].to_numpy()
        for side in "ab"
    )
    weight = pairs["weight"].to_numpy()
    known = truth.join(row, on="id")
    who, rows = known["person"].rank("dense").to_numpy().astype(np.int64) - 1, known["row"].to_numpy()
    found = {bound: _components(a, b, weight >= bound, len(ids)) for bound in THRESHOLDS}
    bound = max(found, key=lambda its: _f1(found[its][rows], who))
    return linkage.evaluate(pl.DataFrame({"id": ids, "entity": found[bound]}), truth), float(bound)


def _components(a: np.ndarray, b: np.ndarray, kept: np.ndarray, records: int) -> np.ndarray:
    """Of each record, the number of the component that it is in by these pairs."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(int(kept.sum()), np.int8), (a[kept], b[kept])), shape=(records, records))
    return connected_components(graph, directed=False)[1].astype(np.int32)


def _f1(entity: np.ndarray, person: np.ndarray) -> float:
    """Of pairs in one entity."""
    both = np.unique(entity.astype(np.int64) * (person.max() + 1) + person, return_counts=True)[1]
    right, found, true = (
        float((counts * (counts - 1)).sum()) for counts in (both, np.bincount(entity), np.bincount(person))
    )
    return 2 * right / max(found + true, 1.0)


def _people(records: pl.DataFrame, schema: Path) -> pl.DataFrame:
    from linkage.standard import names

    from linkage import Schema, standardise

    its = Schema.read(schema)
    people = standardise(records, its).filter(pl.col("person") == 1)
    roots = {name: (names.roots(name) or (name,))[0] for name in people["forename"].drop_nulls().unique()}
    general = {name: role.value for name, (_, role) in its.general().items()}
    kept = people.select(
        "id", "forename", "surname", "postcode", "uprn", "email", "phone", "nino", "nhs_number", "street",
        root=pl.col("forename").replace(roots), born=pl.col("date_of_birth").dt.to_string(),
        district=pl.col("postcode").str.extract(r"^(\S+?)(?: \S+)?$"),
        **{f"{role}_{place}": pl.col(name).cast(pl.String) for place, (name, role) in enumerate(general.items())},
    )  # fmt: skip
    return kept.select(column for column in kept.columns if kept[column].n_unique() > 1)


def _predicted(people: pl.DataFrame, threads: int) -> pl.DataFrame:
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.CRITICAL)
    has = set(people.columns)
    rules = [block_on(*rule) for rule in _rules(has) if _pairs(people, rule) <= MOST * people.height]
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="id", comparisons=_comparisons(has),
        blocking_rules_to_generate_predictions=rules, retain_matching_columns=False,
    )  # fmt: skip
    with duckdb.connect(":memory:", config={"threads": threads}) as connection:
        linker = Linker(DuckDBAPI(connection).register(people.to_arrow()), settings, log_level=None)
        certain = [block_on(*rule) for rule in _certain(has)]
        linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
        linker.training.estimate_u_using_random_sampling(RANDOM_PAIRS, seed=1)
        for session in _sessions(has):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*session))
        table = linker.inference.predict(threshold_match_weight=float(THRESHOLDS[0]), warning_mode="never")
        return connection.sql(
            f"SELECT id_l AS id_a, id_r AS id_b, match_weight AS weight FROM {table.physical_name}"
        ).pl()


def _comparisons(has: set[str]) -> list:
    """Exact with term frequency, nickname, near, less near, else; and so on for each role."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as library

    def levelled(name: str, *these, rare: bool = True):
        exact = levels.ExactMatchLevel(name, term_frequency_adjustments=rare)
        return library.CustomComparison(
            output_column_name=name,
            comparison_levels=[levels.NullLevel(name), exact, *these, levels.ElseLevel()],
        )

    def near(name: str, *bounds: float):
        return [levels.JaroWinklerLevel(name, bound) for bound in bounds]

    # What ten million random pairs may never show; untrained, Splink would leave it at a default.
    def seldom(level, u: float):
        return level.configure(u_probability=u, fix_u_probability=True)

    swapped = seldom(levels.ColumnsReversedLevel("forename", "surname"), 1e-5)
    found = [
        levelled("forename", levels.ExactMatchLevel("root"), *near("forename", 0.92, 0.85)),
        levelled("surname", *near("surname", 0.92, 0.85), swapped),
    ]
    if "born" in has:
        edits = [levels.DamerauLevenshteinLevel("born", edits) for edits in (1, 2)]
        turned = levels.CustomLevel(
            "substr(born_l, 1, 4) = substr(born_r, 1, 4) AND substr(born_l, 6, 2) = substr(born_r, 9, 2) "
            "AND substr(born_l, 9, 2) = substr(born_r, 6, 2)"
        )
        found.append(levelled("born", edits[0], seldom(turned, 1e-5), edits[1], rare=False))
    if "postcode" in has:
        door = [levels.ExactMatchLevel("uprn")] if "uprn" in has else []
        district = [levels.ExactMatchLevel("district")] if "district" in has else []
        exact = levels.ExactMatchLevel("postcode", term_frequency_adjustments=True)
        edit = levels.DamerauLevenshteinLevel("postcode", 1)
        place = [levels.NullLevel("postcode"), *door, exact, edit, *district, levels.ElseLevel()]
        found.append(library.CustomComparison(output_column_name="place", comparison_levels=place))
    if "street" in has and "uprn" not in has:
        found.append(levelled("street", *near("street", 0.92)))
    for name in sorted(has):
        role = name.rsplit("_", 1)[0]
        if name in ("email", "phone", "nino", "nhs_number") or role == "identifier":
            exact = seldom(levels.ExactMatchLevel(name), 4e-6)
            these = [levels.NullLevel(name), exact, levels.ElseLevel()]
            found.append(library.CustomComparison(output_column_name=name, comparison_levels=these))
        elif role in ("text", "name"):
            found.append(levelled(name, *near(name, 0.92, 0.85)))
        elif role == "category":
            found.append(levelled(name))
    return found


def _rules(has: set[str]) -> list[tuple[str, ...]]:
    two, four = "substr(forename, 1, 2)", "substr(surname, 1, 4)"
    wanted = [(name,) for name in sorted(has) if name in KEYS or name.startswith("identifier")]
    wanted += [("postcode", "surname"), ("postcode", two), ("root", "surname"), ("surname", two),
               ("substr(forename, 1, 3)", four)]  # fmt: skip
    for name in sorted(has):
        if name.startswith(("text_", "name_")):
            wanted += [(name, "surname"), (name, "forename")]
    return [rule for rule in wanted if all(name in has or "(" in name for name in rule)]


def _pairs(people: pl.DataFrame, rule: tuple[str, ...]) -> int:
    """How many pairs a rule gives: Splink's guide says to count before, and to leave out what is too much."""
    sizes = people.select(
        pl.col(_CUT[name][0]).str.slice(0, _CUT[name][1]).alias(name) if name in _CUT else name for name in rule
    ).drop_nulls().group_by(rule).len()["len"].cast(pl.Int64)  # fmt: skip
    return int((sizes * (sizes - 1) // 2).sum())


_CUT = {f"substr({name}, 1, {letters})": (name, letters)
        for name in ("forename", "surname") for letters in (2, 3, 4)}  # fmt: skip
KEYS = ("nino", "nhs_number", "email", "phone", "born", "uprn")


def _certain(has: set[str]) -> list[tuple[str, ...]]:
    """Rules that seldom err, for the share of pairs that are one person."""
    wanted = [("nino",), ("nhs_number",), *((name,) for name in sorted(has) if name.startswith("identifier"))]
    wanted += [
        ("forename", "surname", "born"),
        ("forename", "surname", "uprn"),
        ("forename", "surname", "text_1"),
    ]
    return [rule for rule in wanted if has.issuperset(rule)]


def _sessions(has: set[str]) -> list[tuple[str, ...]]:
    """EM on birth date and on names; without dates, on surname and a text."""
    other = (
        ("born",)
        if "born" in has
        else ("surname", next((n for n in sorted(has) if n[:5] == "text_"), "postcode"))
    )
    return [other, ("forename", "surname")]


if __name__ == "__main__":
    main(*sys.argv[1:])
