"""Splink is the oracle: with one model, the same pairs, the same rule for each, the same weights, the same m."""

import contextlib
import io
import logging
import warnings

import duckdb
import numpy as np
import polars as pl
import pytest
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from linkage.comparing import scan
from linkage.model import Model
from linkage.splink import pairs as splink_pairs
from linkage.splink import settings as splink_json
from linkage.splink import training as splink_training
from linkage.splink.columns import table
from linkage.splink.sides import in_order
from splink import ColumnExpression, DuckDBAPI, Linker, SettingsCreator, block_on

NAMES = """
    anna hannah johanna joanna joe joseph josephine maria marie mary josé jose ahmed ahmad mohammed muhammad
    catherine katherine kathryn steven stephen stephanie geoffrey jeffrey smith smyth smithe jones johnson
    johnston johns thompson thomson clark clarke brown browne o'brien obrien khan kahn macdonald mcdonald
""".split()


SYLLABLES = (
    "",
    *"aeiou",
    "son",
    "sen",
    "ton",
    "ley",
    "ette",
    "berg",
    "mann",
    "wood",
    "well",
    "ham",
    "ford",
    "by",
)


@pytest.fixture(autouse=True)
def _quiet():
    logging.getLogger("splink").disabled = True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Splink's own code does is not ours to mend
        yield


def slip(random: np.random.Generator, text: str) -> str:
    """A letter changed, left out, doubled or swapped with its neighbour."""
    at = int(random.integers(len(text)))
    made = (
        text[:at] + "x" + text[at + 1 :],
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
    )
    return made[int(random.integers(4))] or text


def people(records: int, seed: int = 7) -> pl.DataFrame:
    """About three records a person, told with slips and gaps; names are few and unequally common."""
    random = np.random.default_rng(seed)
    parts = [f"{one}{two}" for one in NAMES for two in SYLLABLES]
    common = 1 / np.arange(10, len(parts) + 10)
    many = records // 3 + 1

    def names() -> np.ndarray:
        return random.choice(parts, many, p=common / common.sum())

    days = random.integers(0, 25_000, many)
    told = random.integers(0, many, records)
    columns = {
        "first_name": names()[told], "surname": names()[told],
        "dob": np.array([str(np.datetime64("1940-01-01") + day) for day in days.tolist()])[told],
        "postcode": np.array([f"NW{n % 9 + 1} {n % 7}{n % 11:X}{'PQRSTUW'[n % 7]}" for n in range(many)])[told],
        "phone": random.integers(10**9, 10**9 + 2 * many, many)[told].astype(str),
    }  # fmt: skip
    rates = {"first_name": (0.1, 0.03), "surname": (0.1, 0.03), "dob": (0.05, 0.3), "postcode": (0.05, 0.1),
             "phone": (0.02, 0.4)}  # fmt: skip
    for name, (wrong, missing) in rates.items():
        chance = random.random(records)
        columns[name] = [
            None if its < missing else slip(random, str(text)) if its < missing + wrong else str(text)
            for its, text in zip(chance, columns[name], strict=True)
        ]
    return pl.DataFrame({"unique_id": np.char.mod("r%07d", np.arange(records)), **columns})


