"""Builds our components from the options of GOV.UK Frontend's published examples.

Ours differ in name only: snake_case, one `text` for their `text` and `html`, `error` for `errorMessage`,
`group` for `formGroup`. An option that ours do not have raises Unsupported.
"""

import re
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass

from bs4 import BeautifulSoup, NavigableString
from django.utils.safestring import mark_safe

OURS = {
    "errorMessage": "error",
    "formGroup": "group",
    "errorList": "errors",
    "isPageHeading": "page_heading",
    "isStartButton": "start",
    "for": "for_id",
    "labelText": "label",
    "landmarkLabel": "label",
    "visuallyHiddenText": "hidden_text",
    "iconFallbackText": "icon_text",
    "javascript": "drop_zone",
    "beforeInput": "before",
    "beforeInputs": "before",
    "afterInput": "after",
    "afterInputs": "after",
    "inputWrapper": "wrapper",
    "collapseNavigationOnMobile": "collapse",
    "countMessage": "count",
}


class Unsupported(Exception):
    """An option that our component does not have."""


def build(kind: type, options: Mapping):
    """One component or part from the published options."""
    known = {f.name for f in fields(kind)}
    hints = typing.get_type_hints(kind)
    given = {}
    for option, value in _words(options).items():
        name = _name(option, known)
        if value is None:
            continue
        if isinstance(value, Mapping) and "items" in value and f"{name}_classes" in known:
            given[f"{name}_classes"] = value.get("classes", "")
            value = value["items"]
        if name == "status" and isinstance(value, Mapping):
            given["status_classes"] = value.get("classes", "")
            value = value.get("tag", _words(value).get("text", ""))
        if isinstance(value, Mapping) and _is_words(hints[name]):
            given.update(_beside(name, value, known))
            value = _words(value).get("text", "")
        given[name] = _value(hints[name], value)
    try:
        return kind(**given)
    except TypeError as missing:
        raise Unsupported(str(missing)) from None


def _name(option: str, known: set[str]) -> str:
    snake = re.sub(r"(?=[A-Z])", "_", option).lower()
    if option == "visuallyHiddenText" and "prefix" in known:
        return "prefix"
    for name in (OURS.get(option, snake), snake, re.sub(r"_(text|html)$", "", snake)):
        if name in known:
            return name
    raise Unsupported(option)


def _words(options: Mapping) -> dict:
    """`html` and `fooHtml` become safe text."""
    out = {}
    for key, value in options.items():
        if key == "html" or key.endswith("Html"):
            out["text" if key == "html" else key] = mark_safe(value)
        elif not (key == "text" and options.get("html")):
            out[key] = value
    return out


def _beside(name: str, value: Mapping, known: set[str]) -> dict:
    """Classes and attributes of a piece of text that is a plain parameter of ours."""
    extra = {k: v for k, v in value.items() if k not in {"text", "html"}}
    beside = {f"{name}_{key}": content for key, content in extra.items()}
    if beside.keys() - known:
        raise Unsupported(f"{name}.{next(iter(beside.keys() - known))}")
    return beside


def _kinds(hint) -> list:
    return list(typing.get_args(hint)) if isinstance(hint, types.UnionType) else [hint]


def _is_words(hint) -> bool:
    return not any(is_dataclass(kind) or typing.get_origin(kind) for kind in _kinds(hint) if kind is not str)


def _value(hint, value):
    part = next((kind for kind in _kinds(hint) if is_dataclass(kind)), None)
    if part and isinstance(value, Mapping):
        return build(part, value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        [inner] = typing.get_args(next(kind for kind in _kinds(hint) if typing.get_origin(kind)))
        return [_value(inner, item) for item in value if item]
    if hint is str and not isinstance(value, str):
        return str(value)
    return value


def normalised(html: str):
    """HTML as nested tuples: no order of attributes or classes, no meaningless white space."""
    return [_node(child) for child in BeautifulSoup(html, "html.parser").children if _matters(child)]


def _matters(node) -> bool:
    return not isinstance(node, NavigableString) or bool(node.strip())


def _node(node):
    if isinstance(node, NavigableString):
        return " ".join(node.split())
    attributes = {k: tuple(sorted(v)) if isinstance(v, list) else v for k, v in node.attrs.items()}
    inside = [_node(child) for child in node.children if _matters(child)]
    if node.name == "textarea":
        inside = [node.text.removeprefix("\n")]
    return (node.name, tuple(sorted(attributes.items())), tuple(inside))
