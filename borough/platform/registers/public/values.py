"""Values by their type: for sorting and for files, and in words for people."""

import json
import re
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from borough.platform.feeds.api import Column, Type
from borough.ui import api as ui

YES_OR_NO = {"true": "Yes", "false": "No"}
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
Typed = str | int | float | date | None
# Types of a file's columns, as JSON Schema and CSV on the Web call them.
SCHEMA = {Type.NUMBER: {"type": "integer"}, Type.DECIMAL: {"type": "number"},
          Type.DATE: {"type": "string", "format": "date"}}  # fmt: skip
CSVW = {Type.NUMBER: "integer", Type.DECIMAL: "decimal", Type.DATE: "date"}


def typed(column: Column, text: str) -> Typed:
    """A value in its type; None where nothing is said. What is not of its type stays text."""
    if not text:
        return None
    try:
        match column.type:
            case Type.NUMBER | Type.PENCE | Type.POUNDS:
                return int(text)
            case Type.DECIMAL:
                return float(text)
            case Type.DATE:
                return date.fromisoformat(text)
    except ValueError:
        return text
    return text


def in_words(column: Column, text: str) -> str:
    """A value for people: what a code means, a date in words, a web address as a link."""
    if not text:
        return ui.written(None)
    if column.type is Type.CHOICE:
        return column.choices.get(text, text)
    if column.type is Type.DATE:
        return ui.written(typed(column, text))
    if text.startswith(("https://", "http://")) and " " not in text:
        return _link(text)
    if text.startswith("{"):
        return _pairs(text)
    return text.replace("_", " ") if CODE.fullmatch(text) else YES_OR_NO.get(text, text)


def _link(address: str) -> SafeString:
    form = (
        '<a class="govuk-link" href="{0}" rel="nofollow noopener"><span class="app-breakable">{0}</span></a>'
    )
    return format_html(form, address)


def _pairs(text: str) -> str:
    """A flat JSON object as `name: value; name: value`."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if not isinstance(found, dict):
        return text
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in found.items())
