"""Draws a chart: Vega-Lite to SVG, inside this process. The same figures are drawn once."""

import json
import re
from functools import lru_cache
from typing import Any

import vl_convert
from django.utils.safestring import SafeString

BRAND = "#ae094e"  # the stylesheet puts the theme's own colour in its place
INK, GRID = "#0b0c0c", "#d9d9d9"
ROW, LINE_HEIGHT = 26, 240
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
    values = [{"label": label, "value": value, "order": n} for n, (label, value) in enumerate(points)]
    shape = _bars(points, width) if kind == "bar" else _line(width)
    return {"data": {"values": values}, "background": None, "config": _config(), **shape}


def _bars(points: Points, width: int) -> dict[str, Any]:
    """Lying down, since names are long; each with its figure at the end."""
    longest = min(max((len(label) for label, _ in points), default=0) * 8, 150 if width > 400 else 120)
    label = {"field": "label", "type": "nominal", "sort": None, "title": None}
    value = {"field": "value", "type": "quantitative", "title": None, "axis": None}
    return {
        "width": width - longest - 60,
        "height": {"step": ROW},
        "encoding": {
            "y": {**label, "axis": {"labelLimit": longest, "domain": False, "ticks": False}},
            "x": value,
        },
        "layer": [
            {"mark": {"type": "bar", "color": BRAND, "height": {"band": 0.7}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"text": {"field": "value", "format": ",~f"}},
            },
        ],
    }


def _line(width: int) -> dict[str, Any]:
    labels = {"labelAngle": 0, "labelOverlap": True, "grid": False}
    return {
        "width": width - 60,
        "height": LINE_HEIGHT,
        "mark": {"type": "line", "color": BRAND, "strokeWidth": 3, "point": {"color": BRAND, "size": 50}},
        "encoding": {
            "x": {"field": "label", "type": "ordinal", "sort": None, "title": None, "axis": labels},
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": None,
                "axis": {"format": ",~f", "tickCount": 5},
            },
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
