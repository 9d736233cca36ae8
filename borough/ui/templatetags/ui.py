"""`{% load ui %}`: a tag for each component. A misspelt parameter is an error, never a blank.

    {% button text="Save and continue" %}
    {% details summary="Help with your reference" %}It is on your bill.{% enddetails %}

Small filters for the component templates stand below.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..components import BLOCK_TAGS, TAGS, Component

register = template.Library()


def _tag(kind: type[Component]) -> Callable[..., SafeString]:
    def render(**parameters: Any) -> SafeString:
        return kind.made(parameters).__html__()

    return render


def _block_tag(kind: type[Component]) -> Callable[..., SafeString]:
    def render(content: str, **parameters: Any) -> SafeString:
        return kind.made({"text": content, **parameters}).__html__()

    return render


for _kind in TAGS:
    register.simple_tag(_tag(_kind), name=_kind.tag_name())
for _kind in BLOCK_TAGS:
    register.simple_block_tag(_block_tag(_kind), name=_kind.tag_name(), end_name=f"end{_kind.tag_name()}")


@register.filter
def attrs(attributes: Mapping[str, object] | None) -> SafeString:
    """HTML attributes from a mapping: None is left out, True is the bare name."""
    given = {name: value for name, value in (attributes or {}).items() if value is not None}
    return format_html_join(
        "", "{}", ((format_html(" {}" if v is True else ' {}="{}"', name, v),) for name, v in given.items())
    )


@register.filter
def plus(classes: str) -> SafeString:
    """Further classes after the component's own."""
    return format_html(" {}", classes) if classes else mark_safe("")


@register.filter
def is_html(value: object) -> bool:
    return hasattr(value, "__html__")


@register.filter
def lower_word(value: bool) -> str:
    """True and False as HTML attributes write them."""
    return str(value).lower()
