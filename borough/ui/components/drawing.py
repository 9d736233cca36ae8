"""Draws a chart: Vega-Lite to SVG, inside this process. The same figures are drawn once."""

import json
import re
import textwrap
from functools import lru_cache
from typing import Any

import vl_convert
from django.utils.safestring import SafeString

BRAND = "#ae094e"  # the stylesheet puts the theme's own colour in its place
INK, GRID = "#0b0c0c", "#d9d9d9"
ROW, LINE_HEIGHT = 26, 240
LETTERS = {True: 28, False: 16}  # of a name on one line: at a desk, on a phone
Points = tuple[tuple[str, float], ...]


@lru_cache(maxsize=256)
def drawn(kind: str, points: Points, width: int) -> SafeString:
    """An inline SVG without style or script, hidden from screen readers: the table beside it speaks."""
    svg = vl_convert.vegalite_to_svg(json.dumps(_specification(kind, points, width)))
    head = f'<svg class="app-chart__drawing" focusable="false" aria-hidden="true" {_view_box(svg)}>'
    body = re.sub(r'\s(?:role|aria-[a-z]+|aria-roledescription)="[^"]*"', "", svg[svg.index(">") + 1 :])
    return SafeString(head + body)  # vl-convert escapes what it is given; a test tries


def _view_box(svg: str) -> str:
    found = re.search(r'viewBox="[\d. -]+"', svg)
    assert found, "vl-convert gives every SVG a viewBox"
    return found.group()


def _specification(kind: str, points: Points, width: int) -> dict[str, Any]:
    shape = _bars(points, width) if kind == "bar" else _line(points, width)
    return {"background": None, "config": _config(), **shape}


def _bars(points: Points, width: int) -> dict[str, Any]:
    """Lying down, since names are long; each with its figure at the end. Long names take two lines."""
    limit = LETTERS[width > 400]
    names = [_wrapped(label, limit) for label, _ in points]
    letters = max((len(line) for name in names for line in name.split("\n")), default=0)
    room = letters * 8 + 10
    tall = any("\n" in name for name in names)
    words = f"split({json.dumps(names)}[datum.value], '\\n')"  # by number: two names may be alike
    axis = {"labelExpr": words, "labelLimit": 0, "domain": False, "ticks": False}
    values = [{"row": number, "value": value} for number, (_, value) in enumerate(points)]
    return {
        "data": {"values": values},
        "width": width - room - 50,
        "height": {"step": ROW + 14 * tall},
        "encoding": {
            "y": {"field": "row", "type": "ordinal", "sort": None, "title": None, "axis": axis},
            "x": {"field": "value", "type": "quantitative", "title": None, "axis": None},
        },
        "layer": [
            {"mark": {"type": "bar", "color": BRAND, "height": {"band": 0.7}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"text": {"field": "value", "format": ",~f"}},
            },
        ],
    }


def _wrapped(label: str, limit: int) -> str:
    """On two lines where it is too long for one; the table has it whole."""
    lines = textwrap.wrap(label, limit, max_lines=2, placeholder=" …")
    return "\n".join(lines) or label


def _line(points: Points, width: int) -> dict[str, Any]:
    labels = {"labelAngle": 0, "labelOverlap": True, "grid": False}
    scale = {"format": ",~f", "tickCount": 5}
    return {
        "data": {"values": [{"label": label, "value": value} for label, value in points]},
        "width": width - 60,
        "height": LINE_HEIGHT,
        "mark": {"type": "line", "color": BRAND, "strokeWidth": 3, "point": {"color": BRAND, "size": 50}},
        "encoding": {
            "x": {"field": "label", "type": "ordinal", "sort": None, "title": None, "axis": labels},
            "y": {"field": "value", "type": "quantitative", "title": None, "axis": scale},
        },
    }


def _config() -> dict[str, Any]:
    words = {"labelColor": INK, "labelFontSize": 14, "labelFont": "Arial"}
    return {
        "font": "Arial",
        "axis": {**words, "gridColor": GRID, "domainColor": INK, "tickColor": INK},
        "text": {"color": INK, "fontSize": 14},
        "view": {"stroke": None},
    }
