"""The whole page: one file, which asks nothing of any other place."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from linkage.evaluation import Evaluation
from linkage.facts import Facts
from linkage.wording import are, counted

from . import candidates, entities, errors, overview, weights
from .markup import Markup, element, paragraph, together

# Nothing is fetched and no script runs, also if a value should ever get through unescaped.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Run:
    """`files`, `columns` (column, role): what was linked; `when`, `version`, `peak` as they are to be read."""

    files: tuple[str, ...]
    columns: tuple[tuple[str, str], ...] = ()
    version: str = ""
    when: str = ""
    peak: str = ""


def page(facts: Facts, run: Run, evaluation: Evaluation | None = None) -> str:
    """HTML. Parts that no step of the run filled are left out."""
    title = f"Linkage of {', '.join(Path(file).name for file in run.files)}"
    body = [
        element("header", element("h1", title), _lead(facts, run), overview.overview(facts)),
        element("main", *_parts(facts, run, evaluation)),
    ]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("title", title),
        element("style", Markup(files(__package__).joinpath("style.css").read_text("utf-8"))),
    )
    return "<!doctype html>\n" + element("html", head, element("body", *body), lang="en-GB") + "\n"


def _parts(facts: Facts, run: Run, evaluation: Evaluation | None) -> list[Markup]:
    flagged = len(evaluation.flagged) if evaluation else 0
    return [
        overview.remarks(facts, flagged),
        entities.sizes(facts),
        errors.errors(evaluation),
        entities.alarms(facts),
        entities.weakest(facts),
        candidates.rules(facts),
        candidates.placeholders(facts),
        weights.levels(facts),
        weights.pairs(facts, evaluation.calibration if evaluation else None),
        overview.sources(facts),
        overview.time(facts, run.peak),
    ]


def _lead(facts: Facts, run: Run) -> Markup:
    columns = ", ".join(f"{column} as {role}" for column, role in run.columns)
    by = ", ".join(part for part in (f"linkage {run.version}".strip(), run.when) if part)
    return together(
        [
            paragraph(f"{counted(facts.records, 'record')} {are(facts.records)} {counted(facts.entities, 'entity')}. "
                      f"By {by}; without labels, and without a threshold set by hand."),
            element("details", element("summary", "What each column says"), paragraph(columns)) if columns else None,
        ]
    )  # fmt: skip
