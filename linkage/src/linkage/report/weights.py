"""What agreement weighs: each level of each field, and what the pairs came to."""

from itertools import groupby
from math import log2

from linkage.evaluation.calibration import Calibration
from linkage.evaluation.plot import plot
from linkage.facts import Facts, LevelFact

from .charts import distribution, leaning
from .markup import Markup, element, paragraph, section, together
from .tables import percent, table

LEAST = 1e-12


def levels(facts: Facts) -> Markup:
    most = max((abs(_bits(its)) for its in facts.levels), default=0)
    fields = groupby(facts.levels, key=lambda its: its.field)
    return section(
        "Weights",
        paragraph(
            "A level's weight in bits is log2 of how often one person's records stand at it (m) over how often "
            "two strangers' do (u); a rare value weighs more. h is for two members of one household."
        ),
        paragraph(
            f"No pair of one person was seen at these, which keep their start values and weigh no more than the next "
            f"stronger level: {', '.join(facts.unseen)}."
        ) if facts.unseen else None,
        *(_field(name, list(its), most) for name, its in fields),
    ) if facts.levels else Markup("")  # fmt: skip


def _field(name: str, its: list[LevelFact], most: float) -> Markup:
    rows = [
        (
            level.label, f"{_bits(level):+.1f}", leaning(_bits(level), most), percent(level.m), percent(level.u),
            "" if level.h is None else percent(level.h), level.pairs,
        )
        for level in its
    ]  # fmt: skip
    columns = ("Level", "#Bits", "Bar", "#m", "#u", "#h", "#Pairs")
    return table(name, columns, rows)


def _bits(level: LevelFact) -> float:
    return log2(max(level.m, LEAST) / max(level.u, LEAST))


def pairs(facts: Facts, said: Calibration | None) -> Markup:
    """The distribution of weights with its table, and whether probabilities mean what they say."""
    if not facts.weights:
        return Markup("")
    rows = [(f"{its.low:g} to {its.high:g}", its.pairs) for its in facts.weights]
    expected = facts.expected_matches
    return section(
        "Pairs by weight",
        element("figure", distribution(facts.weights)),
        element("details", element("summary", "The same as a table"),
                table("Candidate pairs by weight", ("Bits", "#Pairs"), rows)),
        paragraph(f"By their probabilities, {expected:,.0f} of the pairs are one person.") if expected else None,
        paragraph(facts.calibration) if facts.calibration else None,
        _calibration(said) if said else None,
    )  # fmt: skip


def _calibration(said: Calibration) -> Markup:
    rows = [
        (f"{its.low:g} to {its.high:g}", its.number, f"{its.said:.4f}", f"{its.so:.4f}") for its in said.bins
    ]
    picture = Markup(plot(said, "Do probabilities mean what they say?"))  # escapes by itself
    return together(
        [
            element("figure", picture),
            table(
                "Probability said, and the share that is so", ("Probability", "#Pairs", "#Said", "#So"), rows
            ),
        ]
    )
