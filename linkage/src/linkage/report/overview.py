"""What was linked, in a few numbers, and what a reader must not miss."""

from collections.abc import Iterator

from linkage.facts import Facts

from .markup import Markup, element, section
from .tables import percent, share, table


def overview(facts: Facts) -> Markup:
    alone = sum(entities for records, entities in facts.sizes if records == 1)
    numbers = {
        "records": f"{facts.records:,}",
        "people named in them": f"{facts.people:,}" if facts.people else "",
        "entities": f"{facts.entities:,}",
        "of these with one record": f"{alone:,}" if facts.sizes else "",
        "records in the largest": f"{max(records for records, _ in facts.sizes):,}" if facts.sizes else "",
        "true pairs that blocking misses": f"about {percent(facts.missed.share)}" if facts.missed else "",
    }
    cards = (
        element("div", element("dt", name), element("dd", value)) for name, value in numbers.items() if value
    )
    return element("dl", *cards, class_="numbers")


def remarks(facts: Facts, flagged: int) -> Markup:
    """The alarms of the run, in words; none is said too."""
    said = list(_remarks(facts, flagged))
    if not said:
        said = ["Nothing stood out: no alarm, no block left out, no value set aside."]
    return section("What to know first", element("ul", *(element("li", sentence) for sentence in said)))


def _remarks(facts: Facts, flagged: int) -> Iterator[str]:
    yield from facts.notes
    if facts.alarms:
        yield f"Entities that hold more disagreement than the model predicts: {len(facts.alarms):,}; see Alarms."
    hot = sum(rule.left_out for rule in facts.rules)
    if hot:
        yield f"Blocks that were too large and were left to finer rules: {hot:,}; see Rules."
    if facts.placeholders:
        rows = sum(its.records for its in facts.placeholders)
        yield f"Values set aside as placeholders, in records: {rows:,}; see Placeholders."
    if flagged:
        yield f"Groups where false matches are more than twice as frequent as in the whole: {flagged:,}; see Errors."


def sources(facts: Facts) -> Markup:
    once = dict(facts.once)
    rows = [
        (name, records, share(records, facts.records),
         *(f"{bits:+.1f}" if bits <= -0.05 else "" for bits in once.get(name, (0.0, 0.0, 0.0))))
        for name, records in facts.sources
    ]  # fmt: skip
    caption = "Records by source, and bits against two of its records being one person, where it holds a person once"
    heads = "Source", "#Records", "#Share", "#At one home", "#At two homes", "#Where one says none"
    return section("Sources", table(caption, heads, rows))


def time(facts: Facts, peak: str) -> Markup:
    whole = sum(seconds for _, seconds in facts.seconds)
    rows = [(name, f"{seconds:.1f}", share(seconds, whole)) for name, seconds in facts.seconds]
    memory = element("p", f"At most {peak} of memory were held.") if peak else None
    return section(
        "Time and memory", table("Seconds by stage", ("Stage", "#Seconds", "#Share"), rows), memory
    )
