"""Where things are: one place that knows the routes."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

FORMATS = {
    "csv": "CSV",
    "json": "JSON",
    "geojson": "GeoJSON",
    "parquet": "Parquet",
}


def register_page(name: str, **asked: str) -> str:
    return _with(reverse("registers:register", args=[name]), asked)


def item_page(name: str, key: str, at: date | None = None) -> str:
    return _with(reverse("registers:item", args=[name, key]), {"at": at.isoformat() if at else ""})


def item_file(name: str, key: str, form: str) -> str:
    return reverse(f"registers:item-{form}", args=[name, key])


def download(name: str, form: str, at: date | None = None) -> str:
    return _with(reverse(f"registers:{form}", args=[name]), {"at": at.isoformat() if at else ""})


def _with(address: str, asked: Mapping[str, str]) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{query}" if query else address
