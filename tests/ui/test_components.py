"""What the published examples do not show: misspelt parameters, escaping, tags in templates."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe

from borough.ui import api as ui
from borough.ui.components import COMPONENTS


def rendered(source: str, **context) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_a_misspelt_parameter_is_an_error_that_names_the_right_one():
    with pytest.raises(TemplateSyntaxError, match=r"no parameter 'txet'\. Did you mean 'text'"):
        rendered("{% button txet='Save' %}")


def test_a_missing_parameter_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="text"):
        rendered("{% button href='/' %}")


@pytest.mark.parametrize("kind", COMPONENTS, ids=lambda kind: kind.tag_name())
def test_every_component_says_what_it_is_for(kind):
    assert not kind.__doc__.startswith(f"{kind.__name__}(")


def test_words_are_escaped_and_html_is_not():
    assert "&lt;b&gt;" in rendered("{% tag text=words %}", words="<b>")
    assert "<b>New</b>" in rendered("{% tag text=words %}", words=mark_safe("<b>New</b>"))
    assert "&lt;b&gt;" in str(ui.Table(rows=[["<b>"]]))


@pytest.mark.parametrize(
    ("table", "stacks"),
    [
        (ui.Table(head=["Reason", "Rows"], rows=[["Bad date", "3"]]), True),
        (ui.Table(head=["Reason", "Rows"], rows=[["Bad date", "3"]], stacked=False), False),
        (ui.Table(rows=[["No headings"]]), False),
        (ui.Table(head=["Reason", "Rows"], rows=[[ui.Cell(text="Spans both", colspan=2)]]), False),
    ],
)
def test_a_table_with_headings_stacks_on_a_phone_unless_its_cells_span(table, stacks):
    shown = BeautifulSoup(str(table), "html.parser")
    assert bool(shown.select(".app-table--stacked")) is stacks
    assert [cell["data-heading"] for cell in shown.select("tbody [data-heading]")] == (
        ["Reason", "Rows"] if stacks else []
    )


def test_what_a_block_holds_is_its_content():
    html = rendered("{% details summary='Help' %}<p>It is on your bill.</p>{% enddetails %}")
    assert '<div class="govuk-details__text"><p>It is on your bill.</p></div>' in html


def test_a_block_escapes_what_came_from_outside():
    html = rendered("{% inset_text %}{{ words }}{% endinset_text %}", words="<script>")
    assert "&lt;script&gt;" in html


def test_a_component_made_in_python_renders_where_it_is_named():
    html = rendered("{{ state }}", state=ui.Tag(text="Late", colour="red"))
    assert html.strip() == '<strong class="govuk-tag govuk-tag--red">Late</strong>'


def test_crumbs_lead_down_to_the_page():
    html = rendered("{% trail 'Home' '/' 'Data' '/data/' 'Council tax' %}")
    assert [word in html for word in ('href="/"', 'href="/data/"', 'aria-current="page"')] == [True] * 3


def test_crumbs_need_a_route_for_each_word():
    with pytest.raises(ValueError, match="zip"):
        rendered("{% trail 'Home' 'Council tax' %}")
