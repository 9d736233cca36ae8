"""GeoJSON: a feature a row. A column's source is a property, or `geometry` for the shape itself."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from borough.platform.feeds.contract import Contract

from .delimited import check_header, sources
from .json_lines import cells_of, rows_of
from .reading import BROKEN, FileFault, Reading

SHAPE = "geometry"
# Names of WGS84 in the form that was allowed before RFC 7946 forbade any other.
WGS84 = ("CRS84", "4326")


def read_geojson(path: Path, contract: Contract) -> Reading:
    """Raises FileFault."""
    features = _features(path)
    records: list[dict[str, Any]] = []
    numbers: list[int] = []
    broken: list[tuple[int, str, str, str | None]] = []
    for number, feature in enumerate(features, 1):
        if (record := _record(feature)) is None:
            broken.append((number, json.dumps(feature)[:10_000], "malformed", None))
            continue
        records.append(record)
        numbers.append(number)
    names = sources(contract)
    known = sorted({key for record in records for key in record} | {SHAPE})
    notes = check_header(known, names) if records else []
    cells: dict[str, list[Any]] = {name: cells_of(records, name) for name in names}
    cells |= {"_row": numbers, "_fault": [None] * len(numbers)}
    return Reading(
        rows=rows_of(cells, contract), broken=pl.DataFrame(broken, schema=BROKEN, orient="row"), notes=notes
    )


def _features(path: Path) -> list[Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        # Half of a surrogate pair is no text and would stop the database.
        found = json.loads(json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "replace"))
    except UnicodeDecodeError as fault:
        raise FileFault("not-this-encoding", f"The file is not UTF-8: {fault.reason}.") from None
    except (ValueError, RecursionError) as fault:
        raise FileFault("not-this-format", f"The file is not JSON: {fault}.") from None
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise FileFault("not-this-format", "The file is JSON without features.")
    if not features:
        raise FileFault("empty", "The file has no feature.")
    if (crs := found.get("crs")) and not any(name in json.dumps(crs) for name in WGS84):
        raise FileFault("not-this-format", "The file is not in degrees of WGS84, as GeoJSON must be.")
    return features


def _record(feature: Any) -> dict[str, Any] | None:
    said = feature.get("properties") if isinstance(feature, dict) else None
    return {**said, SHAPE: feature.get("geometry")} if isinstance(said, dict) else None
