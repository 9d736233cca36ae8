"""Our components give the HTML that GOV.UK Frontend 5.14.0 publishes for each of its examples."""

import json
from pathlib import Path

import pytest

from borough.ui.components import BLOCK_TAGS, TAGS
from tests.ui.published import Unsupported, build, normalised

FIXTURES = Path(__file__).parent / "fixtures"
EXAMPLES = [
    (kind, example)
    for kind in TAGS + BLOCK_TAGS
    for example in json.loads((FIXTURES / f"{kind.tag_name()}.json").read_text())
]
# The examples that ours do not give, and why.
NOT_SUPPORTED = {
    ("button", "input"): "an input cannot hold an icon or be styled like the others; a button can",
    ("file_upload", "translated"): "the words of the drop zone are English until a translation is written",
    ("input", "with extra letter spacing"): "has no name, so its answer would never be sent",
    ("task_list", "with empty values"): "numbers tasks that are not there; our lists hold no empty ones",
}
# What ours do beyond the published, switched off to compare: a table that stacks on a phone.
OURS_ALONE = {"table": {"stacked": False}}


def named(value) -> str:
    return value["name"] if isinstance(value, dict) else value.tag_name()


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=named)
def test_our_html_is_the_published_html(kind, example):
    left_out = (kind.tag_name(), example["name"]) in NOT_SUPPORTED
    try:
        ours = normalised(str(build(kind, example["options"] | OURS_ALONE.get(kind.tag_name(), {}))))
    except Unsupported:
        if not left_out:
            raise
        return
    theirs = normalised(example["html"])
    if left_out:
        assert ours != theirs, "supported now: take it off the list"
    else:
        assert ours == theirs


def test_each_example_left_out_exists():
    assert NOT_SUPPORTED.keys() <= {(kind.tag_name(), example["name"]) for kind, example in EXAMPLES}


def test_the_comparison_sees_a_difference():
    assert normalised('<p class="a b">x</p>') == normalised('<p class="b a">\n x\n</p>')
    assert normalised("<p>x</p>") != normalised("<p>y</p>")
    assert normalised("<p>x</p>") != normalised('<p id="x">x</p>')
