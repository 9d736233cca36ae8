"""Stylesheets and scripts of ours, by their address in a page."""

import re
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from .rules import Group, Rule, read
from .words import added_by, words_of_page

URL = re.compile(r"url\(\s*[\"']?(?!data:|#)([^)\"']+)[\"']?\s*\)")
SCRIPT = re.compile(r'="(' + re.escape(settings.STATIC_URL) + r'[^"?]+\.js)"')
Addresses = tuple[str, ...]


@cache
def text_of(address: str) -> str:
    """/static/ui/borough.css, or with the hash that its gathered copy bears -> its text."""
    name = address.removeprefix(settings.STATIC_URL)
    found = finders.find(name)
    return Path(found or staticfiles_storage.path(name)).read_text()


@cache
def rules_of(address: str) -> tuple[Rule | Group, ...]:
    """Of one stylesheet; what it links to is addressed from the root, as its text will stand in a page."""
    return read(URL.sub(lambda found: f"url({urljoin(address, found[1])})", text_of(address)))


def needed(addresses: Addresses, html: str) -> str:
    """The stylesheets, in their order, without what can hold neither in the page as it comes nor with what its
    scripts may add."""
    scripts = tuple(dict.fromkeys(SCRIPT.findall(html)))
    return _trimmed(addresses, scripts, words_of_page(html) & _named(addresses))


@lru_cache(maxsize=512)
def _trimmed(addresses: Addresses, scripts: Addresses, words: frozenset[str]) -> str:
    words = words.union(*(_added(addresses, script) for script in scripts))
    return "".join(rule.within(words) for address in addresses for rule in rules_of(address))


@cache
def _added(addresses: Addresses, script: str) -> frozenset[str]:
    return added_by(text_of(script), _named(addresses))


@cache
def _named(addresses: Addresses) -> frozenset[str]:
    """All that their selectors name: no other word of a page matters to them."""
    return frozenset().union(*(_words(rule) for address in addresses for rule in rules_of(address)))


def _words(rule: Rule | Group) -> frozenset[str]:
    if isinstance(rule, Group):
        return frozenset().union(*map(_words, rule.rules))
    return frozenset().union(*(selector.needs for selector in rule.selectors))
