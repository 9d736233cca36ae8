"""Where the truth was given: how right the entities are, in the whole, by source and by group."""

from linkage.evaluation import Evaluation
from linkage.evaluation.groups import Group
from linkage.evaluation.sources import SourcePair

from .markup import Markup, element, paragraph, section, together
from .tables import percent, table

SHOWN = 15


def errors(its: Evaluation | None) -> Markup:
    if its is None:
        return Markup("")
    figures = [
        (name, f"{rates.precision:.4f}", f"{rates.recall:.4f}", f"{rates.f1:.4f}")
        for name, rates in (
            ("pairs", its.pairs),
            ("entities found exactly", its.clusters),
            ("B-cubed", its.bcubed),
        )
    ]
    partial = (
        f"The truth knows {its.records:,} of {its.linked:,} records; wrong merges with others are not seen."
    )
    return section(
        "Errors",
        paragraph(partial) if its.partial else None,
        table("Against the truth", ("Of", "#Precision", "#Recall", "#F1"), figures),
        _groups(its.groups),
        _sources(its),
    )


def _sources(its: Evaluation) -> Markup | None:
    """Those that lose or confuse the most pairs first."""

    def wrong(pair: SourcePair) -> int:
        return pair.rates.found + pair.rates.true - 2 * pair.rates.right

    worst = sorted(its.sources, key=lambda pair: (-wrong(pair), pair.a, pair.b))
    rows = [
        (
            f"{pair.a} with {pair.b}",
            f"{pair.rates.precision:.4f}",
            f"{pair.rates.recall:.4f}",
            pair.rates.true,
        )
        for pair in worst
    ]
    columns = ("Sources", "#Precision", "#Recall", "#True pairs")
    caption = "By pair of sources, those with the most errors first"
    if len(rows) <= SHOWN:
        return table(caption, columns, rows)
    summary = element("summary", f"All {len(rows):,} pairs of sources")
    rest = table("By pair of sources, all", columns, rows)
    return together([table(caption, columns, rows[:SHOWN]), element("details", summary, rest)])


def _groups(groups: tuple[Group, ...]) -> Markup | None:
    if not groups:
        return None
    rows = [
        (
            f"{its.by}: {its.value}",
            element("strong", "more than twice the whole's") if its.flagged else "",
            its.records, percent(its.false_match_rate), f"{its.times_the_whole:.1f}", percent(its.missed_match_rate),
        )
        for its in groups
    ]  # fmt: skip
    columns = ("Group", "Flag", "#Records", "#False matches", "#Times the whole's", "#Missed matches")
    return table("By group; a pair counts in the group of each of its two records", columns, rows)
