"""How the weight of a pair adds up, step by step: as a picture, as a table, as plain text."""

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from . import words

if TYPE_CHECKING:
    from .links import Evidence, Link

LABEL, BARS, NUMBERS, ROW, TOP = 330, 360, 70, 26, 64
STYLE = """<style>
  text { fill: #0b0c0c; font: 14px sans-serif } .page { fill: #fff } .small { font-size: 12px }
  .for { fill: #1d70b8 } .against { fill: #d4351c } .sum { fill: #505a5f } .zero { stroke: #505a5f }
  .step { stroke: #b1b4b6; stroke-dasharray: 3 3 }
  @media (prefers-color-scheme: dark) { .page { fill: #0b0c0c } text { fill: #fff } .for { fill: #5694ca }
    .against { fill: #f47738 } .sum, .zero { fill: #b1b4b6; stroke: #b1b4b6 } }
</style>"""


class Step(NamedTuple):
    """From `start` to `end` bits; a sum starts at nought."""

    label: str
    start: float
    end: float
    kind: str


def steps(link: "Link") -> list[Step]:
    """Before looking, each field that says something, the household, and what that makes."""
    found = [Step("before looking", 0.0, link.prior, "sum")]
    at = link.prior
    for its in link.evidence:
        if its.number >= 0:
            found.append(_step(its.words, at, its.strangers))
            at += its.strangers
    if link.at_home is not None:
        found.append(_step("or two of one household", at, link.household_effect))
    return [*found, Step(f"together: {words.percent(link.probability)}", 0.0, link.weight, "sum")]


def _step(label: str, at: float, bits: float) -> Step:
    return Step(label, at, at + bits, "for" if bits >= 0 else "against")


def svg(link: "Link") -> str:
    """Drawn from left to right in bits; said in its own title and description; `html` is the table beside it."""
    found = steps(link)
    low = min(0.0, *(min(its.start, its.end) for its in found))
    high = max(1.0, *(max(its.start, its.end) for its in found))
    scale = BARS / (high - low)

    def x(bits: float) -> float:
        return round(LABEL + (bits - low) * scale, 1)

    width, height = LABEL + BARS + NUMBERS, TOP + ROW * len(found) + 14
    title = f"How {link.a} and {link.b} compare"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}"><title>{escape(title)}</title><desc>{escape(str(link))}</desc>',
        f'{STYLE}<rect class="page" width="{width}" height="{height}"/><text x="12" y="24">{escape(title)}</text>',
        f'<text class="small" x="{x(0)}" y="{TOP - 12}" text-anchor="middle">0 bits: as likely as not</text>',
        f'<line class="zero" x1="{x(0)}" y1="{TOP - 6}" x2="{x(0)}" y2="{height - 10}"/>',
    ]
    for place, its in enumerate(found):
        parts.append(_bar(its, TOP + place * ROW, x, last=place + 1 == len(found)))
    return "\n".join([*parts, "</svg>"])


def _bar(its: Step, y: float, x, *, last: bool) -> str:  # type: ignore[no-untyped-def]
    left, right = sorted((x(its.start), x(its.end)))
    at, wide = x(its.end), max(1.5, round(right - left, 1))
    drop = f'<line class="step" x1="{at}" y1="{y + 4}" x2="{at}" y2="{y + ROW + 4}"/>'
    return (
        f"{'' if last else drop}"
        f'<text x="{LABEL - 12}" y="{y + 17}" text-anchor="end">{escape(_short(its.label))}</text>'
        f'<rect class="{its.kind}" x="{left}" y="{y + 4}" width="{wide}" height="{ROW - 8}">'
        f"<title>{escape(its.label)}</title></rect>"
        f'<text x="{right + 6}" y="{y + 17}">{words.bits(its.end - its.start)}</text>'
    )


def _short(label: str, most: int = 46) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"


HEAD = (
    "field",
    "level",
    "first record",
    "second record",
    "as compared",
    "bits, strangers",
    "bits, household",
)


def rows(link: "Link") -> list[tuple[str, ...]]:
    """The table: before looking, each field of which either says anything, what it makes."""
    home = "" if link.at_home is None else words.bits(link.at_home)
    return [
        ("before looking", "", "", "", "", words.bits(link.prior), home),
        *(
            _row(its, link.at_home is not None)
            for its in link.evidence
            if any(its.standard) or any(its.given)
        ),
        ("or two of one household", "", "", "", "", words.bits(link.household_effect), ""),
        (f"together, {words.percent(link.probability)}", "", "", "", "", words.bits(link.weight), ""),
    ]


def _row(its: "Evidence", at_home: bool) -> tuple[str, ...]:
    given, standard = ([value or "-" for value in both] for both in (its.given, its.standard))
    compared = " / ".join(standard) if any(its.standard) else ""
    return (words.noun(its.field), its.level, *given, compared, words.bits(its.strangers),
            words.bits(its.household) if at_home else "")  # fmt: skip


def table(link: "Link") -> str:
    lines = [HEAD, *rows(link)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.rjust(width) if column >= 5 else cell.ljust(width)
                  for column, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
        for line in lines
    )  # fmt: skip


def html(link: "Link") -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in HEAD)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in rows(link)
    )
    return (
        f"<table><caption>{escape(f'How {link.a} and {link.b} compare, in bits')}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
