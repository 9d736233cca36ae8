"""Which pairs were looked at: the rules, the blocks that were too large, what is missed, what was set aside."""

from linkage.facts import Facts, Missed

from .charts import bar
from .markup import Markup, paragraph, section
from .tables import percent, share, table

SHOWN = 100


def rules(facts: Facts) -> Markup:
    if not facts.rules:
        return section("Rules", _missed(facts.missed))
    whole = sum(rule.pairs for rule in facts.rules)
    most = max((rule.pairs for rule in facts.rules), default=0)
    rows = [
        (rule.name, rule.pairs, share(rule.pairs, whole), bar(rule.pairs, most), rule.blocks, rule.left_out)
        for rule in facts.rules
    ]
    columns = ("Same", "#New pairs", "#Share", "Bar", "#Blocks", "#Blocks left out")
    hot = [
        (rule.name, block.value, block.records)
        for rule in facts.rules
        for block in rule.hottest
    ]  # fmt: skip
    return section(
        "Rules",
        paragraph("Records that agree on these are compared. A pair counts under the first rule that admits it."),
        table("Rules, in order", columns, rows),
        table("The largest blocks left out; their records meet under finer rules, or not at all",
              ("Same", "Value", "Records"), sorted(hot, key=lambda row: (-row[2], row[:2]))[:SHOWN]),
        _missed(facts.missed),
    )  # fmt: skip


def _missed(missed: Missed | None) -> Markup | None:
    if missed is None:
        return None
    return paragraph(
        f"True pairs that no rule admits: about {percent(missed.share)} (95 % interval {percent(missed.low)} to "
        f"{percent(missed.high)}). {missed.method}"
    )


def placeholders(facts: Facts) -> Markup:
    rows = [(its.column, its.value, its.why, its.records) for its in facts.placeholders[:SHOWN]]
    more = len(facts.placeholders) - SHOWN
    return section(
        "Placeholders",
        table("Values that many unlike people share, and that count as missing",
              ("Column", "Value", "Why", "Records"), rows),
        paragraph(f"And {more:,} more.") if more > 0 else None,
    )  # fmt: skip
