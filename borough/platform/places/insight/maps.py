"""The wards as shapes, the darker the more of it is near."""

from collections.abc import Sequence

from borough.platform.registers import api as registers

from .coverage import Covered


def shaded(rows: Sequence[Covered]) -> dict[str, object]:
    """A GeoJSON FeatureCollection; `shade` from 0 to 1."""
    by_ward = {row.ward_code: row for row in rows if row.ward_code}
    if not by_ward:
        return {"type": "FeatureCollection", "features": []}
    features = [
        {
            "type": "Feature",
            "geometry": item.shape,
            "properties": {
                "name": f"{item.label}: {by_ward[item.key].reach.within_800}% within 800 m",
                "shade": by_ward[item.key].reach.within_800 / 100,
            },
        }
        for item in registers.items("wards")
        if item.key in by_ward
    ]
    return {"type": "FeatureCollection", "features": features}