def competent() -> SettingsCreator:
    """As somebody who knows Splink and the data would write it."""
    name = cll.JaroWinklerLevel("surname", 0.92)
    swapped = cll.ColumnsReversedLevel("first_name", "surname", symmetrical=True)
    parts = {part: [f"substr(dob_{side}, {at}, {size})" for side in "lr"]
             for part, at, size in (("y", 1, 4), ("m", 6, 2), ("d", 9, 2))}  # fmt: skip
    months = " and ".join(f"{parts[a][0]} = {parts[b][1]}" for a, b in ("yy", "md", "dm"))
    return SettingsCreator(
        link_type="dedupe_only", retain_matching_columns=False, probability_two_random_records_match=4e-5,
        comparisons=[
            cl.CustomComparison(output_column_name="first_name", comparison_levels=[
                cll.NullLevel("first_name"), cll.ExactMatchLevel("first_name", term_frequency_adjustments=True),
                cll.JaroWinklerLevel("first_name", 0.92), cll.JaroWinklerLevel("first_name", 0.85), cll.ElseLevel()]),
            cl.CustomComparison(output_column_name="surname", comparison_levels=[
                cll.NullLevel("surname"), cll.ExactMatchLevel("surname", term_frequency_adjustments=True),
                name.configure(tf_adjustment_column="surname", tf_adjustment_weight=0.5, tf_minimum_u_value=1e-3),
                cll.JaroWinklerLevel("surname", 0.85), swapped, cll.ElseLevel()]),
            cl.CustomComparison(output_column_name="dob", comparison_levels=[
                cll.NullLevel("dob"), cll.ExactMatchLevel("dob"), cll.DamerauLevenshteinLevel("dob", 1),
                cll.CustomLevel(months, "day and month swapped"), cll.DamerauLevenshteinLevel("dob", 2),
                cll.ElseLevel()]),
            cl.PostcodeComparison("postcode"), cl.ExactMatch("phone"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("phone"), block_on("dob"), block_on("postcode", "surname"), block_on("first_name", "surname"),
            block_on("surname", "substr(first_name, 1, 2)", "substr(dob, 1, 3)"),
            block_on("substr(first_name, 1, 3)", "substr(surname, 1, 4)", "substr(dob, 1, 4)")],
    )  # fmt: skip


SESSIONS = ["l.dob = r.dob", "l.first_name = r.first_name and l.surname = r.surname"]


def linked(records: pl.DataFrame, settings, sources: str | None = None) -> Linker:
    api = DuckDBAPI(duckdb.connect(config={"threads": 2}))
    frames = [records] if sources is None else records.partition_by(sources, maintain_order=True)
    return Linker([api.register(frame.to_arrow()) for frame in frames], settings)


def settings_of(linker: Linker) -> dict:
    with contextlib.redirect_stdout(io.StringIO()):
        return linker.misc.save_model_to_json()


def compared(records: pl.DataFrame, linker: Linker, model: Model) -> pl.DataFrame:
    """Splink's pairs beside ours: weights and rules."""
    key = model.extras["splink"]["unique_id_column_name"]
    rows = in_order(records, model)
    found = scan.Pairs.of(splink_pairs.pairs(table(rows, model), model, threads=2))
    one, two = rows[key].gather(found.a), rows[key].gather(found.b)
    ours = pl.DataFrame({"one": one, "two": two, "our_weight": found.weight, "our_rule": found.rule})
    theirs = pl.from_arrow(linker.inference.predict().as_pyarrow_table())
    theirs = theirs.select(
        "match_weight", rule=pl.col("match_key").cast(pl.Int16), one=f"{key}_l", two=f"{key}_r"
    )
    both = [_either_way(frame) for frame in (ours, theirs)]
    return both[0].join(both[1], on=["low", "high"], how="full", coalesce=True)


def _either_way(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs.with_columns(low=pl.min_horizontal("one", "two"), high=pl.max_horizontal("one", "two")).drop(
        "one", "two"
    )


def check_equal(both: pl.DataFrame, at_least: int) -> None:
    assert both.height >= at_least
    assert both.null_count().sum_horizontal().item() == 0, "a pair that only one of the two admits"
    assert (both["our_rule"] == both["rule"]).all()
    assert (both["our_weight"] - both["match_weight"]).abs().max() < 1e-6


@pytest.fixture(scope="module")
def fifty_thousand() -> pl.DataFrame:
    return people(50_000)


def test_parity_on_fifty_thousand_records(fifty_thousand):
    """u is the same on both sides (ours counts and samples, theirs samples: fixed, so that m can be compared);
    m is learned by each in the same sessions; then every pair is weighed by both."""
    start = splink_json.from_settings(settings_of(linked(fifty_thousand, competent())))
    with_u = splink_training.train(fifty_thousand, start, [], sampled_pairs=300_000)
    linker = linked(fifty_thousand, splink_json.to_settings(with_u))
    for session in SESSIONS:
        linker.training.estimate_parameters_using_expectation_maximisation(session)
    theirs = splink_json.from_settings(settings_of(linker))
    ours = splink_training.train(fifty_thousand, with_u, SESSIONS, learn_u=False)
    for one, two in zip(ours.comparisons, theirs.comparisons, strict=True):
        for level, its in zip(one.levels, two.levels, strict=True):
            assert level.m == pytest.approx(its.m, abs=1e-3), (one.name, level.label)
            assert level.u == pytest.approx(its.u, rel=1e-12)
    assert ours.comparison("surname").levels[0].m > 0.5, "the sessions have taught something"
    check_equal(compared(fifty_thousand, linker, theirs), at_least=100_000)


def strange(records: int) -> pl.DataFrame:
    """Columns of every kind, with nulls, empty texts, accents, capitals, empty lists and dates that are none."""
    random = np.random.default_rng(5)

    def some(*values: object) -> list[object]:
        return [values[n] for n in random.integers(0, len(values), records)]

    frame = pl.DataFrame({
        "id": np.char.mod("r%05d", np.arange(records)), "src": some("x", "y"),
        "first": some(*NAMES[:12], None, ""), "last": some("smith", "Smith", "smithe", "jones", "j", None),
        "dob": some("1990-01-02", "1990-01-03", "1991-02-01", "1990-12-31", "bad", None),
        "n": some(None, 1.0, 1.05, 2.0, 7.5), "k": some(None, *range(8)),
        "lat": some(None, 51.5, 51.51, 51.6), "lon": some(None, -0.1, -0.11),
        "tags": pl.Series(some(None, [], ["a"], ["b", "a"], ["c", "b", "b"], [None]), dtype=pl.List(pl.String)),
        "postcode": some("NW1 8EH", "NW1 8EF", "N1 9AG", None), "email": some("a@x.org", "a@y.org", "b@x.org", None),
        "block": some(*"pqrs"),
    })  # fmt: skip
    return frame.with_columns(born=pl.col("dob").str.to_date("%Y-%m-%d", strict=False))


def every_kind(link_type: str) -> SettingsCreator:
    """Splink's comparison library nearly whole; `slow` are those that DuckDB must answer."""
    custom = cl.CustomComparison
    lower = cll.LevenshteinLevel(ColumnExpression("last").lower(), 1)
    rare = lower.configure(tf_adjustment_column="last", tf_adjustment_weight=0.7, tf_minimum_u_value=0.05)
    either = cll.Or(cll.LiteralMatchLevel("block", "p", "string"), cll.Not(cll.JaroLevel("first", 0.6)))
    near = cll.AbsoluteDateDifferenceLevel("born", input_is_string=False, threshold=100, metric="day")
    return SettingsCreator(
        link_type=link_type, unique_id_column_name="id", source_dataset_column_name="src",
        probability_two_random_records_match=0.01, retain_matching_columns=False,
        comparisons=[
            cl.NameComparison("first"), cl.ForenameSurnameComparison("first", "last"),
            cl.DateOfBirthComparison("dob", input_is_string=True), cl.EmailComparison("email"),
            cl.PostcodeComparison("postcode", lat_col="lat", long_col="lon", km_thresholds=[1, 5]),
            cl.ArrayIntersectAtSizes("tags", [2, 1]),
            custom([cll.NullLevel("n"), cll.PercentageDifferenceLevel("n", 0.1), cll.AbsoluteDifferenceLevel("n", 1),
                    cll.ElseLevel()], "number"),
            custom([cll.ExactMatchLevel("last"), cll.NullLevel("last"), cll.JaccardLevel("last", 0.6),
                    cll.CustomLevel("k_l < k_r", "ordered"), cll.ElseLevel()], "ordered"),
            custom([cll.NullLevel("tags"), cll.ArraySubsetLevel("tags"), cll.ElseLevel()], "subset"),
            custom([cll.NullLevel("born"), near, cll.And(cll.ExactMatchLevel("block"), either), cll.ElseLevel()],
                   "mixed"),
            custom([cll.NullLevel("last"), cll.ExactMatchLevel("last", term_frequency_adjustments=True), rare,
                    cll.ElseLevel()], "rare"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("first", "block"), "l.last = r.last and l.k < r.k", "l.first = r.last and l.block = r.block",
            "l.postcode = r.postcode and l.block = 'p' or l.email = r.email",
            block_on("tags", arrays_to_explode=["tags"])],
    )  # fmt: skip


@pytest.mark.parametrize("link_type", ["dedupe_only", "link_only", "link_and_dedupe"])
def test_any_model_of_splinks_says_the_same(link_type):
    records = strange(600)
    linker = linked(records, every_kind(link_type), None if link_type == "dedupe_only" else "src")
    model = splink_json.from_settings(settings_of(linker))
    assert splink_pairs.slow(model) == [
        "postcode",
        "number",
        "ordered",
        "subset",
        "l.last = r.last and l.k < r.k",
    ]
    check_equal(compared(records, linker, model), at_least=5_000)


def test_the_order_of_rows_changes_nothing():
    records = strange(300)
    model = splink_json.from_settings(settings_of(linked(records, every_kind("dedupe_only"))))

    def weights(rows: pl.DataFrame) -> dict[tuple[str, str], float]:
        rows = in_order(rows, model)
        found = scan.Pairs.of(splink_pairs.pairs(table(rows, model), model, threads=1))
        ids = rows["id"].to_list()
        return {
            tuple(sorted((ids[a], ids[b]))): w for a, b, w in zip(found.a, found.b, found.weight, strict=True)
        }

    assert weights(records.sample(fraction=1, shuffle=True, seed=3)) == pytest.approx(
        weights(records), abs=1e-12
    )


def test_a_bound_leaves_out_just_the_pairs_below_it(fifty_thousand):
    records = fifty_thousand.head(2_000)
    model = splink_json.from_settings(settings_of(linked(records, competent())))
    held = table(records, model)
    whole = scan.Pairs.of(splink_pairs.pairs(held, model, threads=1))
    some = scan.Pairs.of(splink_pairs.pairs(held, model, at_least=3.0, threads=2))
    assert 0 < len(some.a) < len(whole.a)
    assert np.array_equal(some.weight, whole.weight[whole.weight >= 3.0])
