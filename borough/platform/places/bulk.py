"""The nearest for many places at once: one point that cannot be used spoils no other, and none holds up the rest."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from borough.platform.gazetteer import api as gazetteer
from borough.platform.gazetteer.api import Answer

from . import finding, outcome
from .kinds import Kind
from .outcome import Wrong

MOST_RESULTS = 10_000  # points times n
NOT_SEARCHED = Wrong(
    "q",
    f"Only the first {gazetteer.SEARCHED} texts of a bulk that are no postcode and no point are searched for, "
    "misspelt too; the rest only by their exact name, and we know none of that name.",
    "Send this one in another bulk.",
)


class NotSearched(Exception):
    """A text that only a search could find, after as many as one bulk may have."""


@dataclass
class Bulk:
    """One request: `searched` counts the texts for which names were searched for."""

    kind: Kind
    count: int
    now: datetime
    searched: int = 0

    def answer(self, point: object) -> dict[str, Any]:
        """To one point as it came, whatever it is."""
        if not isinstance(point, dict):
            return {"id": "", **Wrong("points", "A point is an object with q, or lat and lon.").told}
        identifier = _identifier(point.get("id"))
        if isinstance(identifier, Wrong):
            return {"id": "", **identifier.told}
        where = self._where(point)
        if isinstance(where, Wrong):
            return {"id": identifier, **where.told}
        return {"id": identifier, **outcome.told(self.kind, where, self.count, self.now)}

    def _where(self, point: dict[str, Any]) -> Answer | Wrong:
        q, lat, lon = (_text(point.get(name)) for name in ("q", "lat", "lon"))
        if q is None or isinstance(point.get("q"), int | float) or not gazetteer.sendable(q):
            return Wrong("q", "q is a text of valid characters.", "For example WC1X 8NW.")
        if lat is None or lon is None:
            wrong = "lat" if lat is None else "lon"
            return Wrong(wrong, "lat and lon are numbers of degrees (WGS84).")
        try:
            return outcome.place_asked(q, lat, lon, self._find)
        except NotSearched:
            return NOT_SEARCHED

    def _find(self, text: str) -> Answer:
        if answer := finding.exactly(text):
            return answer
        if self.searched >= gazetteer.SEARCHED:
            raise NotSearched
        self.searched += 1
        return finding.whereabouts(text)


def _text(value: object) -> str | None:
    """As it would stand in a query string; empty where nothing was said, None for what is no text and no number."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value)


def _identifier(value: object) -> str | int | float | Wrong:
    """What comes back with the answer: a text or a number, as it was sent."""
    if value is None:
        return ""
    if isinstance(value, str) and gazetteer.sendable(value):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return Wrong("id", "id is a text of valid characters, or a number.")
