"""The page about a run: everything that the run found out, every value as text, and nothing from elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest
from linkage.facts import (
    ClusterFact,
    Facts,
    HotBlock,
    LevelFact,
    Missed,
    Placeholder,
    RuleFact,
    WeightBin,
)  # fmt: skip
from linkage.report import Run, page
from linkage.report.tables import percent

from linkage import Evaluation, Schema, evaluate

EVIL = "<script>alert('x')</script>\"'&<b>"
FULL = Facts(
    records=120, people=118, entities=50, sources=(("tax", 70), (f"roll {EVIL}", 50)),
    sizes=((1, 10), (2, 30), (3, 8), (13, 2)), once=(("tax", (-3.2, 0.0, -1.0)),),
    rules=(RuleFact("phone", 900, 40, 1, (HotBlock(f"07100 {EVIL}", 60),)), RuleFact("surname + born", 300, 80)),
    missed=Missed(0.021, 0.01, 0.04, "From how often rules find the same pairs."),
    levels=(LevelFact("forename", f"same {EVIL}", 0.8, 0.01, 0.02, 400),
            LevelFact("forename", "else", 0.1, 0.95, 0.9, 800),
            LevelFact("born", "same", 0.9, 0.0001), LevelFact("born", "else", 0.02, 0.99)),
    weights=(WeightBin(-20, -10, 700), WeightBin(-10, 0, 60), WeightBin(0, 10, 20), WeightBin(10, 20, 420)),
    expected_matches=431.4, calibration="Pairs of sources that hold a person once say the same.",
    alarms=(ClusterFact("e1", 13, 0.61, f"two birth dates {EVIL}", ("a", EVIL)),),
    weakest=(ClusterFact("e2", 3, 0.52, "one telephone only", ("b", "c", "d")),),
    placeholders=(Placeholder("phone", EVIL, 60, "60 surnames"),),
    seconds=(("Reading", 0.2), ("Comparing", 1.8)), notes=(f"Column {EVIL} is empty.",),
)  # fmt: skip
COLUMNS = (("ref", "id"), (EVIL, "forename"))
RUN = Run(files=(f"people {EVIL}.csv",), columns=COLUMNS, version="1", when="today", peak="1GB")


def evaluation() -> Evaluation:
    """Forty people of two records; of the first four, three are taken for one."""
    ids = [str(number) for number in range(80)]
    found = ["e0" if number < 6 else f"e{number // 2}" for number in range(80)]
    entities = pl.DataFrame({"id": ids, "entity": found, "confidence": [0.9] * 80})
    truth = pl.DataFrame({"id": ids, "person": [f"p{number // 2}" for number in range(80)]})
    sex = ["F" if number < 8 else "M" for number in range(80)]
    records = pl.DataFrame({"ref": ids, "sex": sex, "first": ["Ann"] * 80})
    schema = Schema.of({"ref": "id", "sex": "sex", "first": "forename"})
    return evaluate(entities, truth, records=records, schema=schema)


class Outline(HTMLParser):
    """Tags in order, with attributes; `text`: what is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def full() -> str:
    return page(FULL, RUN, evaluation())


def test_every_part_of_a_run_has_its_heading(full: str) -> None:
    assert re.findall(r"<h2[^>]*>([^<]+)", full) == [
        "What to know first", "Entities by size", "Errors", "Alarms", "Weakest entities", "Rules", "Placeholders",
        "Weights", "Pairs by weight", "Sources", "Time and memory",
    ]  # fmt: skip


def test_what_no_step_filled_is_left_out() -> None:
    bare = page(Facts(records=2, entities=1), Run(files=("a.csv",)))
    assert re.findall(r"<h2[^>]*>([^<]+)", bare) == ["What to know first"]
    assert "No entity holds more disagreement" in page(
        Facts(records=2, entities=1, alarms=()), Run(files=("a.csv",))
    )
    assert "Nothing stood out" in bare


def test_every_value_is_only_text(full: str) -> None:
    outline = Outline(full)
    assert outline.all("script") == []
    assert outline.all("b") == []
    assert outline.text.count("alert('x')") >= 8


def test_nothing_comes_from_elsewhere_and_nothing_runs(full: str) -> None:
    outline = Outline(full)
    named = {name for _, attributes in outline.tags for name in attributes}
    assert not named & {"src", "href", "srcset", "action", "background", "xlink:href", "style"}
    assert not [name for name in named if name.startswith("on")]
    assert "url(" not in full
    assert "@import" not in full
    policy = next(its for its in outline.all("meta") if its.get("http-equiv"))
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_each_table_has_a_caption_and_heads_and_each_id_stands_once(full: str) -> None:
    outline = Outline(full)
    assert len(outline.all("caption")) == len(outline.all("table")) >= 12
    assert {its["scope"] for its in outline.all("th")} == {"col", "row"}
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_group_that_is_mixed_up_twice_as_often_is_said_at_the_top(full: str) -> None:
    top = full[: full.index("Entities by size")]
    assert "false matches are more than twice as frequent" in top


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_browser_has_nothing_to_report(full: str, width: int, scheme: str, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    (tmp_path / "report.html").write_text(full, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((tmp_path / "report.html").as_uri())
        assert [url for url in asked if not url.startswith("file:")] == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(
            tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        browser.close()
    assert [
        (rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found.response["violations"]
    ] == []


@pytest.mark.parametrize(("value", "said"), [
    (0.0, "0 %"), (0.123, "12.3 %"), (1.0, "100.0 %"), (0.001, "0.1 %"), (0.0009, "0.09 %"), (0.00004, "0.004 %"),
    (0.000001, "0.0001 %"), (3e-9, "under 0.0001 %"),
])  # fmt: skip
def test_a_small_share_is_written_out(value: float, said: str) -> None:
    assert percent(value).replace("\N{NO-BREAK SPACE}", " ") == said
