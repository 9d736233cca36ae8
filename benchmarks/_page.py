"""docs/benchmarks.md, written from docs/benchmarks.jsonl: the newest figure of each name and size."""

import json

from . import FIGURES, ROOT

INTRODUCTION = """# Benchmarks

Written by `make bench` from `docs/benchmarks.jsonl`, which keeps every figure; do not edit.
One benchmark: `make bench NAME=feeds`. A ratio above 1 means better than the peer, measured in the same run.
Single times on a shared machine wander by a fifth: trust ratios.

| figure | value | goal | met | peer | ratio | people | date | commit |
|---|---|---|---|---|---|---|---|---|
"""


def write() -> None:
    figures = [json.loads(line) for line in FIGURES.read_text().splitlines()]
    newest = {(figure["name"], figure["people"]): figure for figure in figures}
    machines = sorted({figure["machine"] for figure in newest.values()})
    rows = "\n".join(_row(newest[key]) for key in sorted(newest))
    (ROOT / "docs" / "benchmarks.md").write_text(
        f"{INTRODUCTION}{rows}\n\nMachines: {'; '.join(machines)}.\n"
    )


def _row(figure: dict) -> str:
    met = (
        figure["value"] <= figure["goal"]
        if figure["better"] == "lower"
        else figure["value"] >= figure["goal"]
    )
    sign = "≤" if figure["better"] == "lower" else "≥"
    peer = f"{figure['peer']}: {figure['peer_value']:g} {figure['unit']}" if figure["peer_value"] else "-"
    ratio = f"{figure['ratio']:g}" if figure["ratio"] else "-"
    return (
        f"| `{figure['name']}` | {figure['value']:g} {figure['unit']} | {sign} {figure['goal']:g} "
        f"| {'yes' if met else '**no**'} | {peer} | {ratio} | {figure['people']:,} "
        f"| {figure['date']} | {figure['commit']} |"
    )
