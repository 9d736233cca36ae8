"""Plots of a profile as SVG, drawn by hand: `python -m synthetic.profile.plots DIR/profile.json
docs/synthetic`.
"""

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

from synthetic.profile.figures import DETAILS

ROW, LEFT, CELL = 24, 190, 92
INK, MUTED, BLUE = "#0b0c0c", "#505a5f", "#1d70b8"
FONT = "font-family='Arial, sans-serif' font-size='13'"


def svg(width: int, height: int, title: str, parts: list[str]) -> str:
    """A drawing with its title for those who cannot see it."""
    head = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' role='img' {FONT}>"
    paper = bar(0, 0, width, height, "#ffffff")
    return "\n".join([head, f"<title>{escape(title)}</title>", paper, *parts, "</svg>"]) + "\n"


def words(x: float, y: float, text: str, anchor: str = "start", fill: str = INK) -> str:
    """Text at a point."""
    return f"<text x='{x:.0f}' y='{y:.0f}' text-anchor='{anchor}' fill='{fill}'>{escape(text)}</text>"


def bar(x: float, y: float, width: float, height: float, fill: str, opacity: float = 1.0) -> str:
    """A rectangle."""
    size = f"width='{width:.1f}' height='{height:.1f}'"
    return f"<rect x='{x:.1f}' y='{y:.1f}' {size} fill='{fill}' fill-opacity='{opacity:.2f}'/>"


def grid(title: str, rows: dict[str, list[float]], columns: list[str]) -> str:
    """A table of shares, the darker the more."""
    parts = [words(LEFT + CELL * (i + 0.5), 18, c, "middle", MUTED) for i, c in enumerate(columns)]
    for r, (name, shares) in enumerate(rows.items()):
        y = 28 + r * ROW
        parts.append(words(LEFT - 10, y + 16, name, "end"))
        for i, share in enumerate(shares):
            parts.append(bar(LEFT + i * CELL + 1, y + 1, CELL - 2, ROW - 2, BLUE, share))
            ink = "#ffffff" if share > 0.9 else INK
            parts.append(words(LEFT + CELL * (i + 0.5), y + 16, f"{share:.0%}", "middle", ink))
    return svg(LEFT + CELL * len(columns) + 10, 36 + ROW * len(rows), title, parts)


def bars(title: str, values: dict[str, int]) -> str:
    """Bars with their figures."""
    most, parts = max(values.values()), []
    for r, (name, value) in enumerate(values.items()):
        y = 8 + r * ROW
        parts.append(words(LEFT - 10, y + 16, name, "end"))
        parts.append(bar(LEFT, y + 3, 420 * value / most, ROW - 6, BLUE))
        parts.append(words(LEFT + 428 * value / most + 6, y + 16, f"{value:,}", fill=MUTED))
    return svg(LEFT + 520, 16 + ROW * len(values), title, parts)


def plots(profile: dict[str, Any]) -> dict[str, str]:
    """The drawings by file name."""
    systems = {name.replace("_", " "): s for name, s in profile["systems"].items()}
    missing = {n: [s["missing"][d] for d in DETAILS] for n, s in systems.items()}
    missing["all"] = [profile["missing"][d] for d in DETAILS]
    wrong = {
        n: [s[k] for k in ("name differs", "birth date wrong", "home out of date")]
        for n, s in systems.items()
    }
    shared = {n: [s["shared"][k] for k in ("phone", "email", "home")] for n, s in systems.items()}
    return {
        "records.svg": bars("Rows by system", {n: s["rows"] for n, s in systems.items()}),
        "people.svg": bars("People by number of records", profile["records of a person"]),
        "missing.svg": grid("Missing details by system", missing, list(DETAILS)),
        "errors.svg": grid("Errors by system", wrong, ["name differs", "birth wrong", "not home"]),
        "sharing.svg": grid("Details shared by two people or more", shared, ["phone", "e-mail", "home"]),
    }


def main(profile: Path, folder: Path) -> None:
    """Draw every plot of a profile into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in plots(json.loads(profile.read_text("utf-8"))).items():
        (folder / name).write_text(drawing, "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
