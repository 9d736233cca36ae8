"""Where the truth was given: how right the entities are, in the whole, by source and by group."""

from linkage.evaluation import Evaluation
from linkage.evaluation.groups import Group

from .markup import Markup, element, paragraph, section
from .tables import percent, table


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
    of_sources = [
        (
            f"{pair.a} with {pair.b}",
            f"{pair.rates.precision:.4f}",
            f"{pair.rates.recall:.4f}",
            pair.rates.true,
        )
        for pair in its.sources
    ]
    partial = (
        f"The truth knows {its.records:,} of {its.linked:,} records; wrong merges with others are not seen."
    )
    return section(
        "Errors",
        paragraph(partial) if its.partial else None,
        table("Against the truth", ("Of", "#Precision", "#Recall", "#F1"), figures),
        _groups(its.groups),
        table("By pair of sources", ("Sources", "#Precision", "#Recall", "#True pairs"), of_sources),
    )


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
