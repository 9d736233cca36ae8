"""Bars, as SVG: beside each number in a table, and the distribution of weights."""

from collections.abc import Sequence

from linkage.facts import WeightBin

from .markup import Markup, element, together

WIDE, HIGH = 120, 14
# Of the distribution.
PLOT, TALL, FOOT = 640, 200, 40


def bar(value: float, most: float) -> Markup:
    """From the left, up to `most`; the number itself stands beside it, so that the bar is only for the eye."""
    length = round(WIDE * min(max(value / most, 0), 1), 1) if most else 0
    shape = element("rect", class_="for", x=0, y=2, width=length, height=HIGH - 4)
    return _svg(shape)


def leaning(value: float, most: float) -> Markup:
    """From the middle: to the right for one person, to the left for two."""
    middle = WIDE / 2
    length = round(middle * min(abs(value) / most, 1), 1) if most else 0
    start = middle if value >= 0 else round(middle - length, 1)
    shape = element(
        "rect", class_="for" if value >= 0 else "against", x=start, y=2, width=length, height=HIGH - 4
    )
    return _svg(shape, element("path", class_="axis", d=f"M{middle} 0V{HIGH}"))


def _svg(*content: Markup) -> Markup:
    return element("svg", *content, class_="bar", viewBox=f"0 0 {WIDE} {HIGH}", width=WIDE, height=HIGH,
                   aria_hidden="true")  # fmt: skip


def distribution(bins: Sequence[WeightBin]) -> Markup:
    """Pairs by weight. The heights are square roots, so that the few matches are seen beside the many others."""
    low, high = bins[0].low, bins[-1].high
    most = max(its.pairs for its in bins) ** 0.5 or 1
    span = (high - low) or 1

    def across(weight: float) -> float:
        return round(PLOT * (weight - low) / span, 1)

    columns = []
    for its in bins:
        height = round(TALL * its.pairs**0.5 / most, 1)
        title = element("title", f"{its.low:g} to {its.high:g} bits: {its.pairs:,} pairs")
        columns.append(element(
            "g", title,
            element("rect", class_="for" if its.low >= 0 else "against", x=across(its.low), y=TALL - height,
                    width=max(round(across(its.high) - across(its.low) - 1, 1), 0.5), height=height),
        ))  # fmt: skip
    ticks = [
        element(
            "text",
            f"{weight:g}",
            x=min(max(across(weight), 12), PLOT - 12),
            y=TALL + 16,
            text_anchor="middle",
        )
        for weight in sorted({low, 0.0, high})
        if low <= weight <= high
    ]
    zero = element("path", class_="axis", d=f"M{across(0)} 0V{TALL}") if low <= 0 <= high else None
    matches = sum(its.pairs for its in bins if its.low >= 0)
    return element(
        "svg",
        element("title", "Candidate pairs by weight", id="weights-title"),
        element("desc", f"From {low:g} to {high:g} bits; {matches:,} pairs weigh 0 or more.", id="weights-desc"),
        element("path", class_="axis", d=f"M0 {TALL}H{PLOT}"), together(columns), zero, together(ticks),
        element("text", "weight in bits; 0 is as likely one person as two", x=PLOT / 2, y=TALL + FOOT - 4,
                text_anchor="middle"),
        viewBox=f"0 0 {PLOT} {TALL + FOOT}", role="img", aria_labelledby="weights-title weights-desc", class_="plot",
    )  # fmt: skip
