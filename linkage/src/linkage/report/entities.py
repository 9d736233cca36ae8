"""Entities: how large they are, which hold more disagreement than they should, and which hang by least."""

from collections.abc import Sequence

from linkage.facts import ClusterFact, Facts

from .charts import bar
from .markup import Markup, paragraph, section
from .tables import table

# From 1 record singly to 10, then by these.
EDGES = (11, 21, 51, 101, 1001)
SHOWN = 20


def sizes(facts: Facts) -> Markup:
    groups: dict[str, int] = {}
    for records, entities in sorted(facts.sizes):
        name = _group(records)
        groups[name] = groups.get(name, 0) + entities
    most = max(groups.values(), default=0)
    rows = [(name, entities, bar(entities, most)) for name, entities in groups.items()]
    return section(
        "Entities by size",
        table("How many entities have so many records", ("Records", "#Entities", "Bar"), rows),
    )


def _group(records: int) -> str:
    if records < EDGES[0]:
        return f"{records:,}"
    above = [edge for edge in EDGES if edge <= records]
    next_ = EDGES[len(above)] - 1 if len(above) < len(EDGES) else None
    return f"{above[-1]:,} to {next_:,}" if next_ else f"{above[-1]:,} and more"


def alarms(facts: Facts) -> Markup:
    if facts.alarms is None:
        return Markup("")
    if not facts.alarms:
        return section(
            "Alarms", paragraph("No entity holds more disagreement than the model predicts of one person.")
        )
    return _clusters(
        "Alarms", "Entities that hold more disagreement than the model predicts of one person", facts.alarms
    )


def weakest(facts: Facts) -> Markup:
    return _clusters("Weakest entities", "Entities that hang by least", facts.weakest)


def _clusters(heading: str, caption: str, clusters: Sequence[ClusterFact]) -> Markup:
    rows = [
        (its.entity, its.why, its.records, f"{its.confidence:.3f}", ", ".join(its.ids))
        for its in clusters[:SHOWN]
    ]
    more = len(clusters) - SHOWN
    return section(
        heading,
        table(caption, ("Entity", "Why", "#Records", "#Confidence", "Some of its records"), rows),
        paragraph(f"And {more:,} more.") if more > 0 else None,
    )
