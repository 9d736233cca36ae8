"""The SQL of a Splink model as conditions: what is understood, and that it says what DuckDB says."""

import duckdb
import polars as pl
import pytest
from linkage.comparing.compiled import Compiled
from linkage.comparing.scan import compare
from linkage.conditions import All, Any, Asked, Measure, Missing, Near, Not, Otherwise, Same, Shares, Similar
from linkage.model import Comparison, Level, Model
from linkage.splink.columns import table
from linkage.splink.sql import condition, rule
from linkage.splink.text import level_sql, rule_sql

from linkage import BadInput

READ = {
    '"a_l" = "a_r"': Same("a", "a"),
    '"first name_l" = "first name_r"': Same("first name", "first name"),
    "a_r = b_l": Same("b", "a"),
    "a_l IS NULL OR a_r IS NULL": Any((Missing("a", "l"), Missing("a", "r"))),
    "a_l is not null": Not(Missing("a", "l")),
    "a_l <> a_r": Not(Same("a", "a")),
    "a_l in (a_r, b_r)": Any((Same("a", "a"), Same("a", "b"))),
    "a_l = b_r AND a_r = b_l": All((Same("a", "b"), Same("b", "a"))),
    "a_l = 'x'": Same("=a = 'x'", "=TRUE"),
    "length(a_r) > 2": Same("=TRUE", "=LENGTH(a) > 2"),
    "substr(a_l, 1, 2) = substr(a_r, 1, 2)": Same("=SUBSTRING(a, 1, 2)", "=SUBSTRING(a, 1, 2)"),
    "a_l || b_l = a_r": Same("=a || b", "a"),
    "a_l.town = a_r.town": Same("=a.town", "=a.town"),
    "jaro_winkler_similarity(a_l, a_r) >= 0.9": Similar(Measure.JARO_WINKLER, "a", "a", 0.9),
    "0.9 <= jaro_similarity(lower(a_l), b_r)": Similar(Measure.JARO, "=LOWER(a)", "b", 0.9),
    "levenshtein(a_l, a_r) < 2": Similar(Measure.LEVENSHTEIN, "a", "a", 1),
    "damerau_levenshtein(a_l, a_r) <= 1": Similar(Measure.DAMERAU_LEVENSHTEIN, "a", "a", 1),
    "damerau_levenshtein(a_l, a_r) > 1": Not(Similar(Measure.DAMERAU_LEVENSHTEIN, "a", "a", 1)),
    "abs(a_l - a_r) <= 3": Near("a", "a", 3),
    "array_length(list_intersect(a_l, a_r)) >= 2": Shares("a", "a", 2),
    "list_has_any(a_l, a_r)": Shares("a", "a", 1),
    "jaccard(a_l, a_r) > 0.5": Asked("JACCARD(l.a, r.a) > 0.5", ("a",)),
    "1 = 1": Otherwise(),
    "else": Otherwise(),
}


@pytest.mark.parametrize("sql", READ)
def test_levels_are_understood_and_written_again(sql):
    assert condition(sql) == READ[sql]
    assert condition(level_sql(READ[sql])) == READ[sql]


SPARK = {"jaro_winkler(a_l, a_r) >= 0.9": Similar(Measure.JARO_WINKLER, "a", "a", 0.9),
         "`a b_l` = `a b_r`": Same("a b", "a b")}  # fmt: skip


@pytest.mark.parametrize("sql", SPARK)
def test_another_dialect(sql):
    assert condition(sql, "spark") == SPARK[sql]


RULES = {
    "l.a = r.a": [(("a",), None)],
    "(l.a = r.a) and (substr(l.b, 1, 3) = substr(r.b, 1, 3))": [(("a", "=SUBSTRING(b, 1, 3)"), None)],
    "l.a = r.b and l.c = r.c": [(("c",), Same("a", "b"))],
    "l.a = r.a and levenshtein(l.b, r.b) < 2": [(("a",), Similar(Measure.LEVENSHTEIN, "b", "b", 1))],
    "l.a = r.a or l.b = r.b": [(("a",), None), (("b",), None)],
    "l.a = r.b": [(("=TRUE",), Same("a", "b"))],
    "1 = 1": [(("=TRUE",), Otherwise())],
}


