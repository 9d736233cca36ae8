"""`{% load ui %}`: a tag for each component. A misspelt parameter is an error, never a blank.

    {% button text="Save and continue" %}
    {% details summary="Help with your reference" %}It is on your bill.{% enddetails %}

Small filters for the component templates stand below.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from borough.ui.components import BLOCK_TAGS, OWN_TAGS, TAGS
from borough.ui.components.base import Component
from borough.ui.components.wayfinding import down_to
from borough.ui.forms import layout, shown
from borough.ui.item import Item
from borough.ui.listing.list_page import ListPage

register = template.Library()


def _tag(kind: type[Component]) -> Callable[..., SafeString]:
    def render(**parameters: Any) -> SafeString:
        return kind.made(parameters).__html__()

    return render


def _block_tag(kind: type[Component]) -> Callable[..., SafeString]:
    def render(content: str, **parameters: Any) -> SafeString:
        return kind.made({"text": content, **parameters}).__html__()

    return render


for _kind in TAGS + OWN_TAGS:
    register.simple_tag(_tag(_kind), name=_kind.tag_name())
for _kind in BLOCK_TAGS:
    register.simple_block_tag(_block_tag(_kind), name=_kind.tag_name(), end_name=f"end{_kind.tag_name()}")


@register.simple_tag
def trail(*steps: str) -> SafeString:
    """Breadcrumbs: words and route in turn, then the words of this page.

    {% trail "Home" "public:home" "What the council holds" "public:held" "Council tax" %}
    A route with a slash in it is an address.
    """
    *above, here = steps
    return down_to(list(zip(above[::2], above[1::2], strict=True)), here).__html__()


@register.filter
def questions(form: BaseForm) -> Iterator[Component]:
    """The components of a form's visible fields."""
    return layout.questions(form)


@register.filter
def question(field: BoundField) -> Component:
    return shown.component(field)


@register.filter
def error_summary_of(form: BaseForm) -> Component:
    return layout.summary(form)


@register.filter
def linked(text: str) -> SafeString:
    """Plain words whose web addresses, written out, lead there."""
    parts = re.split(r"(https://\S+[\w/])", text)
    return format_html_join(
        "", "{}", ((_away(part) if part.startswith("https://") else part,) for part in parts)
    )


def _away(address: str) -> SafeString:
    return format_html(
        '<a class="govuk-link" href="{}" rel="external">{}</a>', address, address.removeprefix("https://")
    )


@register.filter
def crumbs_of(page: Item | ListPage) -> Component:
    """The breadcrumbs of an item or list page, down to it."""
    return down_to(page.crumbs, page.title)


@register.filter
def banner_type(level: str) -> str:
    """A message's level as a notification banner knows it."""
    return "success" if level == "success" else ""


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
