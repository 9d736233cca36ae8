"""The calibration plot, as SVG: said across, so upwards, on a scale that opens both ends."""

from html import escape
from math import log10

from .calibration import Bin, Calibration

SIDE, MARGIN, LEAST = 360, 56, 0.001
TICKS = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999)
STYLE = """<style>
  .page { fill: #fff } .frame, .grid { stroke: #b1b4b6; fill: none } .ideal { stroke: #505a5f; stroke-dasharray: 5 4 }
  .bar { stroke: #1d70b8; stroke-width: 2 } .dot { fill: #1d70b8 } text { fill: #0b0c0c; font: 13px sans-serif }
  @media (prefers-color-scheme: dark) { .page { fill: #0b0c0c } text { fill: #fff } .ideal { stroke: #b1b4b6 }
    .frame, .grid { stroke: #505a5f } .bar { stroke: #5694ca } .dot { fill: #5694ca } }
</style>"""


def plot(its: Calibration, title: str) -> str:
    """SVG with its own title and description; the table of the same numbers belongs beside it."""
    width = SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" width="{width}" '
        f'height="{width}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title><desc>{escape(described(its))}</desc>{STYLE}",
        f'<rect class="page" width="{width}" height="{width}"/>',
        *(_tick(value) for value in TICKS),
        f'<rect class="frame" x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}"/>',
        f'<line class="ideal" x1="{MARGIN}" y1="{MARGIN + SIDE}" x2="{MARGIN + SIDE}" y2="{MARGIN}"/>',
        *(_bin(one) for one in its.bins),
        f'<text x="{width / 2}" y="{width - 14}" text-anchor="middle">probability said</text>',
        f'<text transform="translate(16 {width / 2}) rotate(-90)" text-anchor="middle">share that is so</text>',
        f'<text x="{MARGIN}" y="{MARGIN - 20}">{escape(title)}</text></svg>',
    ]
    return "\n".join(parts)


def described(its: Calibration) -> str:
    """The plot in a sentence for who does not see it."""
    said = "; ".join(f"{one.said:.3g} said, {one.so:.3g} so, of {one.number:,}" for one in its.bins)
    return f"Mean distance between said and so {its.error:.4f}, over {its.number:,}. By bins: {said}."


def _place(value: float) -> float:
    """0 to 1 along the axis: log-odds, so that .99 and .999 stand apart."""
    value = min(max(value, LEAST), 1 - LEAST)
    reach = log10((1 - LEAST) / LEAST)
    return (log10(value / (1 - value)) + reach) / (2 * reach)


def _x(value: float) -> float:
    return round(MARGIN + SIDE * _place(value), 1)


def _y(value: float) -> float:
    return round(MARGIN + SIDE * (1 - _place(value)), 1)


def _tick(value: float) -> str:
    x, y, end = _x(value), _y(value), MARGIN + SIDE
    return (
        f'<path class="grid" d="M{x} {MARGIN}V{end}M{MARGIN} {y}H{end}"/>'
        f'<text x="{x}" y="{end + 18}" text-anchor="middle">{value:g}</text>'
        f'<text x="{MARGIN - 6}" y="{y + 4}" text-anchor="end">{value:g}</text>'
    )


def _bin(one: Bin) -> str:
    x, (low, high) = _x(one.said), one.between
    return (
        f"<g><title>{one.said:.4g} said, {one.so:.4g} so, of {one.number:,}</title>"
        f'<line class="bar" x1="{x}" y1="{_y(low)}" x2="{x}" y2="{_y(high)}"/>'
        f'<circle class="dot" cx="{x}" cy="{_y(one.so)}" r="5"/></g>'
    )
