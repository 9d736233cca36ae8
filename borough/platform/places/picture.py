"""The map as a still picture: an SVG of our own, for paper and for where no script runs."""

from collections.abc import Iterable, Iterator
from math import cos, radians
from typing import Any

from django.utils.safestring import SafeString

from borough.platform.registers import api as registers

from .answering import Answer

WIDTH, HEIGHT, EDGE = 600, 420, 46
Points = list[tuple[float, float]]


def drawn(told: Answer) -> SafeString:
    """Hidden from screen readers: the list beside it says more. Numbers are those of the list."""
    here = (told.location.lon, told.location.lat)
    there = [(entry.place.lon, entry.place.lat) for entry in told.entries]
    to = _Frame([here, *there])
    outline = "".join(f'<path d="{to.path(ring)}"/>' for ring in _outline.get())
    marks = "".join(_mark(*to.xy(point), words) for point, words in _labels(told))
    x, y = to.xy(here)
    return SafeString(  # made of numbers alone
        f'<svg class="app-picture" viewBox="0 0 {WIDTH} {HEIGHT}" focusable="false" aria-hidden="true">'
        f'<g class="app-picture__ground">{outline}</g>'
        f'<circle class="app-picture__here" cx="{x:.0f}" cy="{y:.0f}" r="9"/>{marks}{to.scale()}</svg>'
    )


def _labels(told: Answer) -> Iterable[tuple[tuple[float, float], str]]:
    """One mark a point: places at one point share it."""
    numbers: dict[tuple[float, float], list[int]] = {}
    for entry in told.entries:
        numbers.setdefault((entry.place.lon, entry.place.lat), []).append(entry.number)
    return [(point, ",".join(map(str, those))) for point, those in numbers.items()]


def _mark(x: float, y: float, words: str) -> str:
    half = 9 + 4 * len(words)
    return (
        f'<g class="app-picture__mark"><rect x="{x - half:.0f}" y="{y - 13:.0f}" '
        f'width="{2 * half}" height="26" rx="13"/>'
        f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{words}</text></g>'
    )


class _Frame:
    """From degrees to the picture: everything in it, north up, metres alike both ways."""

    def __init__(self, points: Points) -> None:
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        self.lon, self.lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        self.wide = cos(radians(self.lat))
        across = max((max(lons) - min(lons)) * self.wide, 0.002)
        up = max(max(lats) - min(lats), 0.002)
        self.times = min((WIDTH - 2 * EDGE) / across, (HEIGHT - 2 * EDGE) / up)

    def xy(self, point: tuple[float, float]) -> tuple[float, float]:
        lon, lat = point
        x = WIDTH / 2 + (lon - self.lon) * self.wide * self.times
        return x, HEIGHT / 2 - (lat - self.lat) * self.times

    def path(self, ring: Points) -> str:
        return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in map(self.xy, ring)) + "Z"

    def scale(self) -> str:
        """A line of a round number of metres."""
        a_metre = self.times / 111_320
        metres = next(m for m in (5_000, 2_000, 1_000, 500, 200, 100, 50, 0) if m * a_metre < 180)
        words = f"{metres} m" if metres < 1_000 else f"{metres // 1000} km"
        return (
            f'<g class="app-picture__scale"><path d="M16 {HEIGHT - 16}h{metres * a_metre:.0f}"/>'
            f'<text x="16" y="{HEIGHT - 24}">{words}</text></g>'
        )


def _read_outline() -> list[Points]:
    if not registers.find("borough"):
        return []
    shapes = [item.shape for item in registers.items("borough") if item.shape]
    return [ring for shape in shapes for ring in _rings(dict(shape))]


def _rings(shape: dict[str, Any]) -> Iterator[Points]:
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    for polygon in polygons:
        yield [(float(lon), float(lat)) for lon, lat, *_ in polygon[0]]


_outline = registers.Snapshot(_read_outline, "borough")
