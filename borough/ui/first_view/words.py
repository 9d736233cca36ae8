"""The words of a page that selectors can name: its tags, classes and ids, and whatever its scripts may add. Pure."""

import re
from collections.abc import Iterator

TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"""\b(class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
TOKEN = re.compile(r"[a-zA-Z][\w-]*")


def words_of_page(html: str) -> frozenset[str]:
    """Written `a`, `.class` and `#id`."""
    seen = set(TAG.findall(html))  # most of a list's tags are alike
    return frozenset(word for tag, attributes in seen for word in _of_tag(tag, attributes))


def _of_tag(tag: str, attributes: str) -> Iterator[str]:
    yield tag.lower()
    for name, *values in ATTRIBUTE.findall(attributes):
        sign = "." if name == "class" else "#"
        yield from (sign + each for each in "".join(values).split())


def added_by(script: str, known: frozenset[str]) -> frozenset[str]:
    """Those of the known words that a script may add: it has the word, or how it begins (`"leaflet-" + name`)."""
    tokens = frozenset(TOKEN.findall(script))
    beginnings = tuple(token for token in tokens if token.endswith("-"))
    bare = ((word, word.lstrip(".#")) for word in known)
    return frozenset(word for word, name in bare if name in tokens or name.startswith(beginnings))
