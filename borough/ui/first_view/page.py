"""The page as it is sent: it can be drawn as soon as it has come, with nothing more to wait for.

A template says `<link rel="stylesheet">` in its head as ever. Here those rules that can hold in the page are written
in the links' place. What is for paper alone stays linked: no browser waits for it.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.gzip import gzip_page

from .sheets import needed, text_of

LINK = re.compile(r'\s*<link rel="stylesheet" href="([^"]+)">')
WAITED_FOR = re.compile(r'<script src="([^"]+)"></script>')  # neither deferred nor a module
P = ParamSpec("P")


def light(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """For a public view: its page can be drawn as soon as it has come, and comes compressed.

    Compression is for pages on which nothing is secret. The content security policy names what is
    written into the page by its hash.
    """

    @wraps(view)
    def lightened(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(*args, **kwargs)
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            _write_into(response)
        return response

    return gzip_page(lightened)


def _write_into(response: HttpResponse) -> None:
    head, closed, body = response.content.decode().partition("</head>")
    links = LINK.findall(head)
    if not (closed and links):
        return
    styles = needed(tuple(links), head + body)
    body, scripts = _with_scripts(body)
    response.content = f"{LINK.sub('', head)}<style>{styles}</style>\n{closed}{body}"
    allowed = {"style-src": [_hash(styles)], "script-src": [_hash(script) for script in scripts]}
    response._csp_update = allowed  # type: ignore[attr-defined]  # as django-csp's decorators do


def _with_scripts(body: str) -> tuple[str, list[str]]:
    """The scripts that drawing waits for, written out where they are called; and their texts."""
    scripts = [text_of(address) for address in WAITED_FOR.findall(body)]
    return WAITED_FOR.sub(lambda found: f"<script>{text_of(found[1])}</script>", body), scripts


def _hash(text: str) -> str:
    """As a content security policy names what it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
