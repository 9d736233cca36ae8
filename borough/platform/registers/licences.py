"""The licences that registers may have, from licences.toml."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Licence:
    """`asks`: what it asks of whoever uses the data, in a sentence or two."""

    code: str
    title: str
    url: str
    asks: str


def links(urls: Iterable[str]) -> str:
    """The value of a `Link` header that names the licences at these addresses, each once."""
    return ", ".join(f'<{url}>; rel="license"' for url in dict.fromkeys(urls))


BY_ROW = "by-row"
LICENCES = {
    code: Licence(code, **said)
    for code, said in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
