"""An evaluation as plain text: what matters first, the worst by name, a warning where one is due."""

from collections.abc import Iterable, Iterator

from linkage.wording import are, counted

from .calibration import Calibration
from .candidates import Candidates
from .clusters import Example
from .groups import Group
from .rates import Rates
from .result import Evaluation

WORST_SOURCES = 10
SIZES = ((1, 1), (2, 2), (3, 3), (4, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 10**12))


def text(its: Evaluation) -> str:
    parts = [_head(its), _figures(its), _mistakes(its), _sizes(its)]
    if its.candidates:
        parts.append(_candidates(its.candidates))
    if its.calibration:
        parts.append(_calibration("probability of a pair", its.calibration))
    if its.confidence:
        parts.append(_calibration("confidence of a record", its.confidence))
    if its.sources:
        parts.append(_sources(its))
    if its.groups:
        parts.append(_groups(its))
    return "\n\n".join(parts)


def _head(its: Evaluation) -> str:
    records, persons = counted(its.records, "record"), counted(its.persons, "person")
    line = f"{records} in {counted(its.entities, 'entity')} {are(its.records)} {persons}."
    if its.partial:
        line = (
            f"The truth knows {its.records:,} of {its.linked:,} records; figures are over these, and a wrong merge "
            f"with any other record is not seen.\n{line}"
        )
    return line


def _figures(its: Evaluation) -> str:
    rows = [
        ("pairs", *_rates(its.pairs)),
        ("entities found exactly", *_rates(its.clusters)),
        (
            "B-cubed",
            f"{its.bcubed.precision:.4f}",
            f"{its.bcubed.recall:.4f}",
            f"{its.bcubed.f1:.4f}",
            "",
            "",
            "",
        ),
    ]
    return table(("", "precision", "recall", "F1", "right", "found", "true"), rows)


def _rates(its: Rates) -> tuple[str, ...]:
    return (f"{its.precision:.4f}", f"{its.recall:.4f}", f"{its.f1:.4f}", f"{its.right:,}", f"{its.found:,}",
            f"{its.true:,}")  # fmt: skip


def _mistakes(its: Evaluation) -> str:
    found = its.mistakes
    lines = [
        f"{found.merged:,} entities hold several persons; {found.split:,} persons are in several entities."
    ]
    lines += (f"  merged: {_example(one, 'persons', 'false')}" for one in found.worst_merged)
    lines += (f"  split: {_example(one, 'entities', 'missed')}" for one in found.worst_split)
    return "\n".join(lines)


def _example(one: Example, parts: str, pairs: str) -> str:
    more = " ..." if one.records > len(one.ids) else ""
    return (
        f"{one.name}: {one.records:,} records, {one.parts:,} {parts}, {one.pairs:,} {pairs} pairs: "
        f"{', '.join(one.ids)}{more}"
    )


def _sizes(its: Evaluation) -> str:
    rows = []
    for low, high in SIZES:
        counts = [
            sum(number for size, number in sizes.items() if low <= size <= high)
            for sizes in (its.entity_sizes, its.person_sizes)
        ]
        if any(counts):
            name = f"{low}" if low == high else f"{low} and more" if high > 10**9 else f"{low} to {high}"
            rows.append((name, *(f"{count:,}" for count in counts)))
    return table(("records", "entities", "persons"), rows)


def _candidates(its: Candidates) -> str:
    reached = its.reached
    line = (
        f"Pairs kept: {reached.found:,} hold {reached.right:,} of {reached.true:,} true pairs, "
        f"recall {its.recall:.4f}."
    )
    if not its.at_half or not its.at_best or its.best is None:
        return line
    rows = [("of probability .5 and more", *_rates(its.at_half)),
            (f"at the bound that truth would choose, {its.best:.4g}", *_rates(its.at_best))]  # fmt: skip
    return f"{line}\n{table(('pairs kept', 'precision', 'recall', 'F1', 'right', 'found', 'true'), rows)}"


def _calibration(name: str, its: Calibration) -> str:
    rows = [
        (f"{one.low:g} to {one.high:g}", f"{one.said:.4f}", f"{one.so:.4f}",
         f"{one.between[0]:.4f} to {one.between[1]:.4f}", f"{one.number:,}")
        for one in its.bins
    ]  # fmt: skip
    head = (name, "said", "so", "95 % interval", "number")
    return f"{table(head, rows)}\nMean distance between said and so: {its.error:.4f}."


def _sources(its: Evaluation) -> str:
    worst = sorted(its.sources, key=lambda one: (-one.rates.false - one.rates.missed, one.a, one.b))
    rows = [(f"{one.a} - {one.b}", *_rates(one.rates)) for one in worst[:WORST_SOURCES]]
    head = "sources" if len(worst) <= WORST_SOURCES else f"sources, the worst {WORST_SOURCES} of {len(worst)}"
    return table((head, "precision", "recall", "F1", "right", "found", "true"), rows)


def _groups(its: Evaluation) -> str:
    whole = its.pairs.false / its.pairs.found if its.pairs.found else 0.0
    rows = [(f"{one.by}: {one.value}", *_group(one)) for one in its.groups]
    head = ("group", "records", "false-match rate", "times the whole", "missed-match rate", "")
    warnings = [
        f"! {one.by}: {one.value}: false-match rate {one.false_match_rate:.4f} passes twice the whole's {whole:.4f} "
        f"({one.false:,} of {one.found:,} pair ends, {one.records:,} records)."
        for one in its.flagged
    ]
    said = warnings or [f"No group's false-match rate passes twice the whole's, {whole:.4f}."]
    return "\n".join([table(head, rows), *said])


def _group(one: Group) -> tuple[str, ...]:
    return (f"{one.records:,}", f"{one.false_match_rate:.4f}", f"{one.times_the_whole:.2f}",
            f"{one.missed_match_rate:.4f}", "!" if one.flagged else "")  # fmt: skip


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Columns set wide enough; the first to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join("  ".join(_cells(line, widths)).rstrip() for line in lines)


def _cells(line: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    yield line[0].ljust(widths[0])
    yield from (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
