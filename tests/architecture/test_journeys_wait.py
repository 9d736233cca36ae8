"""A browser shows what it shows a moment after the click. So no journey asserts what a page shows *now*: it says
what it expects (`expect`), and waits for it. A bare assert passes on a quiet machine and fails on a busy one."""

import ast
from pathlib import Path

import pytest

JOURNEYS = sorted((Path(__file__).parents[1] / "journeys").glob("*.py"))
# What a locator or a tab says of this moment, and what says it and waits.
NOW = {
    "is_visible": "to_be_visible", "is_hidden": "to_be_hidden", "is_checked": "to_be_checked",
    "is_enabled": "to_be_enabled", "is_disabled": "to_be_disabled", "is_editable": "to_be_editable",
    "count": "to_have_count", "inner_text": "to_have_text", "all_inner_texts": "to_have_text",
    "text_content": "to_have_text", "all_text_contents": "to_have_text", "inner_html": "to_contain_text",
    "input_value": "to_have_value", "get_attribute": "to_have_attribute", "title": "to_have_title",
    "content": "to_contain_text", "evaluate": "to_be_focused", "url": "to_have_url",
}  # fmt: skip


def bare(source: str) -> list[str]:
    """What a file asserts of this moment: `12: say expect(...).to_be_visible()`."""
    asserts = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
    asked = [node for each in asserts for node in ast.walk(each.test) if isinstance(node, ast.Attribute)]
    return [f"{node.lineno}: say expect(...).{NOW[node.attr]}()" for node in asked if node.attr in NOW]


@pytest.mark.parametrize("path", JOURNEYS, ids=lambda path: path.name)
def test_a_journey_waits_for_what_it_expects(path):
    assert bare(path.read_text()) == []


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("assert tab.get_by_text('Saved').is_visible()", True),
        ("assert not tab.locator('h1').first.is_visible(), tab.url", True),
        ("assert tab.url.endswith('/staff/')", True),
        ("assert 'Sign in' in tab.title()", True),
        ("expect(tab).to_have_title('Sign in')", False),
        ("assert found, f'{tab.url} shows {found}'", False),
        ("assert tab.goto('/staff/').status == 200", False),
    ],
)
def test_this_rule_itself(line, refused):
    assert bool(bare(line)) == refused