@pytest.mark.parametrize("sql", RULES)
def test_rules_are_understood_and_written_again(sql):
    assert rule(sql) == RULES[sql]
    assert [rule(rule_sql(*its)) for its in RULES[sql]] == [[its] for its in RULES[sql]]


def test_lists_that_splink_explodes_share_a_member():
    assert rule('l."a" = r."a" and l.b = r.b', exploded=["a"]) == [(("b",), Shares("a", "a"))]


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("a = b_r", "ends in neither _l nor _r"),
        ("a_l = = a_r", "cannot be read"),
        ("(a_l = a_r", "cannot be read"),
    ],
)
def test_what_is_no_condition_is_said(sql, sentence):
    with pytest.raises(BadInput, match=sentence):
        condition(sql)


PEOPLE = pl.DataFrame(
    {
        "a": ["anna", "ana", None, "josé", "jose", "", "peter", "retep"],
        "b": ["ana", "anna", "josé", None, "peter", "", "x", "peter"],
        "n": [1.5, 2.5, None, 7.0, 1.0, 0.0, -3.0, 7.5],
        "d": ["2001-02-03", "2001-02-28", "x", None, "1999-12-31", "2001-01-31", "2001-02-04", "2000-02-29"],
        "v": [["x", "y"], ["y", "x", "x"], [], None, ["z"], ["x"], ["y", "z"], ["q", None]],
    }
)
TRUTHS = [*(sql for sql in READ if "town" not in sql and "first" not in sql and sql != "else"
            and "list" not in sql and "abs" not in sql and "jaccard" not in sql),
    "abs(n_l - n_r) < 1", "not abs(n_l - n_r) <= 1 and a_l is not null", "n_l = n_r",
    "abs(epoch(try_strptime(d_l, '%Y-%m-%d')) - epoch(try_strptime(d_r, '%Y-%m-%d'))) <= 86400 * 30",
    "array_length(list_intersect(v_l, v_r)) >= 2", "not list_has_any(v_l, v_r)", "v_l is null",
    "a_l is not distinct from b_r", "not (a_l is distinct from a_r)", "n_l is null and a_r = b_l",
    "left(a_l, 1) = left(a_r, 1) and (a_l <> a_r or b_l = b_r)", "not (a_l = a_r and b_l = b_r)",
    "regexp_extract(a_l, '^[a-m]+', 0) = regexp_extract(a_r, '^[a-m]+', 0)", "levenshtein(a_l, b_r) between 1 and 3",
    "jaro_winkler_similarity(a_l, a_r) > 0.9", "jaro_similarity(a_l, b_r) < 0.5", "upper(a_l) = upper('ana')",
]  # fmt: skip


@pytest.mark.parametrize("sql", TRUTHS)
def test_a_condition_holds_where_duckdb_says_so(sql):
    """Missing and empty texts, accents (whose bytes DuckDB counts) and either side included."""
    levels = (Level("asked", condition(sql), 0.9, 0.1), Level("else", Otherwise(), 0.1, 0.9))
    model = Model((Comparison("it", Not(Otherwise()), levels),), (), 0.0)
    compiled = Compiled(table(PEOPLE, model), model)
    pairs = [(a, b) for a in range(PEOPLE.height) for b in range(PEOPLE.height)]
    words = compare(compiled, *zip(*pairs, strict=True), threads=1)
    ours = compiled.unpack(words, "it") == 1
    numbered = PEOPLE.with_row_index("row")
    sides = [numbered.rename({name: f"{name}_{side}" for name in numbered.columns}) for side in "lr"]
    two = sides[0].join(sides[1], how="cross")
    said = duckdb.sql(f"select coalesce({sql}, false) from two order by row_l, row_r").fetchall()
    wrong = [pair for pair, its, (true,) in zip(pairs, ours, said, strict=True) if bool(its) != true]
    assert two.height == len(pairs)
    assert not wrong
