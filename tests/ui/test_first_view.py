"""What of a stylesheet is written into a page: every rule that can hold in it, in order, and no other."""

import base64
import hashlib
import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from borough.ui.first_view.page import light
from borough.ui.first_view.rules import read
from borough.ui.first_view.words import added_by, words_of_page

KEPT = """
.a { color: red }                       | <p class="a">                 | .a{color: red}
.a, .b { color: red }                   | <p class='x b'>               | .b{color: red}
.a .b { top: 0 }                        | <p class="b">                 |
p.a > .b + i { top: 0 }                 | <p class="a b"><i>            | p.a > .b + i{top: 0}
.a:not(.b):hover::before { top: 0 }     | <p class=a>                   | .a:not(.b):hover::before{top: 0}
li:nth-child(2n + 1) { top: 0 }         | <li>                          | li:nth-child(2n + 1){top: 0}
details[open] > summary { top: 0 }      | <details><summary>            | details[open] > summary{top: 0}
[type="a,b{}"], .z { top: 0 }           | <p>                           | [type="a,b{}"]{top: 0}
#one { top: 0 } #two { top: 0 }         | <p id="two">                  | #two{top: 0}
.m\\:-2 { top: 0 }                      | <p class="m:-2">              | .m\\:-2{top: 0}
:root { --x: 1 } * { top: 0 }           | <p>                           | :root{--x: 1}*{top: 0}
@media print { .a { top: 0 } .b { top: 1px } } | <p class="b">          | @media print{.b{top: 1px}}
@media print { .a { top: 0 } }          | <p class="b">                 |
@supports (top: 0) { @media print { p { top: 0 } } } | <p>              | @supports (top: 0){@media print{p{top: 0}}}
@font-face { src: url(x.woff2) }        | <p>                           | @font-face{src: url(x.woff2)}
@charset "UTF-8"; p { top: 0 }          | <p>                           | p{top: 0}
/* p { */ p { content: "}" } i { top: 0 } | <p>                         | p{content: "}"}
p::after {  content:  "\u00a0  x"  }    | <p>                           | p::after{content: "\u00a0  x"}
p { background: url(data:a;b) }         | <P>                           | p{background: url(data:a;b)}
.made { top: 0 } .not { top: 0 }        | <script>add('made')</script>  |
"""


@pytest.mark.parametrize("row", KEPT.strip().splitlines())
def test_a_rule_is_kept_where_it_can_hold(row):
    css, html, kept = (cell.strip() for cell in row.split(" |"))
    words = words_of_page(html)
    assert "".join(rule.within(words) for rule in read(css)) == kept


def test_whatever_a_script_says_or_begins_to_say_it_may_add():
    script = "list.className = 'app-box__list'; make('ul'); part.className = 'leaflet-' + name"
    known = frozenset({".app-box__list", "ul", ".leaflet-pane", "#leaflet-top", ".app-box", ".leaf", "ol"})
    assert added_by(script, known) == known - {".app-box", ".leaf", "ol"}


@pytest.mark.parametrize("broken", ["p { top: 0", "p { top: 0 } }", "@media print { p { top: 0 }"])
def test_a_stylesheet_that_is_broken_is_an_error_not_half_a_look(broken):
    with pytest.raises(ValueError, match=r"brace|close"):
        read(broken)


PAGE = """<html><head><title>x</title>
<link rel="stylesheet" href="/static/ui/borough.css"><link rel="stylesheet" href="/static/ui/print.css" media="print">
</head><body><script src="/static/ui/start.js"></script><ul class="app-links"></ul></body></html>"""


def sent(page, **headers):
    return light(lambda request: HttpResponse(page, **headers))(RequestFactory().get("/"))


def hashes(texts):
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def test_a_page_waits_for_nothing_and_its_policy_names_what_is_in_it():
    answer = sent(PAGE)
    html = answer.content.decode()
    assert ".app-links{" in html
    assert ".app-timeline" not in html
    assert re.findall(r'<(?:link|script)[^>]*="/[^>]*>', html) == [
        '<link rel="stylesheet" href="/static/ui/print.css" media="print">'
    ]
    assert answer._csp_update == {
        "style-src": hashes(re.findall(r"<style>(.*?)</style>", html, re.S)),
        "script-src": hashes(re.findall(r"<script>(.*?)</script>", html, re.S)),
    }


@pytest.mark.parametrize("answer", [
    HttpResponse(PAGE, content_type="application/json"), HttpResponse("<p>a part</p>"), HttpResponse(status=304),
    StreamingHttpResponse([PAGE.encode()]),
])  # fmt: skip
def test_what_is_no_page_stays_as_it_is(answer):
    whole = light(lambda request: answer)(RequestFactory().get("/"))
    assert whole is answer
    assert not hasattr(answer, "_csp_update")


def test_what_it_links_to_is_found_from_every_page():
    html = sent(PAGE.replace("ui/borough.css", "ui/vendor/inter/wght.css")).content.decode()
    assert "url(/static/ui/vendor/inter/files/inter-latin-wght-normal.woff2)" in html
